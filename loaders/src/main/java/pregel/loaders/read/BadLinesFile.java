package pregel.loaders.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import pregel.loaders.write.OutputFailures;
import pregel.loaders.write.StagedOutput;

/** The file that keeps skipped lines: appears when all is read. Used by one thread at a time. */
final class BadLinesFile implements Closeable {
  private final Path file;
  private final StagedOutput staged;
  private final OutputStream out;

  /**
   * @param file replaced if it exists
   * @throws pregel.api.JobException of kind OUTPUT if it cannot be written
   */
  BadLinesFile(Path file) {
    this.file = file;
    staged = StagedOutput.open(file, false, true);
    try {
      out = staged.stream();
    } catch (IOException e) {
      staged.close();
      throw OutputFailures.of(file, e);
    }
  }

  /** Appends lines, each with its end. */
  void append(byte[] lines) {
    try {
      out.write(lines);
    } catch (IOException e) {
      throw OutputFailures.of(file, e);
    }
  }

  /** Makes the file appear; it is empty if there were none. */
  void finish() {
    try {
      out.close();
      staged.commit();
    } catch (IOException e) {
      throw OutputFailures.of(file, e);
    }
  }

  /** Removes what is left of an unfinished file. */
  @Override
  public void close() {
    try (StagedOutput removed = staged) {
      out.close();
    } catch (IOException e) {
      throw OutputFailures.of(file, e);
    }
  }
}
