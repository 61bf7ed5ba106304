package pregel.api.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.ObjectColumn;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;

/** Whatever runs programs: the reference runner or an engine in one of its ways. */
@FunctionalInterface
public interface Runner {

  /** The specification. */
  Runner REFERENCE =
      (program, graph, options) -> {
        ReferenceResult result = ReferenceRunner.run(program.get(), graph, options);
        return Outcome.of(result.ids(), result.columns(), result.supersteps(), result.lost());
      };

  /**
   * Runs a program; failures are thrown.
   *
   * @param program makes fresh instances, for runners that run more than once
   */
  Outcome run(
      Supplier<? extends VertexProgram> program,
      ReferenceGraph graph,
      ReferenceRunner.Options options);

  /**
   * What can be told of a run, doubles as their bits, so that outcomes can be compared.
   *
   * @param columns the values of each result column by id
   * @param supersteps what each superstep did
   * @param lost requests to change the graph that lost
   */
  record Outcome(
      Map<String, SortedMap<Long, Object>> columns,
      List<ReferenceResult.Superstep> supersteps,
      long lost) {

    /**
     * Collects the values.
     *
     * @param ids the ids of the vertices that exist; the value of the n-th is at slot n
     * @param columns internal ones are left out
     */
    public static Outcome of(
        List<Long> ids,
        List<Column> columns,
        List<ReferenceResult.Superstep> supersteps,
        long lost) {
      Map<String, SortedMap<Long, Object>> values = new LinkedHashMap<>();
      for (Column column : columns) {
        if (!column.isInternal()) {
          SortedMap<Long, Object> byId = new TreeMap<>();
          for (int slot = 0; slot < ids.size(); slot++) {
            byId.put(ids.get(slot), value(column, slot));
          }
          values.put(column.name(), byId);
        }
      }
      return new Outcome(values, new ArrayList<>(supersteps), lost);
    }

    private static Object value(Column column, int slot) {
      if (column instanceof DoubleColumn doubles) {
        return Double.doubleToRawLongBits(doubles.at(slot));
      } else if (column instanceof LongColumn longs) {
        return longs.at(slot);
      } else if (column instanceof IntColumn ints) {
        return ints.at(slot);
      } else if (column instanceof BooleanColumn booleans) {
        return booleans.at(slot);
      } else {
        return String.valueOf(((ObjectColumn<?>) column).at(slot));
      }
    }
  }
}
