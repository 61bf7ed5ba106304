package pregel.api;

import java.util.Objects;

/**
 * A value that the master program keeps from superstep to superstep.
 *
 * @param <T> the type of the value; immutable
 */
public final class MasterState<T> {
  private final String name;
  private final Codec<T> codec;
  private T value;

  MasterState(String name, T initial, Codec<T> codec) {
    this.name = Objects.requireNonNull(name);
    this.codec = Objects.requireNonNull(codec);
    this.value = initial;
  }

  public String name() {
    return name;
  }

  /** The value last set, or the initial one. */
  public T get() {
    return value;
  }

  /** Keeps a value; called by the master program, and by engines that restore a job. */
  public void set(T next) {
    value = next;
  }

  /** How the value is written and read. */
  public Codec<T> codec() {
    return codec;
  }
}
