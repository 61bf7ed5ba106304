package pregel.api.reference;

import java.util.Map;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.DoubleEdgeColumn;
import pregel.api.EdgeColumn;
import pregel.api.FailureKind;
import pregel.api.IntColumn;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.Schema;

/** The columns whose values a program takes from the graph. */
final class InputColumns {
  private InputColumns() {}

  /**
   * Fills the vertex columns that come from the input.
   *
   * @throws JobException of kind INPUT if the graph lacks one, or has it with another type
   */
  static void fill(Schema schema, ReferenceGraph graph, Arrangement arrangement) {
    for (Column column : schema.columns()) {
      if (column.isFromInput()) {
        Map<Long, Object> values = graph.vertexColumns().get(column.name());
        if (values == null) {
          throw missing("vertex", column.name(), graph.vertexColumns());
        }
        values.forEach((id, value) -> put(column, arrangement.positions().get(id), value));
      }
    }
  }

  /**
   * Checks that the graph has the edge columns that the program reads.
   *
   * @throws JobException of kind INPUT if it lacks one, or has it with another type
   */
  static void requireEdgeColumns(Schema schema, ReferenceGraph graph) {
    for (EdgeColumn column : schema.edgeColumns()) {
      Number zero = graph.edgeColumns().get(column.name());
      if (zero == null) {
        throw missing("edge", column.name(), graph.edgeColumns());
      }
      if (column instanceof DoubleEdgeColumn != zero instanceof Double) {
        throw otherType("edge", column.name(), zero);
      }
    }
  }

  /** Longs widen to doubles, and narrow to ints if they fit. */
  private static void put(Column column, int position, Object value) {
    if (column instanceof DoubleColumn doubles && value instanceof Double) {
      doubles.put(position, (double) value);
    } else if (column instanceof DoubleColumn doubles && value instanceof Long number) {
      doubles.put(position, (double) number);
    } else if (column instanceof LongColumn longs && value instanceof Long) {
      longs.put(position, (long) value);
    } else if (column instanceof IntColumn ints && value instanceof Long number && isInt(number)) {
      ints.put(position, number.intValue());
    } else if (column instanceof BooleanColumn booleans && value instanceof Boolean) {
      booleans.put(position, (boolean) value);
    } else {
      throw otherType("vertex", column.name(), value);
    }
  }

  private static boolean isInt(long number) {
    return number == (int) number;
  }

  private static JobException missing(String kind, String name, Map<String, ?> columns) {
    String there =
        columns.isEmpty() ? "it has none" : "it has " + String.join(", ", columns.keySet());
    return new JobException(
        FailureKind.INPUT,
        kind + " column \"" + name + "\": the graph has no such column; " + there);
  }

  private static JobException otherType(String kind, String name, Object value) {
    return new JobException(
        FailureKind.INPUT,
        kind
            + " column \""
            + name
            + "\": the graph has the "
            + value.getClass().getSimpleName()
            + " "
            + value
            + "; declare a column that takes it");
  }
}
