package pregel.loaders.read;

import java.util.ArrayList;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * The malformed lines that one of several workers met. How many come before them in the input is
 * known later, so the first that can be one too many is kept like those before it.
 */
final class PartBadLines extends BadLines {

  /** A malformed line: the text it is in, by number and name, and where in the part of it. */
  record Met(int text, String name, long line, long offset, BadLine bad) {}

  private final long limit;
  private final List<Met> met = new ArrayList<>();
  private int text;

  PartBadLines(long limit) {
    super(limit, null);
    this.limit = limit;
  }

  /** Says which text is read next. */
  void beginText(int number) {
    text = number;
  }

  List<Met> met() {
    return met;
  }

  @Override
  long skipped() {
    return met.size();
  }

  @Override
  void skip(String name, long line, long offset, BadLine bad) {
    BadLine shown =
        bad.bytes().length > Excerpt.ENOUGH_BYTES ? bad.shortened(Excerpt.ENOUGH_BYTES) : bad;
    met.add(new Met(text, name, line, offset, shown));
    if (met.size() > limit) {
      // Whatever the others met, reading on is pointless; which line it is, is settled later.
      throw new JobException(FailureKind.INPUT, name + ": more malformed lines than allowed");
    }
  }
}
