package pregel.master;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long each worker computed in a superstep.
 *
 * @param workers their names
 * @param nanos by worker
 */
public record CrewTimes(List<String> workers, List<Long> nanos) {
  /** As many are named one by one. */
  private static final int FEW = 8;

  public CrewTimes {
    if (workers.isEmpty() || workers.size() != nanos.size()) {
      throw new IllegalArgumentException(workers + " took " + nanos);
    }
    workers = List.copyOf(workers);
    nanos = List.copyOf(nanos);
  }

  /** The index of the slowest; of several equal ones the first. */
  public int slowest() {
    int slowest = 0;
    for (int worker = 1; worker < nanos.size(); worker++) {
      if (nanos.get(worker) > nanos.get(slowest)) {
        slowest = worker;
      }
    }
    return slowest;
  }

  /** How many times as long as the mean the slowest took; 1 if nobody took any time. */
  public double skew() {
    long sum = nanos.stream().mapToLong(Long::longValue).sum();
    return sum == 0 ? 1 : (double) nanos.get(slowest()) * nanos.size() / sum;
  }

  /** For people: each of a few workers, or the slowest of many, and the skew. */
  @Override
  public String toString() {
    List<String> named = new ArrayList<>();
    for (int worker = 0; worker < nanos.size(); worker++) {
      if (nanos.size() <= FEW || worker == slowest()) {
        named.add(
            String.format(Locale.ROOT, "%s %.1f ms", workers.get(worker), nanos.get(worker) / 1e6));
      }
    }
    return String.format(
        Locale.ROOT,
        "%s%s, skew %.2f",
        nanos.size() <= FEW ? "" : "slowest ",
        String.join(", ", named),
        skew());
  }
}
