package pregel.cli.validate;

import java.util.Arrays;

/** The number of ids of some sort, and the first of them. */
public final class IdSample {
  private final long[] first;
  private long count;

  IdSample(int most) {
    first = new long[most];
  }

  void add(long id) {
    if (count < first.length) {
      first[(int) count] = id;
    }
    count++;
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** The first of them, ascending; a copy. */
  public long[] first() {
    return Arrays.copyOf(first, (int) Math.min(count, first.length));
  }
}
