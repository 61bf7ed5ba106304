package pregel.core.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import pregel.core.block.DamagedFileException;
import pregel.core.files.FileStore;

/**
 * Reads the blocks of a part, also those that stand in older parts. A block is compared with its
 * checksum while it is read: when a call returns, what it read is sound; when it fails, what is in
 * the target is not to be used. For one thread.
 */
public final class PartReader {
  private static final int BUFFER = 1 << 18;

  private final FileStore store;
  private final String directory;
  private final Map<String, PartInfo> parts;
  private final PartInfo part;
  private final PartDirectory blocks;
  private final byte[] buffer = new byte[BUFFER];

  private PartReader(
      FileStore store,
      String directory,
      Map<String, PartInfo> parts,
      PartInfo part,
      PartDirectory blocks) {
    this.store = store;
    this.directory = directory;
    this.parts = parts;
    this.part = part;
    this.blocks = blocks;
  }

  /**
   * Opens a part, of which then the directory has been checked.
   *
   * @param parts all parts of the checkpoint by file name
   */
  static PartReader open(
      FileStore store, String directory, Map<String, PartInfo> parts, PartInfo part)
      throws IOException {
    String file = FileStore.join(directory, part.fileName());
    requireSize(store, file, part);
    try {
      PartDirectory blocks = PartDirectory.read(store, file, part.bytes());
      if (blocks.checksum() != part.checksum()) {
        throw new DamagedFileException("is another part than the manifest names");
      }
      return new PartReader(store, directory, parts, part, blocks);
    } catch (DamagedFileException e) {
      throw new DamagedFileException(file + ": " + e.getMessage());
    }
  }

  /** Refuses a part that is missing or has another length. */
  static void requireSize(FileStore store, String file, PartInfo part) throws IOException {
    long bytes =
        store.stat(file).orElseThrow(() -> new DamagedFileException(file + ": is missing")).bytes();
    if (bytes != part.bytes()) {
      throw new DamagedFileException(
          file + ": has " + bytes + " bytes, and the manifest says " + part.bytes());
    }
  }

  /** The names of the blocks, in the order in which they were written. */
  public Set<String> blocks() {
    return blocks.entries().keySet();
  }

  /** Bytes of a block; -1 if there is none of that name. */
  public long length(String block) throws IOException {
    return blocks.entries().containsKey(block) ? find(block).here.length() : -1;
  }

  /** Fills what remains of a buffer, which must be as long as the block. */
  public void read(String block, ByteBuffer into) throws IOException {
    try (Checked in = open(block, into.remaining())) {
      for (int count = in.next(); count > 0; count = in.next()) {
        into.put(buffer, 0, count);
      }
    }
  }

  /** Reads a block of ints. */
  public int[] readInts(String block) throws IOException {
    int[] values = new int[count(block, Integer.BYTES)];
    try (Checked in = open(block, (long) values.length * Integer.BYTES)) {
      int done = 0;
      for (int count = in.next(); count > 0; count = in.next()) {
        little(count).asIntBuffer().get(values, done, count / Integer.BYTES);
        done += count / Integer.BYTES;
      }
    }
    return values;
  }

  /** Reads a block of longs. */
  public long[] readLongs(String block) throws IOException {
    long[] values = new long[count(block, Long.BYTES)];
    try (Checked in = open(block, (long) values.length * Long.BYTES)) {
      int done = 0;
      for (int count = in.next(); count > 0; count = in.next()) {
        little(count).asLongBuffer().get(values, done, count / Long.BYTES);
        done += count / Long.BYTES;
      }
    }
    return values;
  }

  /** Reads a block of doubles. */
  public double[] readDoubles(String block) throws IOException {
    double[] values = new double[count(block, Double.BYTES)];
    try (Checked in = open(block, (long) values.length * Double.BYTES)) {
      int done = 0;
      for (int count = in.next(); count > 0; count = in.next()) {
        little(count).asDoubleBuffer().get(values, done, count / Double.BYTES);
        done += count / Double.BYTES;
      }
    }
    return values;
  }

  /**
   * Compares every block of this file with its checksum, and looks for those that it refers to.
   *
   * @throws DamagedFileException saying which is not sound
   */
  public void verify() throws IOException {
    for (Map.Entry<String, PartDirectory.Entry> each : blocks.entries().entrySet()) {
      if (each.getValue() instanceof PartDirectory.Here here) {
        try (Checked in = new Checked(this, each.getKey(), here)) {
          while (in.next() > 0) {
            // Its end compares the checksum.
            continue;
          }
        }
      } else {
        find(each.getKey());
      }
    }
  }

  private ByteBuffer little(int count) {
    return ByteBuffer.wrap(buffer, 0, count).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int count(String block, int width) throws IOException {
    long length = find(block).here.length();
    if (length % width != 0 || length / width > Integer.MAX_VALUE - 8) {
      throw new DamagedFileException(
          file() + ": block \"" + block + "\" of " + length + " bytes is no array of that kind");
    }
    return (int) (length / width);
  }

  private Checked open(String block, long expected) throws IOException {
    Found found = find(block);
    if (found.here.length() != expected) {
      throw new IllegalArgumentException(
          "block " + block + " has " + found.here.length() + " bytes, not " + expected);
    }
    return new Checked(found.in, block, found.here);
  }

  private record Found(PartReader in, PartDirectory.Here here) {}

  /** Follows references from part to older part; each is older than the one before. */
  private Found find(String block) throws IOException {
    PartDirectory.Entry entry = blocks.entries().get(block);
    if (entry == null) {
      throw new DamagedFileException(file() + ": has no block \"" + block + "\"");
    }
    if (entry instanceof PartDirectory.Here here) {
      return new Found(this, here);
    }
    PartDirectory.Older older = (PartDirectory.Older) entry;
    PartInfo found = parts.get(older.part());
    if (found == null
        || new PartOrder(found.attempt(), found.superstep()).compareTo(order()) >= 0) {
      throw new DamagedFileException(
          file() + ": refers to " + older.part() + ", which is not among the older parts");
    }
    return open(store, directory, parts, found).find(older.block());
  }

  private PartOrder order() {
    return new PartOrder(part.attempt(), part.superstep());
  }

  private String file() {
    return FileStore.join(directory, part.fileName());
  }

  /** A block's bytes, by the buffer. */
  private final class Checked implements AutoCloseable {
    private final PartReader source;
    private final String block;
    private final PartDirectory.Here here;
    private final InputStream in;
    private final CRC32C crc = new CRC32C();
    private long left;

    Checked(PartReader source, String block, PartDirectory.Here here) throws IOException {
      this.source = source;
      this.block = block;
      this.here = here;
      this.left = here.length();
      this.in = store.read(source.file(), here.offset());
    }

    /**
     * Fills the buffer; a full one until the last. 0 at the end, whose checksum has been found
     * right.
     */
    int next() throws IOException {
      if (left == 0) {
        if ((int) crc.getValue() != here.crc()) {
          throw new DamagedFileException(
              source.file()
                  + ": is damaged: the checksum of block \""
                  + block
                  + "\" at byte "
                  + here.offset()
                  + " does not match");
        }
        return 0;
      }
      int count = (int) Math.min(BUFFER, left);
      if (in.readNBytes(buffer, 0, count) < count) {
        throw new EOFException(source.file() + ": was cut short while it was read");
      }
      crc.update(buffer, 0, count);
      left -= count;
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
