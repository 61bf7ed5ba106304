package pregel.core.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

/**
 * A file of blocks, mapped into memory. The header has been checked when it is open; the blocks are
 * checked by {@link #verify}.
 *
 * <p>The mapping is private where the file system allows it, because then its buffers are of the
 * same classes as allocated ones and the loops over them stay monomorphic. It ends when the last
 * buffer has become garbage. The file must not be written to or cut while it is mapped.
 */
public final class BlockFile {
  /** Blocks are mapped together up to so many bytes. */
  private static final long EXTENT = 1 << 30;

  /** A file so short is verified before threads would have started. */
  private static final long ALONE_BELOW = 1 << 20;

  private final BlockHeader header;
  private final ByteBuffer[] buffers;
  private final Map<Long, Integer> places = new HashMap<>();

  private BlockFile(BlockHeader header, ByteBuffer[] buffers) {
    this.header = header;
    this.buffers = buffers;
    for (int i = 0; i < buffers.length; i++) {
      Block block = header.blocks().get(i);
      places.put(place(block.kind(), block.index()), i);
    }
  }

  /**
   * Opens a file.
   *
   * @throws DamagedFileException if it is not a sound file of that kind and version
   */
  public static BlockFile open(Path file, int magic, int version) throws IOException {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new DamagedFileException("is little-endian, and this machine is not");
    }
    try {
      return open(
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE),
          FileChannel.MapMode.PRIVATE,
          magic,
          version);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      // Not ours to write, or a file system mounted read-only, which only the message tells.
      return openReadOnly(file, magic, version);
    }
  }

  /** Whether a file begins with a magic number; false for one that is too short. */
  public static boolean startsWith(Path file, int magic) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer start = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      readFully(channel, start);
      return !start.hasRemaining() && start.getInt(0) == magic;
    }
  }

  private static BlockFile openReadOnly(Path file, int magic, int version) throws IOException {
    return open(
        FileChannel.open(file, StandardOpenOption.READ),
        FileChannel.MapMode.READ_ONLY,
        magic,
        version);
  }

  private static BlockFile open(
      FileChannel opened, FileChannel.MapMode mode, int magic, int version) throws IOException {
    try (FileChannel channel = opened) {
      long size = channel.size();
      ByteBuffer fixed = ByteBuffer.allocate(BlockHeader.FIXED).order(ByteOrder.LITTLE_ENDIAN);
      readFully(channel, fixed);
      if (fixed.hasRemaining()) {
        throw new DamagedFileException("is too short to have a header: " + size + " bytes");
      }
      int length = BlockHeader.checkFixed(fixed, magic, version, size);
      ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      channel.position(0);
      readFully(channel, bytes);
      BlockHeader header = BlockHeader.decode(bytes);
      return new BlockFile(header, map(channel, mode, header.blocks()));
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into) < 0) {
        return;
      }
    }
  }

  /** Maps runs of blocks, as one mapping each would be thousands, and all in one may not fit. */
  private static ByteBuffer[] map(FileChannel channel, FileChannel.MapMode mode, List<Block> blocks)
      throws IOException {
    ByteBuffer[] buffers = new ByteBuffer[blocks.size()];
    int first = 0;
    while (first < buffers.length) {
      long start = blocks.get(first).offset();
      long end = start + blocks.get(first).length();
      int next = first + 1;
      while (next < buffers.length
          && blocks.get(next).offset() >= end
          && blocks.get(next).offset() + blocks.get(next).length() - start <= EXTENT) {
        end = blocks.get(next).offset() + blocks.get(next).length();
        next++;
      }
      ByteBuffer extent =
          end == start ? ByteBuffer.allocateDirect(0) : channel.map(mode, start, end - start);
      for (; first < next; first++) {
        Block block = blocks.get(first);
        buffers[first] =
            extent
                .slice((int) (block.offset() - start), (int) block.length())
                .order(ByteOrder.nativeOrder());
      }
    }
    return buffers;
  }

  /** What the kind of file says of itself, little-endian. */
  public ByteBuffer attributes() {
    return ByteBuffer.wrap(header.attributes()).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  public List<Block> blocks() {
    return List.copyOf(header.blocks());
  }

  /** A block's bytes, in native order; or null if there is no such block. */
  public ByteBuffer block(int kind, int index) {
    Integer found = places.get(place(kind, index));
    return found == null ? null : buffers[found].duplicate().order(ByteOrder.nativeOrder());
  }

  private static long place(int kind, int index) {
    return (long) kind << 32 | index;
  }

  /** Bytes of the file. */
  public long length() {
    return header.fileLength();
  }

  /**
   * Compares every block with its checksum.
   *
   * @param threads threads to do it with
   * @throws DamagedFileException naming the first block that was altered
   */
  public void verify(int threads) throws DamagedFileException, InterruptedException {
    if (threads == 1 || length() < ALONE_BELOW) {
      for (int i = 0; i < buffers.length; i++) {
        refuseUnless(isSound(i), i);
      }
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Boolean>> checks = new ArrayList<>();
      for (int i = 0; i < buffers.length; i++) {
        int index = i;
        checks.add(() -> isSound(index));
      }
      List<Future<Boolean>> sound = pool.invokeAll(checks);
      for (int i = 0; i < buffers.length; i++) {
        refuseUnless(sound.get(i).get(), i);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a checksum could not be computed", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private void refuseUnless(boolean sound, int index) throws DamagedFileException {
    if (!sound) {
      throw new DamagedFileException(
          "is damaged: the checksum of the block at byte "
              + header.blocks().get(index).offset()
              + " does not match");
    }
  }

  private boolean isSound(int index) {
    CRC32C crc = new CRC32C();
    crc.update(buffers[index].duplicate());
    return (int) crc.getValue() == header.blocks().get(index).crc();
  }
}
