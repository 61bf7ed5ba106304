package pregel.algorithms;

import java.util.Arrays;
import pregel.api.LongMessages;

/**
 * Counts how many neighbours claim a number or more, each neighbour once however many edges lead
 * there.
 *
 * <p>A claim carries its sender's canonical position, so that those that came along parallel edges,
 * or along both directions of one, are recognised:
 *
 * <pre>
 *  bits 63..32 position, bits 31..0 number
 * </pre>
 */
final class NeighborClaims {
  private long[] claims = new long[16];
  private int[] counts = new int[16];

  static long claim(long position, int number) {
    return position << Integer.SIZE | number;
  }

  /**
   * The largest number, {@code bound} at most, that as many neighbours claim or surpass.
   *
   * @param self the position of the vertex itself, whose own claims do not count
   */
  int largestSupported(int bound, long self, LongMessages messages) {
    int size = 0;
    while (messages.hasNext()) {
      if (size == claims.length) {
        claims = Arrays.copyOf(claims, 2 * size);
      }
      claims[size++] = messages.next();
    }
    Arrays.sort(claims, 0, size);
    int limit = Math.min(bound, size);
    clearCounts(limit);
    long previous = self;
    for (int i = 0; i < size; i++) {
      long position = claims[i] >>> Integer.SIZE;
      if (position != previous && position != self) {
        counts[Math.min(limit, (int) claims[i])]++;
      }
      previous = position;
    }
    int supporters = 0;
    for (int number = limit; number > 0; number--) {
      supporters += counts[number];
      if (supporters >= number) {
        return number;
      }
    }
    return 0;
  }

  private void clearCounts(int limit) {
    if (counts.length <= limit) {
      counts = new int[Math.max(limit + 1, 2 * counts.length)];
    } else {
      Arrays.fill(counts, 0, limit + 1, 0);
    }
  }
}
