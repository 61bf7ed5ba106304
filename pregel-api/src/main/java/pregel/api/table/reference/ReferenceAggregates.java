package pregel.api.table.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.Aggregate;

/** What one group's values come to. */
final class ReferenceAggregates {
  private ReferenceAggregates() {}

  /**
   * @param values none missing
   */
  static Object of(Aggregate aggregate, List<Object> values) {
    return switch (aggregate.kind()) {
      case COUNT -> (long) values.size();
      case COUNT_DISTINCT -> {
        TreeSet<Object> distinct = new TreeSet<>(ReferenceOrder::compare);
        distinct.addAll(values);
        yield (long) distinct.size();
      }
      case MIN ->
          values.stream().map(ReferenceOrder::canonical).min(ReferenceOrder::compare).orElse(null);
      case MAX ->
          values.stream().map(ReferenceOrder::canonical).max(ReferenceOrder::compare).orElse(null);
      case SUM -> values.isEmpty() ? null : sum(aggregate, values);
      case MEAN -> values.isEmpty() ? null : (Object) (rounded(values) / (double) values.size());
      case VARIANCE -> values.size() < 2 ? null : (Object) variance(values);
    };
  }

  private static Object sum(Aggregate aggregate, List<Object> values) {
    if (values.get(0) instanceof Double) {
      return rounded(values);
    }
    BigInteger sum = BigInteger.ZERO;
    for (Object value : values) {
      sum = sum.add(BigInteger.valueOf((Long) value));
    }
    if (sum.bitLength() > 63) {
      throw new JobException(
          FailureKind.INPUT,
          "groupBy \""
              + aggregate.name()
              + "\": the sum of \""
              + aggregate.column()
              + "\" is beyond a long; cast it to double");
    }
    return sum.longValue();
  }

  /** The exact sum, rounded once. */
  private static double rounded(List<Object> values) {
    double special = special(values);
    return Double.isNaN(special) || Double.isInfinite(special)
        ? special
        : exact(values).doubleValue();
  }

  private static BigDecimal exact(List<Object> values) {
    return values.stream()
        .map(ReferenceAggregates::decimal)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal((Double) value);
  }

  /** The sum of values that are not finite; 0 if all are. */
  private static double special(List<Object> values) {
    double sum = 0;
    for (Object value : values) {
      if (value instanceof Double number && !Double.isFinite(number)) {
        sum += number;
      }
    }
    return sum;
  }

  /** (n * sum of squares - square of the sum) exactly, then divided. */
  private static double variance(List<Object> values) {
    if (special(values) != 0) {
      return Double.NaN;
    }
    BigDecimal n = BigDecimal.valueOf(values.size());
    BigDecimal sum = exact(values);
    BigDecimal squares =
        values.stream()
            .map(ReferenceAggregates::decimal)
            .map(value -> value.multiply(value))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    double numerator = squares.multiply(n).subtract(sum.multiply(sum)).doubleValue();
    return numerator / ((double) values.size() * (double) (values.size() - 1));
  }
}
