package pregel.api;

import java.util.Arrays;

/** A column of double values, 0 until set. */
public final class DoubleColumn extends Column {
  private final double[] values;
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
}
