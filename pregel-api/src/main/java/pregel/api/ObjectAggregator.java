package pregel.api;

import java.util.Objects;

/**
 * A value of the program's own type folded over all vertices: what is added in one superstep is
 * read in the next. Superstep 0 reads the initial value. An aggregator that nobody fed reads its
 * identity, unless it is {@link #persistent}. Folds in the order of {@link DoubleAggregator}.
 *
 * @param <T> the type of the value; immutable
 */
public final class ObjectAggregator<T> extends Aggregator {
  private final T identity;
  private final ObjectCombiner<T> fold;
  private final Codec<T> codec;
  private T value;

  ObjectAggregator(String name, T identity, ObjectCombiner<T> fold, Codec<T> codec, int index) {
    super(name, index);
    this.identity = Objects.requireNonNull(identity);
    this.fold = Objects.requireNonNull(fold);
    this.codec = Objects.requireNonNull(codec);
    this.value = identity;
  }

  /** Every superstep starts from the result of the one before instead of from the identity. */
  public ObjectAggregator<T> persistent() {
    markPersistent();
    return this;
  }

  /** What superstep 0 reads; a persistent aggregator starts from it. */
  public ObjectAggregator<T> initially(T initial) {
    value = Objects.requireNonNull(initial);
    return this;
  }

  /** Adds a vertex's contribution to this superstep's value. */
  public void add(Vertex vertex, T contribution) {
    vertex.contribute(this, Objects.requireNonNull(contribution));
  }

  /** The value folded in the superstep before, or put in its place by the master program. */
  public T value() {
    return value;
  }

  /** Puts a value in place of the folded one; called by the master program. */
  public void set(Master master, T replacement) {
    Objects.requireNonNull(master);
    value = Objects.requireNonNull(replacement);
  }

  /** Where every fold starts. */
  public T identity() {
    return identity;
  }

  public ObjectCombiner<T> fold() {
    return fold;
  }

  /** How the value is written and read. */
  public Codec<T> codec() {
    return codec;
  }

  /** Makes a folded value readable; called by engines at the barrier. */
  public void publish(T folded) {
    value = folded;
  }
}
