package pregel.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import pregel.core.job.SuperstepReport;

/** Medians of repeated measurements. */
final class Figures {
  private Figures() {}

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The median of some values, and the least and the greatest of them. */
  static String medianAndRange(double... values) {
    return String.format(
        Locale.ROOT,
        "%.1f (%.1f to %.1f)",
        median(values),
        Arrays.stream(values).min().getAsDouble(),
        Arrays.stream(values).max().getAsDouble());
  }

  static double mean(double... values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** The median of some ratios, the least and the greatest. */
  static String spread(List<Double> ratios) {
    double[] sorted = ratios.stream().mapToDouble(d -> d).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "median %.2f, %.2f to %.2f",
        median(sorted),
        sorted[0],
        sorted[sorted.length - 1]);
  }

  /** The median time of supersteps after the first few, in nanoseconds. */
  static double medianNanos(List<SuperstepReport> trace, int skipped) {
    return median(trace.stream().skip(skipped).mapToDouble(SuperstepReport::nanos).toArray());
  }

  static double medianNanos(long[] nanos, int skipped) {
    return median(Arrays.stream(nanos).skip(skipped).asDoubleStream().toArray());
  }
}
