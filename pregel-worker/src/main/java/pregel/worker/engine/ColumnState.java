package pregel.worker.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.ObjectColumn;
import pregel.core.checkpoint.BlockSink;
import pregel.core.checkpoint.PartReader;

/**
 * A column's values of consecutive slots as a block of a checkpoint's part: 8 bytes a double or
 * long, 4 an int, 1 a boolean, little endian; of an object 1 whether there is any, then what its
 * codec writes.
 */
final class ColumnState {
  private ColumnState() {}

  static void save(Column column, int from, int end, String block, BlockSink to)
      throws IOException, InterruptedException {
    int count = end - from;
    if (column instanceof DoubleColumn values) {
      double[] copy = new double[count];
      for (int i = 0; i < count; i++) {
        copy[i] = values.at(from + i);
      }
      to.write(block, copy);
    } else if (column instanceof LongColumn values) {
      long[] copy = new long[count];
      for (int i = 0; i < count; i++) {
        copy[i] = values.at(from + i);
      }
      to.write(block, copy);
    } else if (column instanceof IntColumn values) {
      int[] copy = new int[count];
      for (int i = 0; i < count; i++) {
        copy[i] = values.at(from + i);
      }
      to.write(block, copy);
    } else if (column instanceof BooleanColumn values) {
      byte[] copy = new byte[count];
      for (int i = 0; i < count; i++) {
        copy[i] = (byte) (values.at(from + i) ? 1 : 0);
      }
      to.write(block, ByteBuffer.wrap(copy));
    } else {
      saveObjects((ObjectColumn<?>) column, from, end, block, to);
    }
  }

  private static <T> void saveObjects(
      ObjectColumn<T> values, int from, int end, String block, BlockSink to)
      throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int slot = from; slot < end; slot++) {
      T value = values.at(slot);
      out.writeBoolean(value != null);
      if (value != null) {
        values.codec().write(value, out);
      }
    }
    to.write(block, ByteBuffer.wrap(bytes.toByteArray()));
  }

  static void restore(Column column, int from, int end, String block, PartReader part)
      throws IOException {
    int count = end - from;
    if (column instanceof DoubleColumn values) {
      double[] read = part.readDoubles(block);
      for (int i = 0; i < require(count, read.length, block); i++) {
        values.put(from + i, read[i]);
      }
    } else if (column instanceof LongColumn values) {
      long[] read = part.readLongs(block);
      for (int i = 0; i < require(count, read.length, block); i++) {
        values.put(from + i, read[i]);
      }
    } else if (column instanceof IntColumn values) {
      int[] read = part.readInts(block);
      for (int i = 0; i < require(count, read.length, block); i++) {
        values.put(from + i, read[i]);
      }
    } else if (column instanceof BooleanColumn values) {
      byte[] read = bytes(block, part);
      for (int i = 0; i < require(count, read.length, block); i++) {
        values.put(from + i, read[i] != 0);
      }
    } else {
      restoreObjects((ObjectColumn<?>) column, from, end, block, part);
    }
  }

  private static <T> void restoreObjects(
      ObjectColumn<T> values, int from, int end, String block, PartReader part) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes(block, part)));
    for (int slot = from; slot < end; slot++) {
      values.put(slot, in.readBoolean() ? values.codec().read(in) : null);
    }
  }

  static byte[] bytes(String block, PartReader part) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(Math.max(0, part.length(block)))];
    part.read(block, ByteBuffer.wrap(bytes));
    return bytes;
  }

  static int require(int expected, int found, String block) throws IOException {
    if (found != expected) {
      throw new IOException(
          "block " + block + " has values of " + found + " vertices where there are " + expected);
    }
    return found;
  }
}
