package pregel.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A vertex that was asked for: its id, and those of its values that differ from the initial ones.
 */
public final class NewVertex {
  private final long id;
  private final Map<Column, Object> values = new LinkedHashMap<>();

  /** For engines. */
  public NewVertex(long id) {
    this.id = id;
  }

  public long id() {
    return id;
  }

  public NewVertex with(DoubleColumn column, double value) {
    values.put(column, value);
    return this;
  }

  public NewVertex with(LongColumn column, long value) {
    values.put(column, value);
    return this;
  }

  public NewVertex with(IntColumn column, int value) {
    values.put(column, value);
    return this;
  }

  public NewVertex with(BooleanColumn column, boolean value) {
    values.put(column, value);
    return this;
  }

  public <T> NewVertex with(ObjectColumn<T> column, T value) {
    values.put(column, value);
    return this;
  }

  /** Writes the values into a slot; called by engines once the vertex has one. */
  @SuppressWarnings("unchecked") // with() admits values of the column's type only
  public void store(int slot) {
    values.forEach(
        (column, value) -> {
          if (column instanceof DoubleColumn doubles) {
            doubles.put(slot, (double) value);
          } else if (column instanceof LongColumn longs) {
            longs.put(slot, (long) value);
          } else if (column instanceof IntColumn ints) {
            ints.put(slot, (int) value);
          } else if (column instanceof BooleanColumn booleans) {
            booleans.put(slot, (boolean) value);
          } else if (column instanceof ObjectColumn<?> objects) {
            ((ObjectColumn<Object>) objects).put(slot, value);
          }
        });
  }
}
