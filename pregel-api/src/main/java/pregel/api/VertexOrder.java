package pregel.api;

/**
 * How loading arranges vertices; the arrangement is the canonical order in which every fold runs.
 *
 * <p>{@link #DEGREE} puts hubs first: falling degree class, then external id. {@link #ID} keeps the
 * order of external ids, which suits graphs whose ids already have locality. {@link #AUTO} decides
 * by a rule on the graph alone.
 */
public enum VertexOrder {
  AUTO,
  DEGREE,
  ID
}
