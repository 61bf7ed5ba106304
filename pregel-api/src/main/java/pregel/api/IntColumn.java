package pregel.api;

import java.util.Arrays;

/** A column of int values, 0 until set. */
public final class IntColumn extends Column {
  private final int[] values;
  private boolean nullable;
  private int absent;

  IntColumn(String name, int vertices) {
    super(name);
    this.values = new int[vertices];
  }

  public int get(Vertex vertex) {
    return values[vertex.slot];
  }

  public void set(Vertex vertex, int value) {
    values[vertex.slot] = value;
  }

  /** Sets every vertex's value before superstep 0. */
  public IntColumn initially(int value) {
    Arrays.fill(values, value);
    return this;
  }

  /** Results that can say so show this value as missing (null, empty). */
  public IntColumn absentAt(int value) {
    nullable = true;
    absent = value;
    return this;
  }

  /** Keeps the column out of the result. */
  public IntColumn internal() {
    markInternal();
    return this;
  }

  /** The value at a slot; for engines and writers. */
  public int at(int slot) {
    return values[slot];
  }

  /** Whether the value at a slot means that there is none. */
  public boolean isAbsent(int slot) {
    return nullable && values[slot] == absent;
  }
}
