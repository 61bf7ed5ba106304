package pregel.api;

import java.util.Objects;

/**
 * A boolean folded over all vertices, whether all or whether any said true: what is added in one
 * superstep is read in the next. Superstep 0 reads the initial value. An aggregator that nobody fed
 * reads its identity, unless it is {@link #persistent}.
 */
public final class BooleanAggregator extends Aggregator {
  private final boolean identity;
  private boolean value;

  BooleanAggregator(String name, boolean identity, int index) {
    super(name, index);
    this.identity = identity;
    this.value = identity;
  }

  /** Every superstep starts from the result of the one before instead of from the identity. */
  public BooleanAggregator persistent() {
    markPersistent();
    return this;
  }

  /** What superstep 0 reads; a persistent aggregator starts from it. */
  public BooleanAggregator initially(boolean initial) {
    value = initial;
    return this;
  }

  /** Adds a vertex's contribution to this superstep's value. */
  public void add(Vertex vertex, boolean contribution) {
    vertex.contribute(this, contribution);
  }

  /** The value folded in the superstep before, or put in its place by the master program. */
  public boolean value() {
    return value;
  }

  /** Puts a value in place of the folded one; called by the master program. */
  public void set(Master master, boolean replacement) {
    Objects.requireNonNull(master);
    value = replacement;
  }

  /** Where every fold starts: true if it asks for all, false if it asks for any. */
  public boolean identity() {
    return identity;
  }

  /** Makes a folded value readable; called by engines at the barrier. */
  public void publish(boolean folded) {
    value = folded;
  }
}
