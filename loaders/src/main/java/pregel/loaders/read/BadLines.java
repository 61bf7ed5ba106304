package pregel.loaders.read;

import java.io.Closeable;
import java.nio.file.Path;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * The malformed lines of a run: up to a limit skipped, counted and kept in a file, which appears
 * when all is read; the next one fails. Used by one thread at a time.
 */
class BadLines implements Closeable {
  static final byte[] LINE_END = {'\n'};

  private static final String ANY = "correct the line, or give --max-bad-lines to skip such lines";

  private final long limit;
  private final BadLinesFile file;
  private long skipped;

  /**
   * @param file where skipped lines are kept, replaced if it exists; or null
   * @throws JobException of kind OUTPUT if it cannot be written
   */
  BadLines(long limit, Path file) {
    this.limit = limit;
    this.file = file == null ? null : new BadLinesFile(file);
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
      file.append(bad.bytes());
      file.append(LINE_END);
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
    if (file != null) {
      file.finish();
    }
  }

  /** Removes what is left of an unfinished file. */
  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
