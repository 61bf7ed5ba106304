package pregel.api;

import java.util.Objects;

/** A value folded over all vertices in one superstep and read in the next. */
public abstract sealed class Aggregator
    permits DoubleAggregator, LongAggregator, BooleanAggregator, ObjectAggregator {
  private final String name;
  private final int index;
  private boolean isPersistent;

  Aggregator(String name, int index) {
    this.name = Objects.requireNonNull(name);
    this.index = index;
  }

  public final String name() {
    return name;
  }

  /** The position among the program's aggregators of the same type. */
  public final int index() {
    return index;
  }

  /** Whether every superstep starts from the result of the one before. */
  public final boolean isPersistent() {
    return isPersistent;
  }

  final void markPersistent() {
    isPersistent = true;
  }
}
