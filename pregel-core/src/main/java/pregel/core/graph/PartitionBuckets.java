package pregel.core.graph;

import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Edges grouped, inside each chunk, by the partition that owns one of their ends. A partition's
 * edges are then a run in every chunk; chunk after chunk and run by run they are in input order.
 * Whoever works on a partition reads these runs only, and may write to them.
 */
final class PartitionBuckets {
  private final EdgeChunk[] chunks;
  private final int[][] starts;

  private PartitionBuckets(EdgeChunk[] chunks, int[][] starts) {
    this.chunks = chunks;
    this.starts = starts;
  }

  /**
   * Groups edges in place.
   *
   * @param end the end that decides: 0 the source, 1 the target
   * @param partitions who owns the ends
   */
  static PartitionBuckets of(
      EdgeChunk[] chunks, int end, PartitionMap partitions, BuildThreads threads) {
    int[][] starts = new int[chunks.length][];
    int[] partitionOfGroup = partitions.partitionsOfGroups();
    Supplier<IntConsumer> perThread =
        () -> {
          Grouping grouping = new Grouping(partitionOfGroup, partitions.partitions(), end);
          return i -> starts[i] = grouping.group(chunks[i]);
        };
    threads.each(chunks.length, perThread);
    return new PartitionBuckets(chunks, starts);
  }

  int chunks() {
    return chunks.length;
  }

  EdgeChunk chunk(int index) {
    return chunks[index];
  }

  /** The first edge of a partition's run in a chunk; the run of the next partition follows. */
  int start(int chunk, int partition) {
    return starts[chunk][partition];
  }

  int end(int chunk, int partition) {
    return starts[chunk][partition + 1];
  }

  /** One thread's scratch space. */
  private static final class Grouping {
    private final int[] partitionOfGroup;
    private final int partitions;
    private final int end;
    private final int[] cursors;
    private int[] ends = new int[0];
    private double[] weights = new double[0];

    Grouping(int[] partitionOfGroup, int partitions, int end) {
      this.partitionOfGroup = partitionOfGroup;
      this.partitions = partitions;
      this.end = end;
      this.cursors = new int[partitions];
    }

    int[] group(EdgeChunk chunk) {
      int[] starts = new int[partitions + 1];
      starts[0] = chunk.from();
      if (partitions == 1) {
        starts[1] = chunk.end();
        return starts;
      }
      count(chunk, starts);
      int size = chunk.size();
      if (ends.length < 2 * size) {
        ends = new int[2 * size];
      }
      System.arraycopy(chunk.ends(), 2 * chunk.from(), ends, 0, 2 * size);
      System.arraycopy(starts, 0, cursors, 0, partitions);
      if (chunk.weights() == null) {
        deal(chunk.ends(), size);
      } else {
        if (weights.length < size) {
          weights = new double[size];
        }
        System.arraycopy(chunk.weights(), chunk.from(), weights, 0, size);
        dealWeighted(chunk.ends(), chunk.weights(), size);
      }
      return starts;
    }

    private void count(EdgeChunk chunk, int[] starts) {
      int[] listed = chunk.ends();
      for (int edge = chunk.from(); edge < chunk.end(); edge++) {
        starts[partitionOfGroup[listed[2 * edge + end] >>> PartitionMap.GROUP_LOG] + 1]++;
      }
      for (int p = 0; p < partitions; p++) {
        starts[p + 1] += starts[p];
      }
    }

    private void deal(int[] into, int size) {
      for (int edge = 0; edge < size; edge++) {
        int to = cursors[partitionOfGroup[ends[2 * edge + end] >>> PartitionMap.GROUP_LOG]]++;
        into[2 * to] = ends[2 * edge];
        into[2 * to + 1] = ends[2 * edge + 1];
      }
    }

    private void dealWeighted(int[] into, double[] weightsInto, int size) {
      for (int edge = 0; edge < size; edge++) {
        int to = cursors[partitionOfGroup[ends[2 * edge + end] >>> PartitionMap.GROUP_LOG]]++;
        into[2 * to] = ends[2 * edge];
        into[2 * to + 1] = ends[2 * edge + 1];
        weightsInto[to] = weights[edge];
      }
    }
  }
}
