package pregel.core.graph;

/**
 * Bytes that a graph takes, by the arrays and buffers that the classes of this package make; what
 * grows neither with vertices nor with edges is left out. To predict what a job needs: so whoever
 * makes another array that grows counts it here.
 *
 * @param heap in the heap
 * @param direct outside it
 */
public record GraphMemory(long heap, long direct) {
  public static final GraphMemory NONE = new GraphMemory(0, 0);

  /** What an id table has room for, twice to four times what is in it; the mean. */
  private static final int TABLE_ROOM = 3;

  /**
   * What is known of a graph before it is there.
   *
   * @param listed edges that the input lists
   * @param hubEdges directed edges of the 64 vertices that have most, which no partition divides
   */
  public record Size(
      long vertices,
      long idRange,
      long listed,
      long directedEdges,
      long hubEdges,
      boolean undirected) {

    /** Whether ranks are found in a bitmap. */
    boolean isDense() {
      return IdCollector.isDense(idRange, 2 * listed);
    }
  }

  public GraphMemory plus(GraphMemory other) {
    return new GraphMemory(heap + other.heap, direct + other.direct);
  }

  /**
   * The rows of one direction; see {@link Adjacency.Rows}.
   *
   * @param values of an edge: its weight and its columns
   */
  public static GraphMemory rows(long vertices, long edges, int values) {
    return new GraphMemory(
        edges * Integer.BYTES, vertices * Integer.BYTES + edges * values * Double.BYTES);
  }

  /** Blocks of edges as read; see {@link EdgeBlock}. */
  public static GraphMemory blocks(long room, int values) {
    return new GraphMemory(room * (2L * Integer.BYTES + (long) values * Double.BYTES), 0);
  }

  /** What stays of a graph beside its rows: ids, order, degrees. */
  public static GraphMemory vertices(Size size) {
    long n = size.vertices;
    boolean consecutive = size.idRange == n;
    long ids = consecutive ? 0 : n * Long.BYTES;
    long order = n <= CanonicalOrder.SMALL ? 0 : 2 * n * Integer.BYTES;
    long degrees = (size.undirected ? 1 : 2) * n * Integer.BYTES;
    return new GraphMemory(0, ids + order + degrees);
  }

  /** What {@link GraphBuilder} needs beside blocks, rows and what stays. */
  public static GraphMemory building(Size size, int values, int threads) {
    long n = size.vertices;
    long ranks =
        size.isDense()
            ? (size.idRange >>> 6) * (Long.BYTES + Integer.BYTES)
            // Sets of ids, the ids in order, and a table of their places.
            : n * (TABLE_ROOM * Long.BYTES + Long.BYTES + TABLE_ROOM * Integer.BYTES);
    long copies = Math.min(EdgeCensus.MOST_COPIES, threads);
    long census = (size.undirected ? 1 : 2) * copies * n * Integer.BYTES;
    // A thread's partition while rows are filled, from either end of an edge, and while they are
    // sorted; see PartitionScratch and RowSorter.
    int fills = size.directedEdges > size.listed ? 2 : 1;
    long filling = (long) Integer.BYTES + (values > 0 ? Double.BYTES : 0);
    long sorting = 2L * Long.BYTES + Integer.BYTES + (values > 0 ? Double.BYTES : 0);
    long largest =
        Math.max(
            size.hubEdges, size.directedEdges / PartitionMap.partitionsFor(size.directedEdges));
    long sorted = largest <= RowSorter.MOST_FOR_RADIX ? largest : 0;
    long scratch = threads * (fills * largest * filling + sorted * sorting);
    return new GraphMemory(ranks + census + scratch, 0);
  }
}
