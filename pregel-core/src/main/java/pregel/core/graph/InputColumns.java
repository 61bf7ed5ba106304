package pregel.core.graph;

import java.util.List;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.FailureKind;
import pregel.api.IntColumn;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.Schema;

/** Fills the columns of a program whose values come from the input. */
public final class InputColumns {
  private InputColumns() {}

  /**
   * Fills every column marked fromInput, by the graph's slots. Vertices for which the input has no
   * value keep the initial one. Long columns of the input also fill columns of doubles and, if the
   * values fit, of ints.
   *
   * @throws JobException of kind INPUT if the graph has no column of that name and type
   */
  public static void fill(Schema schema, Graph graph) {
    for (Column column : schema.columns()) {
      if (column.isFromInput()) {
        fill(column, graph);
      }
    }
  }

  private static void fill(Column column, Graph graph) {
    VertexColumn input = find(column.name(), graph);
    VertexColumn.Type type = input.type();
    if (column instanceof DoubleColumn values) {
      requireType(
          column,
          type,
          VertexColumn.Type.DOUBLE,
          type == VertexColumn.Type.DOUBLE || type == VertexColumn.Type.LONG);
      each(graph, input, slot -> values.put(slot, input.doubleAt(slot)));
    } else if (column instanceof LongColumn values) {
      requireType(column, type, VertexColumn.Type.LONG, type == VertexColumn.Type.LONG);
      each(graph, input, slot -> values.put(slot, input.longAt(slot)));
    } else if (column instanceof IntColumn values) {
      requireType(column, type, VertexColumn.Type.LONG, type == VertexColumn.Type.LONG);
      each(graph, input, slot -> values.put(slot, fitting(input, slot, graph)));
    } else if (column instanceof BooleanColumn values) {
      requireType(column, type, VertexColumn.Type.BOOLEAN, type == VertexColumn.Type.BOOLEAN);
      each(graph, input, slot -> values.put(slot, input.booleanAt(slot)));
    }
  }

  private interface Slots {
    void accept(int slot);
  }

  private static void each(Graph graph, VertexColumn input, Slots filling) {
    for (int slot = 0; slot < graph.vertices(); slot++) {
      if (input.isPresent(slot)) {
        filling.accept(slot);
      }
    }
  }

  private static VertexColumn find(String name, Graph graph) {
    for (VertexColumn column : graph.vertexColumns()) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    throw new JobException(
        FailureKind.INPUT,
        "column \""
            + name
            + "\": the program reads it from the input, which has "
            + listed(
                graph.vertexColumns().stream().map(c -> c.name() + ":" + c.type().label()).toList())
            + "; give --vertices a file with a header that names it");
  }

  private static void requireType(
      Column column, VertexColumn.Type found, VertexColumn.Type wanted, boolean fits) {
    if (!fits) {
      throw new JobException(
          FailureKind.INPUT,
          "column \""
              + column.name()
              + "\": the program reads it as "
              + wanted.label()
              + " and the input has it as "
              + found.label()
              + "; name it "
              + column.name()
              + ":"
              + wanted.label()
              + " in the header to see which line does not fit");
    }
  }

  private static int fitting(VertexColumn input, int slot, Graph graph) {
    long value = input.longAt(slot);
    if (value != (int) value) {
      throw new JobException(
          FailureKind.INPUT,
          "column \""
              + input.name()
              + "\": the program reads it as int and vertex "
              + graph.ids().text(graph.ids().id(slot))
              + " has "
              + value
              + "; give values from "
              + Integer.MIN_VALUE
              + " to "
              + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /** What there is, for messages. */
  static String listed(List<String> columns) {
    return columns.isEmpty() ? "none" : String.join(", ", columns);
  }
}
