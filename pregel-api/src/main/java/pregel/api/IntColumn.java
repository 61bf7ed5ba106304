package pregel.api;

import java.util.Arrays;

/** A column of int values, 0 until set. */
public final class IntColumn extends Column {
  private int[] values;
  private int initial;
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
    initial = value;
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

  /**
   * The values come from the input's vertex column of the same name; vertices for which it has none
   * start with the initial value.
   */
  public IntColumn fromInput() {
    markFromInput();
    return this;
  }

  /** Puts a value into a slot; for engines. */
  public void put(int slot, int value) {
    values[slot] = value;
  }

  @Override
  public void rearrange(int[] oldSlots) {
    int[] old = values;
    values = new int[oldSlots.length];
    for (int slot = 0; slot < oldSlots.length; slot++) {
      values[slot] = oldSlots[slot] < 0 ? initial : old[oldSlots[slot]];
    }
  }

  @Override
  public void reset(int slot) {
    values[slot] = initial;
  }
}
