package pregel.algorithms.cohesion;

import java.util.Arrays;
import pregel.api.LongMessages;

/**
 * Counts the neighbours that say their canonical positions, each once however many edges lead
 * there: along parallel edges, or along both directions of one, a position comes several times.
 */
final class DistinctNeighbors {
  private long[] positions = new long[16];

  /**
   * How many different positions there are.
   *
   * @param self the position of the vertex itself, which does not count
   */
  int count(long self, LongMessages messages) {
    int size = 0;
    while (messages.hasNext()) {
      if (size == positions.length) {
        positions = Arrays.copyOf(positions, 2 * size);
      }
      positions[size++] = messages.next();
    }
    Arrays.sort(positions, 0, size);
    int distinct = 0;
    long previous = self;
    for (int i = 0; i < size; i++) {
      long position = positions[i];
      if (position != previous && position != self) {
        distinct++;
      }
      previous = position;
    }
    return distinct;
  }
}
