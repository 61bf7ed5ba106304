package pregel.worker.table.window;

import java.util.Arrays;
import pregel.core.sort.Keys;

/** Where held rows stand in their partitions. For one thread. */
final class WindowPlaces {
  private int rows;

  /** The row's number in its partition, from 1 on. */
  private long[] numbers = {};

  private long[] ranks = {};
  private long[] denseRanks = {};

  /** How many rows of the partition follow as far as they are held. */
  private int[] following = {};

  /** Takes in rows behind those that are known, which are the first of the keys. */
  void extend(Keys partition, Keys order) {
    int count = partition.size();
    if (numbers.length < count) {
      numbers = Arrays.copyOf(numbers, count);
      ranks = Arrays.copyOf(ranks, count);
      denseRanks = Arrays.copyOf(denseRanks, count);
      following = new int[count];
    }
    for (int row = rows; row < count; row++) {
      boolean same = row > 0 && partition.equal(row, partition, row - 1);
      boolean tie = same && order.equal(row, order, row - 1);
      numbers[row] = same ? numbers[row - 1] + 1 : 1;
      ranks[row] = tie ? ranks[row - 1] : numbers[row];
      denseRanks[row] = same ? denseRanks[row - 1] + (tie ? 0 : 1) : 1;
    }
    rows = count;
    for (int row = count - 1; row >= 0; row--) {
      boolean last = row == count - 1 || numbers[row + 1] == 1;
      following[row] = last ? 0 : following[row + 1] + 1;
    }
  }

  /** Forgets the first rows. */
  void drop(int first) {
    System.arraycopy(numbers, first, numbers, 0, rows - first);
    System.arraycopy(ranks, first, ranks, 0, rows - first);
    System.arraycopy(denseRanks, first, denseRanks, 0, rows - first);
    System.arraycopy(following, first, following, 0, rows - first);
    rows -= first;
  }

  long number(int row) {
    return numbers[row];
  }

  long rank(int row) {
    return ranks[row];
  }

  long denseRank(int row) {
    return denseRanks[row];
  }

  /** Rows of the partition before a row. */
  long before(int row) {
    return numbers[row] - 1;
  }

  /** Rows of the partition after a row, as far as they are held. */
  int after(int row) {
    return following[row];
  }
}
