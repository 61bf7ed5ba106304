package pregel.core.graph;

import java.util.Locale;
import pregel.api.DoubleEdgeColumn;
import pregel.api.EdgeColumn;

/**
 * A named value that a graph holds for every edge beside its weight.
 *
 * @param name as the input has it
 * @param type what it holds
 */
public record HeldEdgeColumn(String name, Type type) {

  /** What a program's column is in a graph. */
  public static HeldEdgeColumn of(EdgeColumn column) {
    return new HeldEdgeColumn(
        column.name(), column instanceof DoubleEdgeColumn ? Type.DOUBLE : Type.LONG);
  }

  /** What an edge column holds. */
  public enum Type {
    LONG,
    DOUBLE;

    /** The name in a header. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
