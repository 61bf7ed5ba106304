package pregel.core.graph;

import java.nio.IntBuffer;
import pregel.core.assignment.PartitionEdges;

/** Counts edges between partitions, from edges or from rows. */
public final class EdgesBetween {
  private final PartitionEdges edges;
  private final int[] unitOfGroup;

  /** None are counted yet. */
  public EdgesBetween(PartitionMap map) {
    this.edges = new PartitionEdges(map.partitions());
    this.unitOfGroup = map.partitionsOfGroups();
    for (int group = 0; group < unitOfGroup.length; group++) {
      unitOfGroup[group] = edges.unitOf(unitOfGroup[group]);
    }
  }

  /** All edges of a graph whose rows of a direction these are. */
  public static PartitionEdges of(Adjacency adjacency) {
    EdgesBetween between = new EdgesBetween(adjacency.partitions());
    for (int partition = 0; partition < adjacency.partitions().partitions(); partition++) {
      between.add(partition, IntBuffer.wrap(adjacency.rows(partition).targets()));
    }
    return between.edges;
  }

  /** All edges of chunks whose ends are slots. */
  static PartitionEdges of(EdgeChunk[] chunks, PartitionMap map, BuildThreads threads) {
    int copies = Math.max(1, Math.min(EdgeCensus.MOST_COPIES, threads.threads()));
    EdgesBetween[] parts = new EdgesBetween[copies];
    threads.each(
        copies,
        copy -> {
          parts[copy] = new EdgesBetween(map);
          for (int i = copy; i < chunks.length; i += copies) {
            parts[copy].add(chunks[i]);
          }
        });
    int[] sums = parts[0].edges.counts();
    for (int copy = 1; copy < copies; copy++) {
      int[] more = parts[copy].edges.counts();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += more[i];
      }
    }
    return parts[0].edges;
  }

  private void add(EdgeChunk chunk) {
    int[] counts = edges.counts();
    int units = edges.units();
    int[] ends = chunk.ends();
    for (int i = 2 * chunk.from(); i < 2 * chunk.end(); i += 2) {
      int source = unitOfGroup[ends[i] >>> PartitionMap.GROUP_LOG];
      int target = unitOfGroup[ends[i + 1] >>> PartitionMap.GROUP_LOG];
      counts[source * units + target]++;
    }
  }

  /**
   * Counts the edges of a partition's rows.
   *
   * @param targets of all its rows
   */
  public void add(int partition, IntBuffer targets) {
    int[] counts = edges.counts();
    int row = edges.unitOf(partition) * edges.units();
    for (int i = targets.position(); i < targets.limit(); i++) {
      counts[row + unitOfGroup[targets.get(i) >>> PartitionMap.GROUP_LOG]]++;
    }
  }

  /** What has been counted. */
  public PartitionEdges edges() {
    return edges;
  }
}
