package pregel.master;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.job.Traffic;
import pregel.core.protocol.LoadReport;

/** What several workers have loaded together. */
public final class WholeGraph {
  private WholeGraph() {}

  /**
   * The figures of the whole graph, and the sums of what each worker met.
   *
   * @param reports of all workers, at least one
   * @throws JobException of kind INPUT if they do not speak of the same graph
   */
  public static LoadReport of(List<LoadReport> reports) {
    LoadReport first = reports.get(0);
    Traffic openEdges = first.openEdges();
    LoadReport.InputCounts counts = first.counts();
    Map<String, String> properties = new HashMap<>(first.properties());
    Map<String, Long> named = new HashMap<>(first.named());
    for (LoadReport other : reports.subList(1, reports.size())) {
      if (other.vertices() != first.vertices()
          || other.directedEdges() != first.directedEdges()
          || other.partitions() != first.partitions()) {
        throw new JobException(
            FailureKind.INPUT,
            "loading: one worker found "
                + first.vertices()
                + " vertices and "
                + first.directedEdges()
                + " edges, another "
                + other.vertices()
                + " and "
                + other.directedEdges()
                + "; let all machines see the same files, and change none meanwhile");
      }
      if (other.owners() != first.owners()) {
        throw new JobException(
            FailureKind.PROTOCOL,
            "loading: workers disagree on who has which partition; run the same build on all"
                + " machines");
      }
      openEdges = openEdges.plus(other.openEdges());
      counts = counts.plus(other.counts());
      properties.putAll(other.properties());
      named.putAll(other.named());
    }
    return new LoadReport(
        first.vertices(),
        first.edges(),
        first.directedEdges(),
        first.undirected(),
        first.partitions(),
        first.owners(),
        openEdges,
        properties,
        first.hasNames(),
        named,
        counts);
  }
}
