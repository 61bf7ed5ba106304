package pregel.cli.bench;

import java.util.List;
import java.util.Map;

/**
 * What a run of the suite found.
 *
 * @param name of the run
 * @param command that repeats it
 * @param rows in the order in which they were measured
 * @param refused what could not be measured, and why, a line each
 * @param baseline what it is compared with
 */
record BenchResult(
    String name,
    String command,
    Machine machine,
    List<Row> rows,
    List<String> refused,
    Baseline baseline) {

  /**
   * What one algorithm took on one graph; times in seconds.
   *
   * @param loadSeconds to make or read the graph
   */
  record Row(
      String graph,
      long vertices,
      long edges,
      long directedEdges,
      double loadSeconds,
      String algorithm,
      Map<String, String> parameters,
      int supersteps,
      List<Double> seconds,
      double median,
      double least,
      double most,
      double edgesPerSecond) {

    static Row of(Measurement measured) {
      return new Row(
          measured.graph().name(),
          measured.graph().graph().vertices(),
          measured.graph().graph().edges(),
          measured.graph().graph().directedEdges(),
          measured.graph().loadSeconds(),
          measured.algorithm(),
          measured.parameters(),
          measured.supersteps(),
          measured.seconds(),
          measured.median(),
          measured.least(),
          measured.most(),
          measured.edgesPerSecond());
    }
  }

  /** How many times as fast as the baseline a row is; NaN if that has no such row. */
  double speedup(Row row) {
    return baseline.median(row.graph(), row.algorithm()) / row.median();
  }
}
