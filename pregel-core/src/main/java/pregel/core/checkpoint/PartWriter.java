package pregel.core.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import pregel.core.crash.CrashPoints;
import pregel.core.files.FileStore;
import pregel.core.files.WholeFile;

/**
 * Writes a part: blocks one after another, each of one or many pieces. {@link #finish} makes it
 * durable and lets it appear; closed without that, it leaves nothing behind. What is passed is
 * written before a call returns and stays the caller's. Numbers are written little-endian. For one
 * thread.
 */
public final class PartWriter implements BlockSink, Closeable {
  private static final int BUFFER = 1 << 18;

  private final int superstep;
  private final int attempt;
  private final String name;
  private final WholeFile file;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C crc = new CRC32C();
  private final Map<String, PartDirectory.Entry> entries = new LinkedHashMap<>();
  private final TreeSet<String> needs = new TreeSet<>();
  private String open;
  private long start;
  private long position;

  PartWriter(FileStore store, String directory, int superstep, int attempt, String name)
      throws IOException {
    this.superstep = superstep;
    this.attempt = attempt;
    this.name = name;
    this.file =
        WholeFile.create(
            store, FileStore.join(directory, PartInfo.fileName(superstep, attempt, name)));
    CrashPoints.at("checkpoint.partBegun", superstep);
    ByteBuffer head = PartDirectory.head();
    position = head.remaining();
    file.write(head);
  }

  /** Begins a block; its pieces follow, and then {@link #end}. */
  public void begin(String block) {
    if (open != null) {
      throw new IllegalStateException("block " + block + " begun in block " + open);
    }
    requireNew(block);
    open = block;
    start = position;
    crc.reset();
  }

  /** Appends what remains in a buffer, which keeps its position. */
  public void put(ByteBuffer bytes) throws IOException {
    requireOpen();
    for (int at = bytes.position(); at < bytes.limit(); at += BUFFER) {
      int count = Math.min(BUFFER, bytes.limit() - at);
      // A heap buffer would be copied as a whole, into memory that its thread then keeps.
      flush(
          bytes.isDirect()
              ? bytes.slice(at, count)
              : buffer.clear().put(bytes.slice(at, count)).flip());
    }
  }

  /** Appends {@code count} values from place {@code from} on. */
  public void put(int[] values, int from, int count) throws IOException {
    requireOpen();
    int step = BUFFER / Integer.BYTES;
    for (int done = 0; done < count; done += step) {
      int now = Math.min(step, count - done);
      buffer.clear().asIntBuffer().put(values, from + done, now);
      flush(buffer.limit(now * Integer.BYTES));
    }
  }

  /** Appends {@code count} values from place {@code from} on. */
  public void put(long[] values, int from, int count) throws IOException {
    requireOpen();
    int step = BUFFER / Long.BYTES;
    for (int done = 0; done < count; done += step) {
      int now = Math.min(step, count - done);
      buffer.clear().asLongBuffer().put(values, from + done, now);
      flush(buffer.limit(now * Long.BYTES));
    }
  }

  /** Appends {@code count} values from place {@code from} on, bit for bit. */
  public void put(double[] values, int from, int count) throws IOException {
    requireOpen();
    int step = BUFFER / Double.BYTES;
    for (int done = 0; done < count; done += step) {
      int now = Math.min(step, count - done);
      buffer.clear().asDoubleBuffer().put(values, from + done, now);
      flush(buffer.limit(now * Double.BYTES));
    }
  }

  /** Ends a block. */
  public void end() {
    requireOpen();
    entries.put(open, new PartDirectory.Here(start, position - start, (int) crc.getValue()));
    open = null;
  }

  @Override
  public void write(String block, ByteBuffer bytes) throws IOException {
    begin(block);
    put(bytes);
    end();
  }

  @Override
  public void write(String block, int[] values) throws IOException {
    begin(block);
    put(values, 0, values.length);
    end();
  }

  @Override
  public void write(String block, long[] values) throws IOException {
    begin(block);
    put(values, 0, values.length);
    end();
  }

  @Override
  public void write(String block, double[] values) throws IOException {
    begin(block);
    put(values, 0, values.length);
    end();
  }

  /**
   * Says that a block is one of an older part of the job, which then is kept as long as this part.
   */
  public void refer(String block, PartInfo older, String itsBlock) {
    requireNew(block);
    if (new PartOrder(older.attempt(), older.superstep())
            .compareTo(new PartOrder(attempt, superstep))
        >= 0) {
      throw new IllegalArgumentException(
          "part " + name + " refers to " + older.fileName() + ", which is not older");
    }
    entries.put(block, new PartDirectory.Older(older.fileName(), itsBlock));
    needs.add(older.fileName());
    // What the older one refers to is needed as well.
    needs.addAll(older.needs());
  }

  /** Makes the part durable and lets it appear. */
  public PartInfo finish() throws IOException {
    if (open != null) {
      throw new IllegalStateException("part " + name + " finished in block " + open);
    }
    ByteBuffer directory = PartDirectory.encode(entries, position);
    int checksum = directory.getInt(directory.limit() - 2 * Integer.BYTES);
    long bytes = position + directory.remaining();
    file.write(directory);
    CrashPoints.at("checkpoint.partWritten", superstep);
    file.sync();
    CrashPoints.at("checkpoint.partSynced", superstep);
    file.appear();
    CrashPoints.at("checkpoint.afterPart", superstep);
    return new PartInfo(superstep, attempt, name, bytes, checksum, needs.stream().toList());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void flush(ByteBuffer bytes) throws IOException {
    crc.update(bytes.duplicate());
    position += bytes.remaining();
    file.write(bytes);
  }

  private void requireOpen() {
    if (open == null) {
      throw new IllegalStateException("part " + name + ": no block has been begun");
    }
  }

  private void requireNew(String block) {
    if (entries.containsKey(block)) {
      throw new IllegalArgumentException("part " + name + " has block " + block + " already");
    }
  }
}
