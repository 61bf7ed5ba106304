package pregel.api;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
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

  /**
   * Writes the values, each after its column's number, and before them how many there are; for
   * engines.
   *
   * @param columns all of the program's
   */
  @SuppressWarnings("unchecked") // with() admits values of the column's type only
  public void write(List<Column> columns, DataOutput out) throws IOException {
    out.writeInt(values.size());
    for (Map.Entry<Column, Object> entry : values.entrySet()) {
      Column column = entry.getKey();
      out.writeInt(columns.indexOf(column));
      if (column instanceof DoubleColumn) {
        out.writeLong(Double.doubleToRawLongBits((double) entry.getValue()));
      } else if (column instanceof LongColumn) {
        out.writeLong((long) entry.getValue());
      } else if (column instanceof IntColumn) {
        out.writeInt((int) entry.getValue());
      } else if (column instanceof BooleanColumn) {
        out.writeBoolean((boolean) entry.getValue());
      } else if (column instanceof ObjectColumn<?> objects) {
        out.writeBoolean(entry.getValue() != null);
        if (entry.getValue() != null) {
          ((ObjectColumn<Object>) objects).codec().write(entry.getValue(), out);
        }
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static NewVertex read(long id, List<Column> columns, DataInput in) throws IOException {
    NewVertex vertex = new NewVertex(id);
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      Column column = columns.get(in.readInt());
      vertex.values.put(column, readValue(column, in));
    }
    return vertex;
  }

  private static Object readValue(Column column, DataInput in) throws IOException {
    if (column instanceof DoubleColumn) {
      return Double.longBitsToDouble(in.readLong());
    } else if (column instanceof LongColumn) {
      return in.readLong();
    } else if (column instanceof IntColumn) {
      return in.readInt();
    } else if (column instanceof BooleanColumn) {
      return in.readBoolean();
    }
    return in.readBoolean() ? ((ObjectColumn<?>) column).codec().read(in) : null;
  }
}
