package pregel.cli.validate;

import java.util.Arrays;

/** The number of ids of some sort, and the first of them. */
public final class IdSample {
  private final int most;
  private long[] first = new long[0];
  private long count;

  IdSample(int most) {
    this.most = most;
  }

  void add(long id) {
    if (count < most) {
      if (count == first.length) {
        first = Arrays.copyOf(first, (int) Math.min(most, 2 * count + 8));
      }
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
