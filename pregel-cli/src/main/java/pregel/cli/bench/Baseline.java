package pregel.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * An earlier run, to compare with.
 *
 * @param name of that run; empty for none
 * @param medians in seconds, by graph and algorithm
 */
record Baseline(String name, Map<String, Double> medians) {
  static final Baseline NONE = new Baseline("", Map.of());

  /** Reads what a run has written. */
  static Baseline read(Path file) {
    try {
      JsonNode run = new ObjectMapper().readTree(file.toFile());
      Map<String, Double> medians = new HashMap<>();
      for (JsonNode row : run.path("results")) {
        medians.put(
            key(row.path("graph").asText(), row.path("algorithm").asText()),
            row.path("median_seconds").asDouble());
      }
      if (medians.isEmpty()) {
        throw new JobException(
            FailureKind.INPUT,
            "--baseline: " + file + ": holds no results; give what --output of bench has written");
      }
      return new Baseline(run.path("name").asText(), medians);
    } catch (IOException e) {
      throw new JobException(
          FailureKind.INPUT,
          "--baseline: "
              + file
              + ": cannot be read ("
              + e.getMessage()
              + "); give what --output of bench has written",
          e);
    }
  }

  boolean isThere() {
    return !medians.isEmpty();
  }

  double median(String graph, String algorithm) {
    return medians.getOrDefault(key(graph, algorithm), Double.NaN);
  }

  private static String key(String graph, String algorithm) {
    return graph + '\n' + algorithm;
  }
}
