package pregel.loaders.generate;

import java.util.Locale;

/** The graphs that can be generated. */
public enum Kind {
  /** Recursive matrix: few vertices with very many edges, many with few; like social networks. */
  RMAT,
  /** Both ends of every edge drawn evenly. */
  UNIFORM,
  /** Rows and columns, each vertex joined to the next in its row and in its column. */
  GRID,
  /** 0 - 1 - 2 - ... */
  PATH,
  /** Vertex 0 joined to every other. */
  STAR,
  /** Every vertex joined to every other. */
  COMPLETE,
  /** A ring of neighbours, some edges of which lead anywhere; Watts and Strogatz. */
  SMALL_WORLD;

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
