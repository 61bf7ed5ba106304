package pregel.core.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A file that appears whole or not at all: written under a hidden name beside its place, synced,
 * renamed; or under its own name, where renames copy and files appear when they are finished.
 */
public final class WholeFile implements FileWriter {
  private static final String TEMPORARY = ".tmp";

  private final FileStore store;
  private final String file;
  private final String written;
  private final FileWriter writer;
  private boolean synced;
  private boolean appeared;

  private WholeFile(FileStore store, String file, String written) throws IOException {
    this.store = store;
    this.file = file;
    this.written = written;
    this.writer = store.create(written);
  }

  /** Begins a file, which replaces what is there when it is finished. */
  public static WholeFile create(FileStore store, String file) throws IOException {
    return new WholeFile(store, file, store.renamesAtomically() ? temporary(file) : file);
  }

  /** Two writers of one file, of which one may be a zombie, do not write into each other's. */
  private static String temporary(String file) {
    return FileStore.join(
        FileStore.parent(file),
        "."
            + FileStore.name(file)
            + "."
            + Long.toHexString(UUID.randomUUID().getMostSignificantBits())
            + TEMPORARY);
  }

  /** Whether a name is of a file that was never finished, or still is being written. */
  public static boolean isUnfinished(String name) {
    return name.startsWith(".") && name.endsWith(TEMPORARY);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    writer.write(bytes);
  }

  @Override
  public void finish() throws IOException {
    sync();
    appear();
  }

  /** Makes the file durable, but does not let it appear yet. */
  public void sync() throws IOException {
    writer.finish();
    synced = true;
  }

  /** Lets a file that is durable appear. */
  public void appear() throws IOException {
    if (!written.equals(file)) {
      store.rename(written, file);
    }
    appeared = true;
  }

  @Override
  public void close() throws IOException {
    writer.close();
    if (synced && !appeared) {
      store.delete(written);
    }
  }
}
