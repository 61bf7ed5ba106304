package pregel.loaders.generate;

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
    return new GeneratorOptions(
        newScale,
        newEdgeFactor,
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

  public GeneratorOptions withVertices(int number) {
    return new GeneratorOptions(
        scale,
        edgeFactor,
        number,
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

  public GeneratorOptions withGrid(int newRows, int newColumns) {
    return new GeneratorOptions(
        scale,
        edgeFactor,
        vertices,
        newRows,
        newColumns,
        neighbours,
        rewiring,
        seed,
        weighted,
        permute,
        simple,
        listing,
        allVertices);
  }

  public GeneratorOptions withRing(int newNeighbours, double newRewiring) {
    return new GeneratorOptions(
        scale,
        edgeFactor,
        vertices,
        rows,
        columns,
        newNeighbours,
        newRewiring,
        seed,
        weighted,
        permute,
        simple,
        listing,
        allVertices);
  }

  public GeneratorOptions withSeed(long newSeed) {
    return new GeneratorOptions(
        scale,
        edgeFactor,
        vertices,
        rows,
        columns,
        neighbours,
        rewiring,
        newSeed,
        weighted,
        permute,
        simple,
        listing,
        allVertices);
  }

  public GeneratorOptions withWeights(boolean wanted) {
    return new GeneratorOptions(
        scale,
        edgeFactor,
        vertices,
        rows,
        columns,
        neighbours,
        rewiring,
        seed,
        wanted,
        permute,
        simple,
        listing,
        allVertices);
  }

  public GeneratorOptions permuted(boolean wanted) {
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
        wanted,
        simple,
        listing,
        allVertices);
  }

  public GeneratorOptions simple(boolean wanted) {
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
        wanted,
        listing,
        allVertices);
  }

  public GeneratorOptions listed(Listing newListing) {
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
        newListing,
        allVertices);
  }

  public GeneratorOptions withAllVertices(boolean wanted) {
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
        wanted);
  }
}
