package pregel.loaders.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.loaders.write.OutputFailures;
import pregel.loaders.write.StagedOutput;

/**
 * The malformed lines of a run: up to a limit skipped, counted and kept in a file, which appears
 * when all is read; the next one fails. Used by one thread at a time.
 */
class BadLines implements Closeable {
  private static final String ANY = "correct the line, or give --max-bad-lines to skip such lines";

  private final long limit;
  private final Path file;
  private StagedOutput staged;
  private OutputStream out;
  private long skipped;

  /**
   * @param file where skipped lines are kept, replaced if it exists; or null
   * @throws JobException of kind OUTPUT if it cannot be written
   */
  BadLines(long limit, Path file) {
    this.limit = limit;
    this.file = file;
    if (file != null) {
      staged = StagedOutput.open(file, false, true);
      try {
        out = staged.stream();
      } catch (IOException e) {
        staged.close();
        throw OutputFailures.of(file, e);
      }
    }
  }

  /** Lines skipped so far. */
  long skipped() {
    return skipped;
  }

  /** Skips a line, or fails if that is one too many. */
  void skip(String text, long line, long offset, BadLine bad) {
    if (skipped == limit) {
      throw failure(text, line, offset, bad, limit);
    }
    skipped++;
    if (file != null) {
      keep(bad.bytes());
    }
  }

  /** The failure for a line that is one too many. */
  static JobException failure(String text, long line, long offset, BadLine bad, long limit) {
    return new JobException(
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

  /** Makes the file of skipped lines appear; it is empty if there were none. */
  void finish() {
    if (file == null) {
      return;
    }
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
    if (file == null) {
      return;
    }
    try (StagedOutput removed = staged) {
      out.close();
    } catch (IOException e) {
      throw OutputFailures.of(file, e);
    }
  }

  private void keep(byte[] line) {
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw OutputFailures.of(file, e);
    }
  }
}
