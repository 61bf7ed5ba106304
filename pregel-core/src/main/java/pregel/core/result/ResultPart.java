package pregel.core.result;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.ObjectColumn;
import pregel.core.files.FileWriter;

/**
 * The result columns of one worker's vertices, ascending by id. All numbers are big endian.
 *
 * <pre>
 *  size field
 *     4 magic 0x50475250
 *     1 version
 *     4 columns
 *     4 rows
 *   8*n ids, ascending
 *       for each column, row after row: 8 a double or long, 4 an int, 1 a boolean;
 *       of an object 1 whether there is any, then what its codec writes
 *     8 CRC-32C of all before
 * </pre>
 */
public final class ResultPart {
  private static final int MAGIC = 0x50475250;
  private static final int VERSION = 1;
  private static final int BUFFER = 1 << 16;

  private ResultPart() {}

  /**
   * Writes a part; the caller finishes the file.
   *
   * @param ids ascending
   * @param slots of the ids, in the columns
   */
  public static void write(FileWriter to, long[] ids, int[] slots, List<Column> columns)
      throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(new WriterStream(to), new CRC32C());
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
    out.writeInt(MAGIC);
    out.writeByte(VERSION);
    out.writeInt(columns.size());
    out.writeInt(ids.length);
    for (long id : ids) {
      out.writeLong(id);
    }
    for (Column column : columns) {
      write(column, slots, out);
    }
    out.flush();
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  private static void write(Column column, int[] slots, DataOutputStream out) throws IOException {
    if (column instanceof DoubleColumn values) {
      for (int slot : slots) {
        out.writeDouble(values.at(slot));
      }
    } else if (column instanceof LongColumn values) {
      for (int slot : slots) {
        out.writeLong(values.at(slot));
      }
    } else if (column instanceof IntColumn values) {
      for (int slot : slots) {
        out.writeInt(values.at(slot));
      }
    } else if (column instanceof BooleanColumn values) {
      for (int slot : slots) {
        out.writeBoolean(values.at(slot));
      }
    } else {
      writeObjects((ObjectColumn<?>) column, slots, out);
    }
  }

  private static <T> void writeObjects(ObjectColumn<T> values, int[] slots, DataOutputStream out)
      throws IOException {
    for (int slot : slots) {
      T value = values.at(slot);
      out.writeBoolean(value != null);
      if (value != null) {
        values.codec().write(value, out);
      }
    }
  }

  /** A part that is being read: first the ids, then the values. */
  static final class Reader implements AutoCloseable {
    private final String where;
    private final CheckedInputStream checked;
    private final DataInputStream in;
    private final int columns;
    private final long[] ids;

    /**
     * @param where the file, for errors
     * @param bytes its length
     */
    Reader(String where, InputStream file, long bytes) throws IOException {
      this.where = where;
      // The buffer lies below the checksum, so that this is of what was read and no more.
      this.checked = new CheckedInputStream(new BufferedInputStream(file, BUFFER), new CRC32C());
      this.in = new DataInputStream(checked);
      if (in.readInt() != MAGIC || in.readByte() != VERSION) {
        throw new IOException(where + ": is no part of a result of this version");
      }
      this.columns = in.readInt();
      int rows = in.readInt();
      if (rows < 0 || (long) rows * Long.BYTES > bytes) {
        throw new IOException(where + ": says that it has " + rows + " rows");
      }
      this.ids = new long[rows];
      ByteBuffer some = ByteBuffer.allocate(BUFFER);
      for (int from = 0; from < rows; ) {
        int count = Math.min(rows - from, BUFFER / Long.BYTES);
        in.readFully(some.array(), 0, count * Long.BYTES);
        some.asLongBuffer().get(ids, from, count);
        from += count;
      }
    }

    long[] ids() {
      return ids;
    }

    /**
     * Reads the values into columns of the same kinds, and checks the sum.
     *
     * @param slots where the value of each row goes
     */
    void readInto(List<Column> into, int[] slots) throws IOException {
      if (columns != into.size()) {
        throw new IOException(where + ": has " + columns + " columns, not " + into.size());
      }
      for (Column column : into) {
        read(column, slots);
      }
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum || in.read() >= 0) {
        throw new IOException(where + ": does not have the checksum that it should");
      }
    }

    private void read(Column column, int[] slots) throws IOException {
      if (column instanceof DoubleColumn values) {
        for (int slot : slots) {
          values.put(slot, in.readDouble());
        }
      } else if (column instanceof LongColumn values) {
        for (int slot : slots) {
          values.put(slot, in.readLong());
        }
      } else if (column instanceof IntColumn values) {
        for (int slot : slots) {
          values.put(slot, in.readInt());
        }
      } else if (column instanceof BooleanColumn values) {
        for (int slot : slots) {
          values.put(slot, in.readBoolean());
        }
      } else {
        readObjects((ObjectColumn<?>) column, slots);
      }
    }

    private <T> void readObjects(ObjectColumn<T> values, int[] slots) throws IOException {
      for (int slot : slots) {
        values.put(slot, in.readBoolean() ? values.codec().read(in) : null);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
