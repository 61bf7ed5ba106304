package pregel.api;

/** A column of booleans, false until set. */
public final class BooleanColumn extends Column {
  private boolean[] values;

  BooleanColumn(String name, int vertices) {
    super(name);
    this.values = new boolean[vertices];
  }

  public boolean get(Vertex vertex) {
    return values[vertex.slot];
  }

  public void set(Vertex vertex, boolean value) {
    values[vertex.slot] = value;
  }

  /** Keeps the column out of the result. */
  public BooleanColumn internal() {
    markInternal();
    return this;
  }

  /** The value at a slot; for engines and writers. */
  public boolean at(int slot) {
    return values[slot];
  }

  /**
   * The values come from the input's vertex column of the same name; vertices for which it has none
   * start with the initial value.
   */
  public BooleanColumn fromInput() {
    markFromInput();
    return this;
  }

  /** Puts a value into a slot; for engines. */
  public void put(int slot, boolean value) {
    values[slot] = value;
  }

  @Override
  public void rearrange(int[] oldSlots) {
    boolean[] old = values;
    values = new boolean[oldSlots.length];
    for (int slot = 0; slot < oldSlots.length; slot++) {
      values[slot] = oldSlots[slot] < 0 ? false : old[oldSlots[slot]];
    }
  }

  @Override
  public void reset(int slot) {
    values[slot] = false;
  }
}
