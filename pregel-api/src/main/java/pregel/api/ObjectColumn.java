package pregel.api;

/**
 * A column of objects, null until set. Values written to a result use {@link Object#toString}.
 *
 * @param <T> the type of a value
 */
public final class ObjectColumn<T> extends Column {
  private Object[] values;
  private final Codec<T> codec;

  ObjectColumn(String name, int vertices, Codec<T> codec) {
    super(name);
    this.values = new Object[vertices];
    this.codec = codec;
  }

  public T get(Vertex vertex) {
    return at(vertex.slot);
  }

  public void set(Vertex vertex, T value) {
    values[vertex.slot] = value;
  }

  /** Keeps the column out of the result. */
  public ObjectColumn<T> internal() {
    markInternal();
    return this;
  }

  /** The value at a slot; for engines and writers. */
  @SuppressWarnings("unchecked") // only set() stores values
  public T at(int slot) {
    return (T) values[slot];
  }

  public Codec<T> codec() {
    return codec;
  }

  /** Puts a value into a slot; for engines. */
  public void put(int slot, T value) {
    values[slot] = value;
  }

  @Override
  public void rearrange(int[] oldSlots) {
    Object[] old = values;
    values = new Object[oldSlots.length];
    for (int slot = 0; slot < oldSlots.length; slot++) {
      values[slot] = oldSlots[slot] < 0 ? null : old[oldSlots[slot]];
    }
  }

  @Override
  public void reset(int slot) {
    values[slot] = null;
  }
}
