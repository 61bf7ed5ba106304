package pregel.api;

/**
 * A long folded over all vertices: what is added in one superstep is read in the next. An
 * aggregator that nobody fed reads its identity; so does superstep 0.
 *
 * <p>Contributions fold in canonical order: within a partition in blocks of 4,096 vertices, then
 * blocks, then partitions, so that the result is the same bits however many threads and workers
 * there are.
 */
public final class LongAggregator {
  private final String name;
  private final Combiner fold;
  private final int index;
  private long value;

  LongAggregator(String name, Combiner fold, int index) {
    this.name = name;
    this.fold = fold;
    this.index = index;
    this.value = identity();
  }

  public String name() {
    return name;
  }

  /** Adds a vertex's contribution to this superstep's value. */
  public void add(Vertex vertex, long contribution) {
    vertex.contribute(this, contribution);
  }

  /** The value folded in the superstep before. */
  public long value() {
    return value;
  }

  /** SUM, MIN or MAX. */
  public Combiner fold() {
    return fold;
  }

  /** The position among the program's long aggregators. */
  public int index() {
    return index;
  }

  /** Where every fold starts: 0 for a sum. */
  public long identity() {
    return fold == Combiner.SUM ? 0 : fold.longIdentity();
  }

  /** Makes a folded value readable; called by engines at the barrier. */
  public void publish(long folded) {
    value = folded;
  }
}
