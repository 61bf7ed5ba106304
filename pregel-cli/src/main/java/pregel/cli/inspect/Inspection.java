package pregel.cli.inspect;

import pregel.core.graph.Graph;

/**
 * All that was found out about a graph.
 *
 * @param input what it was read from
 * @param format what it was read as
 * @param undirected whether every edge goes both ways
 * @param weighted whether edges have weights
 * @param vertices how many
 * @param edges as the data set counts them
 * @param directedEdges held
 * @param met duplicates and self-loops as listed in the input, dropped or not; of a snapshot those
 *     that it holds
 * @param skippedLines malformed lines left out
 * @param unknownDropped edges left out because an end was unknown
 * @param degrees degrees
 * @param components components
 * @param triangles triangles; null if nobody asked
 */
public record Inspection(
    String input,
    String format,
    boolean undirected,
    boolean weighted,
    long vertices,
    long edges,
    long directedEdges,
    Repetitions met,
    long skippedLines,
    long unknownDropped,
    DegreeStatistics degrees,
    Components components,
    Triangles triangles) {

  /**
   * Inspects a graph.
   *
   * @param met what building met; null to count what the graph holds
   * @param threads threads to count triangles with; 0 to leave that out
   */
  public static Inspection of(
      Graph graph,
      String input,
      String format,
      Repetitions met,
      long skippedLines,
      long unknownDropped,
      int threads) {
    return new Inspection(
        input,
        format,
        graph.isUndirected(),
        graph.isWeighted(),
        graph.vertices(),
        graph.edges(),
        graph.directedEdges(),
        met != null ? met : Repetitions.of(graph),
        skippedLines,
        unknownDropped,
        DegreeStatistics.of(graph),
        Components.of(graph),
        threads == 0 ? null : Triangles.of(graph, threads));
  }
}
