package pregel.core.graph;

/**
 * A named value that a graph holds for every edge beside its weight.
 *
 * @param name as the input has it
 * @param type what it holds
 */
public record HeldEdgeColumn(String name, Type type) {

  /** What an edge column holds. */
  public enum Type {
    LONG,
    DOUBLE
  }
}
