package pregel.core.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A store in memory that can break. Every write, finish, rename and removal is a step; at one of
 * them the process may die, before it, after it or in its midst, or the disk may be full. What was
 * written and not finished is there afterwards in part, as after a power failure.
 */
public final class MemoryFiles implements FileStore {
  /** The process has died: nothing that it would have done after this happens. */
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private record Entry(byte[] bytes, long written) {}

  private final NavigableMap<String, Entry> entries = new TreeMap<>();
  private final boolean atomicRenames;
  private long steps;
  private long crashAt = Long.MAX_VALUE;
  private long failAt = Long.MAX_VALUE;
  private long capacity = Long.MAX_VALUE;
  private boolean dead;

  public MemoryFiles() {
    this(true);
  }

  /**
   * @param atomicRenames whether renames happen at once, or copy like object stores
   */
  public MemoryFiles(boolean atomicRenames) {
    this.atomicRenames = atomicRenames;
    entries.put("/", new Entry(null, 0));
  }

  /** Lets the process die at a step from now on, counted in halves: before it, or in its midst. */
  public void crashAfter(long halfSteps) {
    crashAt = 2 * steps + halfSteps;
  }

  /** Lets one step from now on fail, and those after it work. */
  public void failAfter(long count) {
    failAt = steps + count;
  }

  /** Limits what all files together may have. */
  public void limit(long bytes) {
    capacity = bytes;
  }

  /** A new process looks at what the dead one left. */
  public void restart() {
    dead = false;
    crashAt = Long.MAX_VALUE;
    failAt = Long.MAX_VALUE;
  }

  /** Alters a bit of a file. */
  public void flip(String file, long bit) {
    byte[] bytes = entries.get(file).bytes;
    bytes[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
  }

  /** Cuts a file. */
  public void cut(String file, int bytes) {
    entries.put(file, new Entry(java.util.Arrays.copyOf(entries.get(file).bytes, bytes), steps));
  }

  /** All files and their lengths. */
  public synchronized List<FileStat> files() {
    List<FileStat> files = new ArrayList<>();
    entries.forEach(
        (path, entry) -> {
          if (entry.bytes != null) {
            files.add(of(path, entry));
          }
        });
    return files;
  }

  public long bytes() {
    return files().stream().mapToLong(FileStat::bytes).sum();
  }

  @Override
  public synchronized Optional<FileStat> stat(String path) {
    requireAlive();
    return Optional.ofNullable(entries.get(path)).map(entry -> of(path, entry));
  }

  @Override
  public synchronized List<FileStat> list(String directory) {
    requireAlive();
    List<FileStat> found = new ArrayList<>();
    entries.forEach(
        (path, entry) -> {
          if (!path.equals("/") && FileStore.parent(path).equals(directory)) {
            found.add(of(path, entry));
          }
        });
    return found;
  }

  @Override
  public synchronized InputStream read(String file, long offset) throws IOException {
    requireAlive();
    byte[] bytes = file(file).bytes;
    int from = (int) Math.min(offset, bytes.length);
    return new ByteArrayInputStream(bytes, from, bytes.length - from);
  }

  @Override
  public FileWriter create(String file) throws IOException {
    synchronized (this) {
      begin();
      requireDirectory(FileStore.parent(file));
      if (atomicRenames) {
        entries.put(file, new Entry(new byte[0], steps));
      }
      end();
    }
    return new Writer(file);
  }

  @Override
  public synchronized void createDirectories(String directory) throws IOException {
    Entry found = entries.get(directory);
    if (found != null) {
      if (found.bytes != null) {
        throw new FileAlreadyExistsException(directory);
      }
      return;
    }
    createDirectories(FileStore.parent(directory));
    begin();
    entries.put(directory, new Entry(null, steps));
    end();
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    begin();
    Entry moved = entries.get(from);
    if (moved == null) {
      throw new NoSuchFileException(from);
    }
    requireDirectory(FileStore.parent(to));
    Entry there = entries.get(to);
    if (there != null && (moved.bytes == null || there.bytes == null)) {
      throw there.bytes == null
          ? new DirectoryNotEmptyException(to)
          : new FileAlreadyExistsException(to);
    }
    List<String> inside = new ArrayList<>(entries.subMap(from + "/", from + "0").keySet());
    entries.put(to, moved);
    if (!atomicRenames) {
      for (String path : inside) {
        // Copied one by one; then removed one by one.
        entries.put(to + path.substring(from.length()), entries.get(path));
        end();
        begin();
      }
    }
    for (String path : inside) {
      entries.put(to + path.substring(from.length()), entries.remove(path));
    }
    entries.remove(from);
    end();
  }

  @Override
  public synchronized void delete(String path) throws IOException {
    // From the inside out, and each a step.
    for (String inside :
        List.copyOf(entries.subMap(path + "/", true, path + "0", false).descendingKeySet())) {
      begin();
      entries.remove(inside);
      end();
    }
    begin();
    entries.remove(path);
    end();
  }

  @Override
  public boolean renamesAtomically() {
    return atomicRenames;
  }

  private final class Writer implements FileWriter {
    private final String file;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean finished;

    Writer(String file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer data) throws IOException {
      synchronized (MemoryFiles.this) {
        begin();
        byte[] copy = new byte[data.remaining()];
        data.get(copy);
        if (bytes() + copy.length > capacity) {
          throw new IOException("No space left on device");
        }
        bytes.write(copy);
        if (atomicRenames) {
          byte[] all = bytes.toByteArray();
          // Before it is finished, a crash leaves any part of it.
          entries.put(file, new Entry(all, steps));
          if (isMidst()) {
            entries.put(
                file, new Entry(java.util.Arrays.copyOf(all, (int) (all.length * 0.7)), steps));
          }
        }
        end();
      }
    }

    @Override
    public void finish() throws IOException {
      synchronized (MemoryFiles.this) {
        begin();
        entries.put(file, new Entry(bytes.toByteArray(), steps));
        finished = true;
        end();
      }
    }

    @Override
    public void close() {
      synchronized (MemoryFiles.this) {
        if (!finished && !dead && atomicRenames) {
          entries.remove(file);
        }
      }
    }
  }

  private void begin() throws IOException {
    requireAlive();
    if (2 * steps >= crashAt) {
      dead = true;
      throw new Crash();
    }
    if (steps == failAt) {
      steps++;
      throw new IOException("Input/output error");
    }
  }

  private boolean isMidst() {
    return 2 * steps + 1 >= crashAt;
  }

  private void end() {
    if (isMidst()) {
      dead = true;
      throw new Crash();
    }
    steps++;
  }

  private void requireAlive() {
    if (dead) {
      throw new Crash();
    }
  }

  private Entry file(String file) throws IOException {
    Entry entry = entries.get(file);
    if (entry == null || entry.bytes == null) {
      throw new NoSuchFileException(file);
    }
    return entry;
  }

  private void requireDirectory(String directory) throws IOException {
    Entry entry = entries.get(directory);
    if (entry == null || entry.bytes != null) {
      throw new NoSuchFileException(directory);
    }
  }

  private static FileStat of(String path, Entry entry) {
    return new FileStat(
        path,
        entry.bytes == null ? FileStat.Kind.DIRECTORY : FileStat.Kind.FILE,
        entry.bytes == null ? 0 : entry.bytes.length,
        entry.written);
  }
}
