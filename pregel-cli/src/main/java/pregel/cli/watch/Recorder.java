package pregel.cli.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.ObjectColumn;
import pregel.api.Schema;
import pregel.api.Vertex;

/** Makes records of vertices as they are computed; shared by the threads of a job. */
final class Recorder {
  private final Predicate<Vertex> chosen;
  private final LongFunction<Object> naming;
  private final Consumer<VertexRecord> sink;
  private final ThreadLocal<WatchedVertex> views;
  private Schema schema;

  Recorder(Predicate<Vertex> chosen, LongFunction<Object> naming, Consumer<VertexRecord> sink) {
    this.chosen = chosen;
    this.naming = naming;
    this.sink = sink;
    this.views = ThreadLocal.withInitial(() -> new WatchedVertex(schema));
  }

  void open(Schema opened) {
    schema = opened;
  }

  boolean isWatched(Vertex vertex) {
    return chosen.test(vertex);
  }

  /** The view through which a watched vertex is computed; {@link #end} completes the record. */
  WatchedVertex begin(Vertex vertex) {
    WatchedVertex view = views.get();
    view.begin(vertex, values(vertex));
    return view;
  }

  /** As {@link #begin(Vertex)}, with the messages of all channels that a phase reads. */
  WatchedVertex begin(Vertex vertex, int phase) {
    WatchedVertex view = begin(vertex);
    schema.phases().get(phase).reads().forEach(view::readAll);
    return view;
  }

  void end(WatchedVertex view, int phase) {
    String name = phase < 0 ? null : schema.phases().get(phase).name();
    sink.accept(view.record(name, values(view)));
  }

  private Map<String, Object> values(Vertex vertex) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column column : schema.columns()) {
      values.put(column.name(), value(column, vertex));
    }
    return values;
  }

  private Object value(Column column, Vertex vertex) {
    if (column instanceof DoubleColumn doubles) {
      return doubles.get(vertex);
    } else if (column instanceof LongColumn longs) {
      boolean isId = longs.holdsVertexIds() && !longs.holdsGroups();
      return isId ? naming.apply(longs.get(vertex)) : longs.get(vertex);
    } else if (column instanceof IntColumn ints) {
      return ints.get(vertex);
    } else if (column instanceof BooleanColumn booleans) {
      return booleans.get(vertex);
    }
    Object object = ((ObjectColumn<?>) column).get(vertex);
    // A program may change the object itself later: its text stays.
    return object == null ? null : object.toString();
  }
}
