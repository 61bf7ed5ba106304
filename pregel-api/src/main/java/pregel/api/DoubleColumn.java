package pregel.api;

import java.util.Arrays;

/** A column of double values, 0 until set. */
public final class DoubleColumn extends Column {
  private double[] values;
  private double initial;
  private boolean nullable;
  private double absent;

  DoubleColumn(String name, int vertices) {
    super(name);
    this.values = new double[vertices];
  }

  public double get(Vertex vertex) {
    return values[vertex.slot];
  }

  public void set(Vertex vertex, double value) {
    values[vertex.slot] = value;
  }

  /** Sets every vertex's value before superstep 0. */
  public DoubleColumn initially(double value) {
    initial = value;
    Arrays.fill(values, value);
    return this;
  }

  /** Results that can say so show this value as missing (null, empty). */
  public DoubleColumn absentAt(double value) {
    nullable = true;
    absent = value;
    return this;
  }

  /** Keeps the column out of the result. */
  public DoubleColumn internal() {
    markInternal();
    return this;
  }

  /** The value at a slot; for engines and writers. */
  public double at(int slot) {
    return values[slot];
  }

  /** Whether the value at a slot means that there is none. */
  public boolean isAbsent(int slot) {
    return nullable && Double.doubleToLongBits(values[slot]) == Double.doubleToLongBits(absent);
  }

  /**
   * The values come from the input's vertex column of the same name; vertices for which it has none
   * start with the initial value.
   */
  public DoubleColumn fromInput() {
    markFromInput();
    return this;
  }

  /** Puts a value into a slot; for engines. */
  public void put(int slot, double value) {
    values[slot] = value;
  }

  @Override
  public void rearrange(int[] oldSlots) {
    double[] old = values;
    values = new double[oldSlots.length];
    for (int slot = 0; slot < oldSlots.length; slot++) {
      values[slot] = oldSlots[slot] < 0 ? initial : old[oldSlots[slot]];
    }
  }

  @Override
  public void reset(int slot) {
    values[slot] = initial;
  }
}
