package pregel.api.reference;

import java.util.Comparator;
import java.util.List;

/**
 * An edge seen from one of its ends.
 *
 * @param other the id at the other end
 * @param weight its weight
 * @param values its values in the graph's edge columns
 */
record End(long other, double weight, List<Number> values) {

  /** Parallel edges stand by the raw bits of their weights, then by those of their values. */
  static Comparator<End> canonical(Arrangement arrangement) {
    return Comparator.comparing(End::other, arrangement.canonical())
        .thenComparingLong(end -> bits(end.weight()))
        .thenComparing(End::values, End::compare);
  }

  private static int compare(List<Number> some, List<Number> others) {
    for (int i = 0; i < some.size(); i++) {
      int order = Long.compare(bits(some.get(i)), bits(others.get(i)));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  static long bits(Number value) {
    return value instanceof Double real ? Double.doubleToRawLongBits(real) : value.longValue();
  }

  End withWeight(double newWeight) {
    return new End(other, newWeight, values);
  }
}
