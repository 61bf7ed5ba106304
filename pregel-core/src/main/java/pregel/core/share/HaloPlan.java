package pregel.core.share;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Which vertices' values travel between this worker and each other one, so that the rows of one
 * direction can be folded. Both ends list the same vertices in the same order, the canonical one.
 *
 * @param sends by worker, the local slots of owned vertices that it reads, ascending
 * @param receives by worker, the local slots of the vertices that it owns and are read here,
 *     ascending
 */
public record HaloPlan(int[][] sends, int[][] receives) {

  /** Vertices whose values leave this worker in a superstep in which all send. */
  public long boundary() {
    long sum = 0;
    for (int[] slots : sends) {
      sum += slots.length;
    }
    return sum;
  }

  /**
   * With more vertices.
   *
   * @param moreSends by worker, as {@link #sends}, in any order, any of them perhaps here already
   * @param moreReceives likewise
   */
  HaloPlan with(IntStream.Builder[] moreSends, IntStream.Builder[] moreReceives) {
    return new HaloPlan(merged(sends, moreSends), merged(receives, moreReceives));
  }

  private static int[][] merged(int[][] lists, IntStream.Builder[] more) {
    int[][] all = new int[lists.length][];
    for (int peer = 0; peer < all.length; peer++) {
      all[peer] =
          IntStream.concat(Arrays.stream(lists[peer]), more[peer].build())
              .sorted()
              .distinct()
              .toArray();
    }
    return all;
  }

  /** The same vertices in other slots, which have the same order. */
  HaloPlan moved(IntUnaryOperator newSlots) {
    return new HaloPlan(moved(sends, newSlots), moved(receives, newSlots));
  }

  private static int[][] moved(int[][] lists, IntUnaryOperator newSlots) {
    int[][] all = new int[lists.length][];
    Arrays.setAll(all, peer -> Arrays.stream(lists[peer]).map(newSlots).toArray());
    return all;
  }
}
