package pregel.core.share;

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
}
