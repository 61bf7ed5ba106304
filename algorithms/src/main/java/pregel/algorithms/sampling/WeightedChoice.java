package pregel.algorithms.sampling;

import pregel.api.Edges;

/** Chooses among edges in proportion to their weights, by bisection in their running sums. */
final class WeightedChoice {
  private double[] sums = new double[16];
  private int size;

  /** Chooses among these edges from now on; false if none has a positive weight. */
  boolean among(Edges edges) {
    size = edges.size();
    if (sums.length < size) {
      sums = new double[Math.max(size, 2 * sums.length)];
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      edges.moveTo(i);
      sum += edges.weight();
      sums[i] = sum;
    }
    return sum > 0;
  }

  /**
   * The place of an edge.
   *
   * @param mark from 0, inclusive, to 1, exclusive
   */
  int choose(double mark) {
    double wanted = mark * sums[size - 1];
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
