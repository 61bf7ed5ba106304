package pregel.api;

import java.util.Arrays;

/** A column of long values, 0 until set. */
public final class LongColumn extends Column {
  private long[] values;
  private long initial;
  private boolean nullable;
  private long absent;
  private boolean vertexIds;
  private boolean groups;

  LongColumn(String name, int vertices) {
    super(name);
    this.values = new long[vertices];
  }

  public long get(Vertex vertex) {
    return values[vertex.slot];
  }

  public void set(Vertex vertex, long value) {
    values[vertex.slot] = value;
  }

  /** Sets every vertex's value before superstep 0. */
  public LongColumn initially(long value) {
    initial = value;
    Arrays.fill(values, value);
    return this;
  }

  /** Results that can say so show this value as missing (null, empty). */
  public LongColumn absentAt(long value) {
    nullable = true;
    absent = value;
    return this;
  }

  /** Keeps the column out of the result. */
  public LongColumn internal() {
    markInternal();
    return this;
  }

  /** The values are vertex ids; results write them as the input's ids. */
  public LongColumn asVertexId() {
    vertexIds = true;
    return this;
  }

  /**
   * The values only say which vertices belong together: in the result, those with the same value
   * have the least of their ids instead, as {@link #asVertexId}. They change once the last
   * superstep is over.
   */
  public LongColumn asGroup() {
    groups = true;
    vertexIds = true;
    return this;
  }

  /** Whether vertices with the same value get the least of their ids in the end. */
  public boolean holdsGroups() {
    return groups;
  }

  /** Whether the values are vertex ids. */
  public boolean holdsVertexIds() {
    return vertexIds;
  }

  /** The value at a slot; for engines and writers. */
  public long at(int slot) {
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
  public LongColumn fromInput() {
    markFromInput();
    return this;
  }

  /** Puts a value into a slot; for engines. */
  public void put(int slot, long value) {
    values[slot] = value;
  }

  @Override
  public void rearrange(int[] oldSlots) {
    long[] old = values;
    values = new long[oldSlots.length];
    for (int slot = 0; slot < oldSlots.length; slot++) {
      values[slot] = oldSlots[slot] < 0 ? initial : old[oldSlots[slot]];
    }
  }

  @Override
  public void reset(int slot) {
    values[slot] = initial;
  }
}
