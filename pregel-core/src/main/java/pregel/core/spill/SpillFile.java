package pregel.core.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.block.DamagedFileException;
import pregel.core.table.Batch;

/**
 * Batches written one after the other, then read from the start, any number of times. One thread
 * writes; each reader is one thread's.
 */
public final class SpillFile implements AutoCloseable {
  private final SpillDirectory directory;
  private final Path path;
  private FileChannel out;
  private SpillBlock encoder = new SpillBlock();
  private long rows;
  private long blocks;

  private SpillFile(SpillDirectory directory) {
    this.directory = directory;
    this.path = directory.next();
  }

  /** A new file. */
  public static SpillFile create(SpillDirectory directory) {
    SpillFile file = new SpillFile(directory);
    try {
      file.out =
          FileChannel.open(file.path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw directory.failure("written", e);
    }
    return file;
  }

  /** Appends rows, if there are any. */
  public void write(Batch batch) {
    if (batch.rows() == 0) {
      return;
    }
    ByteBuffer bytes = encoder.encode(batch);
    int length = bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw directory.failure("written", e);
    }
    directory.count(encoder.plainLength(), length);
    rows += batch.rows();
    blocks++;
  }

  /** Ends writing. */
  public void finish() {
    encoder = null;
    try {
      directory.close(out);
    } catch (IOException e) {
      throw directory.failure("written", e);
    }
  }

  public long rows() {
    return rows;
  }

  /** Starts to read what was written. */
  public Reader read() {
    try {
      return new Reader(directory.opened(FileChannel.open(path, StandardOpenOption.READ)));
    } catch (IOException e) {
      throw directory.failure("read", e);
    }
  }

  /** Removes the file. */
  @Override
  public void close() {
    try {
      directory.close(out);
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw directory.failure("removed", e);
    }
  }

  /** Reads batch by batch. For one thread. */
  public final class Reader implements AutoCloseable {
    private final FileChannel in;
    private final SpillBlock decoder = new SpillBlock();
    private long left = blocks;

    private Reader(FileChannel in) {
      this.in = in;
    }

    /**
     * Reads the next batch, as it was written; false at the end.
     *
     * @throws JobException of kind PROTOCOL if what is read is not what was written
     */
    public boolean read(Batch batch) {
      if (left == 0) {
        return false;
      }
      left--;
      try {
        fill(decoder.header());
        fill(decoder.body());
        decoder.decode(batch);
        return true;
      } catch (DamagedFileException e) {
        throw new JobException(
            FailureKind.PROTOCOL,
            path
                + ": block "
                + (blocks - left)
                + " "
                + e.getMessage()
                + "; check the disk and run"
                + " again",
            e);
      } catch (IOException e) {
        throw directory.failure("read", e);
      }
    }

    @Override
    public void close() {
      try {
        directory.close(in);
      } catch (IOException e) {
        throw directory.failure("read", e);
      }
    }

    private void fill(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        if (in.read(bytes) < 0) {
          throw new DamagedFileException("is cut short");
        }
      }
    }
  }
}
