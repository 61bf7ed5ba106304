package pregel.worker.engine;

import java.util.Arrays;

/** The vertices that one thread put off, by the step in which they are computed. */
public final class StepLists {
  /** Steps that have a list each; what comes behind them waits in one list more. */
  public static final int FAR = 1 << 10;

  private static final int[] EMPTY = {};

  private final int[][] slots = new int[FAR + 1][];
  private final int[] sizes = new int[FAR + 1];
  private int[] taken = EMPTY;
  private int takenSize;

  StepLists() {
    Arrays.fill(slots, EMPTY);
  }

  public void add(int step, int slot) {
    int size = sizes[step];
    if (size == slots[step].length) {
      slots[step] = Arrays.copyOf(slots[step], Math.max(64, 2 * size));
    }
    slots[step][size] = slot;
    sizes[step] = size + 1;
  }

  int size(int step) {
    return sizes[step];
  }

  /**
   * Takes all of a step, to be read until the next call; the step's list is empty then. The array
   * that was taken before is used again.
   */
  void take(int step) {
    int[] before = taken;
    taken = slots[step];
    takenSize = sizes[step];
    slots[step] = before;
    sizes[step] = 0;
  }

  /** What was taken; as many as {@link #takenSize}. */
  int[] taken() {
    return taken;
  }

  int takenSize() {
    return takenSize;
  }

  /** Forgets what was taken. */
  void drop() {
    takenSize = 0;
  }
}
