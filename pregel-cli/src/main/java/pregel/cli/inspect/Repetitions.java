package pregel.cli.inspect;

import java.nio.IntBuffer;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/**
 * Edges of a graph that a simple graph would not have, as the data set counts edges. What was
 * dropped on reading is not among them.
 *
 * @param duplicates parallel edges beyond the first of each pair
 * @param selfLoops edges from a vertex to itself
 */
public record Repetitions(long duplicates, long selfLoops) {

  /** Counts them in the rows, where parallel edges stand side by side. */
  public static Repetitions of(Graph graph) {
    Adjacency rows = HeldRows.of(graph);
    long duplicates = 0;
    long duplicateLoops = 0;
    long loops = 0;
    for (int p = 0; p < rows.partitions().partitions(); p++) {
      Adjacency.Rows part = rows.rows(p);
      IntBuffer offsets = part.offsets();
      int[] targets = part.targets();
      for (int row = 0; row < part.rowCount(); row++) {
        int slot = part.firstSlot() + row;
        int last = -1;
        for (int at = offsets.get(row), end = offsets.get(row + 1); at < end; at++) {
          int target = targets[at];
          loops += target == slot ? 1 : 0;
          if (target == last) {
            duplicates += target == slot ? 0 : 1;
            duplicateLoops += target == slot ? 1 : 0;
          }
          last = target;
        }
      }
    }
    // Only loops stand once in the rows of an undirected graph.
    return new Repetitions(
        (graph.isUndirected() ? duplicates / 2 : duplicates) + duplicateLoops, loops);
  }
}
