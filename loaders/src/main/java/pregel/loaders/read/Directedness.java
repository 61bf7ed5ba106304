package pregel.loaders.read;

/** How the user wants edges read. */
public enum Directedness {
  /** As the format says; directed if it says nothing. */
  UNSPECIFIED,
  DIRECTED,
  UNDIRECTED
}
