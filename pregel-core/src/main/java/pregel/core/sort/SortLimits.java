package pregel.core.sort;

/**
 * What a sort may take.
 *
 * @param bytes memory for its runs
 * @param runRows rows after which a run is full in any case
 * @param fanIn runs merged at once, at least 2
 * @param blockRows rows of a block on disk, at most
 */
public record SortLimits(long bytes, int runRows, int fanIn, int blockRows) {
  private static final int MOST_RUN_ROWS = 1 << 28;
  private static final int MOST_FAN_IN = 64;
  private static final int MOST_BLOCK_ROWS = 1 << 13;
  private static final int FEWEST_BLOCK_ROWS = 64;
  private static final long LEAST_BYTES = 1 << 14;

  /**
   * Limits for a share of a budget.
   *
   * @param rowBytes what a row takes, about
   */
  public static SortLimits of(long bytes, long rowBytes) {
    long held = Math.max(LEAST_BYTES, bytes);
    // A quarter of the share is for merging: for every run a block, its packed form and its keys.
    long blockBytes = Math.max(1, held / 4 / MOST_FAN_IN / 4);
    long blockRows = Math.min(MOST_BLOCK_ROWS, Math.max(FEWEST_BLOCK_ROWS, blockBytes / rowBytes));
    long fanIn = held / 4 / (4 * blockRows * rowBytes);
    return new SortLimits(
        held, MOST_RUN_ROWS, (int) Math.min(MOST_FAN_IN, Math.max(2, fanIn)), (int) blockRows);
  }
}
