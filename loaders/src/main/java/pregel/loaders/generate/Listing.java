package pregel.loaders.generate;

/** How edges are listed, and so how the list is to be read. */
public enum Listing {
  /** Each edge once, to be read as directed. */
  DIRECTED,
  /** Each edge from both ends, one after the other and with the same weight; a self-loop once. */
  BOTH_DIRECTIONS,
  /** Each edge once, to be read as undirected. */
  UNDIRECTED
}
