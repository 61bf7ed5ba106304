package pregel.loaders.generate;

import java.util.function.Consumer;

/**
 * What to generate; a kind looks only at what it needs.
 *
 * @param scale R-MAT, uniform: the binary logarithm of the number of vertices
 * @param edgeFactor R-MAT, uniform: edges per vertex
 * @param vertices path, star, complete, small world: the number of vertices
 * @param rows grid: its rows
 * @param columns grid: its columns
 * @param neighbours small world: how many nearest vertices each is joined to; even
 * @param rewiring small world: the probability that an edge leads anywhere instead
 * @param seed of everything drawn
 * @param weighted whether edges have a weight: an integer from 1 to 255
 * @param permute whether ids are shuffled
 * @param simple whether self-loops and edges seen before go; without a direction where edges are
 *     listed from both ends or read as undirected
 * @param listing how edges are listed
 * @param allVertices whether every id is listed too, those without edges included
 */
public record GeneratorOptions(
    int scale,
    int edgeFactor,
    int vertices,
    int rows,
    int columns,
    int neighbours,
    double rewiring,
    long seed,
    boolean weighted,
    boolean permute,
    boolean simple,
    Listing listing,
    boolean allVertices) {

  /** Small graphs of every kind, from seed 1, unweighted, as drawn. */
  public static GeneratorOptions defaults() {
    return new GeneratorOptions(
        10, 16, 1024, 32, 32, 4, 0.1, 1, false, false, false, Listing.DIRECTED, false);
  }

  public GeneratorOptions withScale(int newScale, int newEdgeFactor) {
    return with(
        copy -> {
          copy.scale = newScale;
          copy.edgeFactor = newEdgeFactor;
        });
  }

  public GeneratorOptions withVertices(int number) {
    return with(copy -> copy.vertices = number);
  }

  public GeneratorOptions withGrid(int newRows, int newColumns) {
    return with(
        copy -> {
          copy.rows = newRows;
          copy.columns = newColumns;
        });
  }

  public GeneratorOptions withRing(int newNeighbours, double newRewiring) {
    return with(
        copy -> {
          copy.neighbours = newNeighbours;
          copy.rewiring = newRewiring;
        });
  }

  public GeneratorOptions withSeed(long newSeed) {
    return with(copy -> copy.seed = newSeed);
  }

  public GeneratorOptions withWeights(boolean wanted) {
    return with(copy -> copy.weighted = wanted);
  }

  public GeneratorOptions permuted(boolean wanted) {
    return with(copy -> copy.permute = wanted);
  }

  public GeneratorOptions simple(boolean wanted) {
    return with(copy -> copy.simple = wanted);
  }

  public GeneratorOptions listed(Listing newListing) {
    return with(copy -> copy.listing = newListing);
  }

  public GeneratorOptions withAllVertices(boolean wanted) {
    return with(copy -> copy.allVertices = wanted);
  }

  private GeneratorOptions with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.made();
  }

  /** The options while some of them are changed. */
  private static final class Copy {
    private int scale;
    private int edgeFactor;
    private int vertices;
    private int rows;
    private int columns;
    private int neighbours;
    private double rewiring;
    private long seed;
    private boolean weighted;
    private boolean permute;
    private boolean simple;
    private Listing listing;
    private boolean allVertices;

    Copy(GeneratorOptions from) {
      scale = from.scale;
      edgeFactor = from.edgeFactor;
      vertices = from.vertices;
      rows = from.rows;
      columns = from.columns;
      neighbours = from.neighbours;
      rewiring = from.rewiring;
      seed = from.seed;
      weighted = from.weighted;
      permute = from.permute;
      simple = from.simple;
      listing = from.listing;
      allVertices = from.allVertices;
    }

    GeneratorOptions made() {
      return new GeneratorOptions(
          scale,
          edgeFactor,
          vertices,
          rows,
          columns,
          neighbours,
          rewiring,
          seed,
          weighted,
          permute,
          simple,
          listing,
          allVertices);
    }
  }
}
