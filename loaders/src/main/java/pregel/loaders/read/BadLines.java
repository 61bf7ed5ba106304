package pregel.loaders.read;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * The malformed lines of a run: up to a limit skipped, counted and kept in a file, which appears
 * when all is read; the next one fails. Used by one thread at a time.
 */
final class BadLines implements Closeable {
  private static final String ANY = "correct the line, or give --max-bad-lines to skip such lines";

  private final long limit;
  private final Path file;
  private Path unfinished;
  private OutputStream out;
  private long skipped;

  /**
   * @param file where skipped lines are kept; or null
   */
  BadLines(long limit, Path file) {
    this.limit = limit;
    this.file = file;
  }

  /** Lines skipped so far. */
  long skipped() {
    return skipped;
  }

  /** Skips a line, or fails if that is one too many. */
  void skip(String text, long line, long offset, BadLine bad) {
    if (skipped == limit) {
      throw new JobException(
          FailureKind.INPUT,
          text
              + ":"
              + line
              + ": expected "
              + bad.expected()
              + " but found "
              + bad.found()
              + ": "
              + Excerpt.of(bad.bytes())
              + " at byte "
              + offset
              + (limit == 0
                  ? ""
                  : ", after "
                      + limit
                      + (limit == 1 ? " malformed line" : " malformed lines")
                      + " skipped")
              + "; "
              + (bad.advice() == null ? ANY : bad.advice()));
    }
    skipped++;
    if (file != null) {
      keep(bad.bytes());
    }
  }

  /** Makes the file of skipped lines appear; it is empty if there were none. */
  void finish() {
    if (file == null) {
      return;
    }
    try {
      open();
      out.close();
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      unfinished = null;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Removes what is left of an unfinished file. */
  @Override
  public void close() {
    if (unfinished == null) {
      return;
    }
    try {
      out.close();
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void keep(byte[] line) {
    try {
      open();
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void open() throws IOException {
    if (out == null) {
      Path beside = file.toAbsolutePath().getParent();
      Path part = Files.createTempFile(beside, "." + file.getFileName(), ".part");
      out = new BufferedOutputStream(Files.newOutputStream(part));
      unfinished = part;
    }
  }

  private JobException unwritable(IOException e) {
    return new JobException(
        FailureKind.OUTPUT,
        file + ": cannot be written: " + e.getMessage() + "; check the path of --bad-lines",
        e);
  }
}
