package pregel.loaders.read;

import java.util.Locale;

/** The formats a graph is read from. */
public enum GraphFormat {
  /** From name and content. */
  AUTO,
  EDGELIST,
  ADJACENCY,
  GRAPHALYTICS,
  MATRIXMARKET,
  DIMACS,
  METIS,
  WEBGRAPH,
  CSV,
  PARQUET,
  SNAPSHOT;

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
