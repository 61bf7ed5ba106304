package pregel.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.bench.check.Check;

/**
 * What is to be measured.
 *
 * @param graphs {@code rmat:S}, {@code uniform:S}, {@code grid:SIDE}, or files
 * @param algorithms by name; those that can be checked
 * @param trials timed ones of each algorithm
 * @param warmUp how long each algorithm runs before it is timed
 * @param name of this run, for those that are compared with it
 * @param baseline the JSON of an earlier run; null for none
 * @param json where the figures go; null for nowhere
 * @param report where the report goes; null for nowhere
 * @param overwrite whether files may be replaced
 */
public record BenchRequest(
    List<String> graphs,
    List<String> algorithms,
    int trials,
    Duration warmUp,
    String name,
    Path baseline,
    Path json,
    Path report,
    boolean overwrite) {
  private static final int MOST_TRIALS = 1000;

  public BenchRequest {
    if (trials < 1 || trials > MOST_TRIALS) {
      throw usage("--trials: " + trials + ": give a number from 1 to " + MOST_TRIALS);
    }
    for (String algorithm : algorithms) {
      if (!Check.BY_ALGORITHM.containsKey(algorithm)) {
        throw usage(
            "--algorithms: "
                + algorithm
                + ": give one of "
                + String.join(", ", new TreeSet<>(Check.BY_ALGORITHM.keySet())));
      }
    }
    if (json != null && json.equals(report)) {
      throw usage("--report: " + report + " is the file of --output, too; name another");
    }
  }

  private static JobException usage(String what) {
    return new JobException(FailureKind.USAGE, what);
  }

  /** A command that repeats it. */
  String command(int threads) {
    List<String> words = new ArrayList<>();
    words.add("bin/pregel bench --graphs " + String.join(",", graphs));
    words.add("--algorithms " + String.join(",", algorithms));
    words.add("--trials " + trials);
    words.add("--warm-up " + warmUp.toMillis() + "ms");
    words.add("--threads " + threads);
    return String.join(" ", words);
  }
}
