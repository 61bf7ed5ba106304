package pregel.core.commit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pregel.core.crash.CrashPoints;
import pregel.core.files.FileStat;
import pregel.core.files.FileStore;
import pregel.core.files.FileWriter;
import pregel.core.files.PathNames;

/**
 * What one try of a task writes: apart from all others, until it is granted the commit. Closed
 * without that, it is removed. For one thread.
 */
public final class TaskOutput implements Closeable {
  private final FileStore store;
  private final String own;
  private final String attempt;
  private final List<OutputPart> parts = new ArrayList<>();
  private FileWriter writer;

  TaskOutput(FileStore store, String own, String attempt) throws IOException {
    this.store = store;
    this.own = own;
    this.attempt = attempt;
    store.createDirectories(attempt);
    store.createDirectories(own);
  }

  /**
   * Begins a file, after the one before is finished.
   *
   * @param name its name in the output, the same in every try; any text
   */
  public FileWriter create(String name) throws IOException {
    if (writer != null) {
      throw new IllegalStateException("file " + name + " begun before the last is finished");
    }
    String escaped = PathNames.escape(name);
    writer = store.create(FileStore.join(own, escaped));
    return new Counted(escaped);
  }

  /**
   * Moves the files to those of the attempt; called when the master has granted it. May be
   * repeated.
   *
   * @return the files, for the master to commit
   */
  public List<OutputPart> commit() throws IOException {
    for (OutputPart part : parts) {
      String from = FileStore.join(own, part.name());
      String to = FileStore.join(attempt, part.name());
      Optional<FileStat> written = store.stat(from);
      if (written.isPresent() || store.stat(to).isEmpty()) {
        CrashPoints.at("output.beforePart");
        store.rename(from, to);
        CrashPoints.at("output.afterPart");
      }
    }
    store.delete(own);
    return List.copyOf(parts);
  }

  @Override
  public void close() throws IOException {
    store.delete(own);
  }

  private final class Counted implements FileWriter {
    private final String name;
    private long bytes;

    Counted(String name) {
      this.name = name;
    }

    @Override
    public void write(ByteBuffer data) throws IOException {
      bytes += data.remaining();
      writer.write(data);
    }

    @Override
    public void finish() throws IOException {
      writer.finish();
      parts.add(new OutputPart(name, bytes));
    }

    @Override
    public void close() throws IOException {
      if (writer != null) {
        writer.close();
        writer = null;
      }
    }
  }
}
