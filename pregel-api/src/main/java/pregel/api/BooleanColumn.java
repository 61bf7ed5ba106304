package pregel.api;

/** A column of booleans, false until set. */
public final class BooleanColumn extends Column {
  private final boolean[] values;

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
}
