package pregel.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What one algorithm took on one graph.
 *
 * @param parameters of all trials, sources apart
 * @param passes how often an iteration went over the edges; 1 where there are none
 * @param supersteps of the first trial
 * @param seconds of each trial, from the first superstep's start to the last one's end
 */
record Measurement(
    BenchGraph graph,
    String algorithm,
    Map<String, String> parameters,
    long passes,
    int supersteps,
    List<Double> seconds) {

  double median() {
    double[] sorted = sorted();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double least() {
    return sorted()[0];
  }

  double most() {
    return sorted()[seconds.size() - 1];
  }

  private double[] sorted() {
    double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Directed edges of the graph, as often as an iteration goes over them, in a median second. */
  double edgesPerSecond() {
    return graph.graph().directedEdges() * passes / median();
  }
}
