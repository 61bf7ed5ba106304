package pregel.api;

import java.util.Objects;

/**
 * A long folded over all vertices: what is added in one superstep is read in the next. Superstep 0
 * reads the initial value. An aggregator that nobody fed reads its identity, unless it is {@link
 * #persistent}.
 *
 * <p>Contributions fold in canonical order: within a partition in blocks of 4,096 vertices, then
 * blocks, then partitions, so that the result is the same bits however many threads and workers
 * there are.
 */
public final class LongAggregator extends Aggregator {
  private final Combiner fold;
  private long value;

  LongAggregator(String name, Combiner fold, int index) {
    super(name, index);
    this.fold = fold;
    this.value = identity();
  }

  /** Every superstep starts from the result of the one before instead of from the identity. */
  public LongAggregator persistent() {
    markPersistent();
    return this;
  }

  /** What superstep 0 reads; a persistent aggregator starts from it. */
  public LongAggregator initially(long initial) {
    value = initial;
    return this;
  }

  /** Adds a vertex's contribution to this superstep's value. */
  public void add(Vertex vertex, long contribution) {
    vertex.contribute(this, contribution);
  }

  /** The value folded in the superstep before, or put in its place by the master program. */
  public long value() {
    return value;
  }

  /** Puts a value in place of the folded one; called by the master program. */
  public void set(Master master, long replacement) {
    Objects.requireNonNull(master);
    value = replacement;
  }

  /** SUM, MIN or MAX. */
  public Combiner fold() {
    return fold;
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
