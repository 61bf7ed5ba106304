package pregel.core.graph;

/**
 * A run of edges as read, in input order: external source and target ids, interleaved, and weights
 * if there are any.
 *
 * <p>Ids are kept as ints while all of them are below 2^31, and as longs from the first that is
 * not. Written by one thread, then handed over.
 */
public final class EdgeBlock {
  private final int capacity;
  private int[] narrow;
  private long[] wide;
  private final double[] weights;
  private final long[][] columns;
  private int size;
  private long order;

  /**
   * @param capacity edges it can hold
   * @param weighted whether edges carry a weight
   */
  public EdgeBlock(int capacity, boolean weighted) {
    this(capacity, weighted, 0);
  }

  /**
   * @param capacity edges it can hold
   * @param weighted whether edges carry a weight
   * @param columns further values of an edge
   */
  public EdgeBlock(int capacity, boolean weighted, int columns) {
    this.capacity = capacity;
    this.narrow = new int[2 * capacity];
    this.weights = weighted ? new double[capacity] : null;
    this.columns = new long[columns][capacity];
  }

  /** The edges of another block, with a number each in place of its values. */
  EdgeBlock(EdgeBlock edges, double[] numbers) {
    this.capacity = edges.capacity;
    this.narrow = edges.narrow;
    this.wide = edges.wide;
    this.weights = numbers;
    this.columns = new long[0][];
    this.size = edges.size;
    this.order = edges.order;
  }

  /** Appends an edge; the block must not be full. Ids are 0 to 2^63 - 1. */
  public void add(long source, long target) {
    int at = 2 * size;
    if (narrow != null) {
      if ((source | target) >>> 31 == 0) {
        narrow[at] = (int) source;
        narrow[at + 1] = (int) target;
        size++;
        return;
      }
      widen();
    }
    wide[at] = source;
    wide[at + 1] = target;
    size++;
  }

  /** Appends an edge with its weight; the block must be weighted and not full. */
  public void add(long source, long target, double weight) {
    weights[size] = weight;
    add(source, target);
  }

  /**
   * Its place among the blocks of all workers that read one input: the reader, then the reader's
   * own count.
   */
  public long order() {
    return order;
  }

  /** The worker that has read it. */
  public int reader() {
    return (int) (order >>> 32);
  }

  /** Says where in the input it stands. */
  public void setOrder(int reader, int count) {
    order = (long) reader << 32 | count;
  }

  public boolean isFull() {
    return size == capacity;
  }

  /** Edges in it. */
  public int size() {
    return size;
  }

  public long source(int edge) {
    return narrow != null ? narrow[2 * edge] : wide[2 * edge];
  }

  public long target(int edge) {
    return narrow != null ? narrow[2 * edge + 1] : wide[2 * edge + 1];
  }

  /** The weight of an edge; 1 in a block without weights. */
  public double weight(int edge) {
    return weights != null ? weights[edge] : 1;
  }

  /**
   * Source and target ids interleaved, the first 2 * {@link #size} of them valid; null once an id
   * needed a long.
   */
  public int[] narrow() {
    return narrow;
  }

  /** As {@link #narrow}, when some id needed a long; else null. */
  public long[] wide() {
    return wide;
  }

  /** The weights, the first {@link #size} of them valid; null without weights. */
  public double[] weights() {
    return weights;
  }

  /**
   * Further values by column and edge: longs, or the bits of doubles. Filled beside {@link #add}.
   */
  public long[][] columns() {
    return columns;
  }

  private void widen() {
    wide = new long[2 * capacity];
    for (int i = 0; i < 2 * size; i++) {
      wide[i] = narrow[i];
    }
    narrow = null;
  }
}
