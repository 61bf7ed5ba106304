package pregel.core.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes a file of blocks under a temporary name beside its place; {@link #commit} syncs and
 * renames it. Closed without a commit it leaves nothing behind. For one thread.
 */
public final class BlockFileWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 20;

  private final Path file;
  private final Path temporary;
  private final int magic;
  private final int version;
  private final byte[] attributes;
  private final int blockCount;
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private final List<Block> blocks = new ArrayList<>();
  private long position;
  private boolean committed;

  /**
   * @param file where the file will be; replaced if it exists
   * @param attributes what the kind of file says of itself
   * @param blockCount how many blocks there will be
   */
  public BlockFileWriter(Path file, int magic, int version, byte[] attributes, int blockCount)
      throws IOException {
    this.file = file.toAbsolutePath();
    this.temporary =
        this.file.resolveSibling(
            "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    this.magic = magic;
    this.version = version;
    this.attributes = attributes.clone();
    this.blockCount = blockCount;
    this.position = BlockHeader.length(attributes.length, blockCount);
    this.channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  /** Appends a block of bytes: all of the buffer, whatever its position. */
  public void write(int kind, int index, ByteBuffer values) throws IOException {
    CRC32C crc = begin(values.capacity());
    for (int at = 0; at < values.capacity(); at += BUFFER) {
      int count = Math.min(BUFFER, values.capacity() - at);
      buffer.clear().put(values.slice(at, count));
      flush(count, crc);
    }
    end(kind, index, crc);
  }

  /** Appends a block of ints: all of the buffer, whatever its position. */
  public void write(int kind, int index, IntBuffer values) throws IOException {
    CRC32C crc = begin((long) values.capacity() * Integer.BYTES);
    int step = BUFFER / Integer.BYTES;
    for (int at = 0; at < values.capacity(); at += step) {
      int count = Math.min(step, values.capacity() - at);
      buffer.clear().asIntBuffer().put(values.slice(at, count));
      flush(count * Integer.BYTES, crc);
    }
    end(kind, index, crc);
  }

  /** Appends a block of longs: all of the buffer, whatever its position. */
  public void write(int kind, int index, LongBuffer values) throws IOException {
    CRC32C crc = begin((long) values.capacity() * Long.BYTES);
    int step = BUFFER / Long.BYTES;
    for (int at = 0; at < values.capacity(); at += step) {
      int count = Math.min(step, values.capacity() - at);
      buffer.clear().asLongBuffer().put(values.slice(at, count));
      flush(count * Long.BYTES, crc);
    }
    end(kind, index, crc);
  }

  /** Appends a block of doubles: all of the buffer, whatever its position. */
  public void write(int kind, int index, DoubleBuffer values) throws IOException {
    CRC32C crc = begin((long) values.capacity() * Double.BYTES);
    int step = BUFFER / Double.BYTES;
    for (int at = 0; at < values.capacity(); at += step) {
      int count = Math.min(step, values.capacity() - at);
      buffer.clear().asDoubleBuffer().put(values.slice(at, count));
      flush(count * Double.BYTES, crc);
    }
    end(kind, index, crc);
  }

  /** Makes the file durable and puts it in its place. */
  public void commit() throws IOException {
    if (blocks.size() != blockCount) {
      throw new IllegalStateException(
          "commit after " + blocks.size() + " blocks of " + blockCount + " in " + file);
    }
    long length = position;
    // The last block's padding.
    if (length > channel.size()) {
      writeFully(ByteBuffer.allocate(1), length - 1);
    }
    writeFully(new BlockHeader(magic, version, attributes, blocks, length).encode(), 0);
    channel.force(true);
    channel.close();
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    committed = true;
    syncDirectory();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!committed) {
      Files.deleteIfExists(temporary);
    }
  }

  private CRC32C begin(long length) {
    if (length > Block.MOST) {
      throw new IllegalArgumentException("a block of " + length + " bytes in " + file);
    }
    blocks.add(new Block(0, 0, position, length, 0));
    return new CRC32C();
  }

  private void flush(int length, CRC32C crc) throws IOException {
    buffer.position(0).limit(length);
    crc.update(buffer);
    buffer.flip();
    writeFully(buffer, position);
    position += length;
  }

  private void end(int kind, int index, CRC32C crc) {
    Block begun = blocks.remove(blocks.size() - 1);
    blocks.add(new Block(kind, index, begun.offset(), begun.length(), (int) crc.getValue()));
    position = BlockHeader.align(position);
  }

  private void writeFully(ByteBuffer bytes, long at) throws IOException {
    long to = at;
    while (bytes.hasRemaining()) {
      to += channel.write(bytes, to);
    }
  }

  /** A rename is durable once its directory is; where directories cannot be opened, it just is. */
  private void syncDirectory() throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }
}
