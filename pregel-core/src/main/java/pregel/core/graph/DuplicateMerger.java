package pregel.core.graph;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Merges parallel edges in place, before vertices have their order: degrees count merged edges
 * once. Edges are grouped by one end; those of an unordered pair first have their ends put in
 * order, so that they meet.
 */
final class DuplicateMerger {
  private final EdgeChunk[] chunks;
  private final int vertices;
  private final boolean unordered;
  private final BuildOptions.Duplicates rule;
  private final NumberedEdges numbered;
  private final BuildThreads threads;
  private final LongAdder merged = new LongAdder();
  private final LongAdder mergedLoops = new LongAdder();

  /**
   * @param unordered whether u-v and v-u are parallel
   * @param rule any but KEEP; any but DROP needs weights
   * @param numbered where the weights are, if edges carry numbers instead; else null
   */
  DuplicateMerger(
      EdgeChunk[] chunks,
      int vertices,
      boolean unordered,
      BuildOptions.Duplicates rule,
      NumberedEdges numbered,
      BuildThreads threads) {
    this.chunks = chunks;
    this.vertices = vertices;
    this.unordered = unordered;
    this.rule = rule;
    this.numbered = numbered;
    this.threads = threads;
  }

  /** Edges merged into others, self-loops excepted. */
  long mergedEdges() {
    return merged.sum() - mergedLoops.sum();
  }

  /** Self-loops merged into others. */
  long mergedLoops() {
    return mergedLoops.sum();
  }

  void merge() {
    int[] lengths = orderEndsAndCountSources();
    long edges = 0;
    for (EdgeChunk chunk : chunks) {
      edges += chunk.size();
    }
    PartitionMap ranges = PartitionMap.divide(lengths, PartitionMap.partitionsFor(edges));
    PartitionBuckets buckets = PartitionBuckets.of(chunks, 0, ranges, threads);
    int[][] kept = new int[chunks.length][ranges.partitions()];
    boolean weighted = chunks.length > 0 && chunks[0].weights() != null;
    int typicalEdges = PartitionScratch.typicalEdges(ranges, ranges.all(), rank -> lengths[rank]);
    Supplier<IntConsumer> perThread =
        () -> {
          PartitionScratch scratch = new PartitionScratch(weighted, typicalEdges);
          return range -> {
            int first = ranges.start(range);
            scratch.open(range, ranges.end(range) - first, row -> lengths[first + row]);
            scratch.append(buckets, range, 0, first);
            scratch.sortRows();
            new Refill(buckets, range, kept).refill(scratch, first);
          };
        };
    threads.each(ranges.partitions(), perThread);
    threads.each(chunks.length, i -> closeGaps(buckets, i, kept[i]));
  }

  private int[] orderEndsAndCountSources() {
    int copies =
        Math.max(1, Math.min(threads.threads(), Math.min(EdgeCensus.MOST_COPIES, chunks.length)));
    int[][] counts = new int[copies][];
    threads.each(
        copies,
        copy -> {
          int[] count = new int[vertices];
          for (int i = copy; i < chunks.length; i += copies) {
            EdgeChunk chunk = chunks[i];
            int[] ends = chunk.ends();
            for (int at = 2 * chunk.from(); at < 2 * chunk.end(); at += 2) {
              if (unordered && ends[at] > ends[at + 1]) {
                int greater = ends[at];
                ends[at] = ends[at + 1];
                ends[at + 1] = greater;
              }
              count[ends[at]]++;
            }
          }
          counts[copy] = count;
        });
    int[] total = counts[0];
    for (int vertex = 0; vertex < vertices; vertex++) {
      long sum = 0;
      for (int[] count : counts) {
        sum += count[vertex];
      }
      GraphLimits.checkDegree(sum);
      total[vertex] = (int) sum;
    }
    return total;
  }

  /** Moves what every range kept to the front of the chunk. */
  private static void closeGaps(PartitionBuckets buckets, int index, int[] kept) {
    EdgeChunk chunk = buckets.chunk(index);
    int to = chunk.from();
    for (int range = 0; range < kept.length; range++) {
      int from = buckets.start(index, range);
      System.arraycopy(chunk.ends(), 2 * from, chunk.ends(), 2 * to, 2 * kept[range]);
      if (chunk.weights() != null) {
        System.arraycopy(chunk.weights(), from, chunk.weights(), to, kept[range]);
      }
      to += kept[range];
    }
    chunk.truncate(to - chunk.from());
  }

  /** Writes merged edges back to the runs of their range, chunk after chunk. */
  private final class Refill {
    private final PartitionBuckets buckets;
    private final int range;
    private final int[][] kept;
    private int chunk = -1;
    private int next;
    private int end;

    Refill(PartitionBuckets buckets, int range, int[][] kept) {
      this.buckets = buckets;
      this.range = range;
      this.kept = kept;
    }

    void refill(PartitionScratch scratch, int firstRank) {
      int[] starts = scratch.starts();
      int[] targets = scratch.targets();
      double[] weights = scratch.weights();
      long repeats = 0;
      long repeatedLoops = 0;
      for (int row = 0; row < scratch.rows(); row++) {
        int at = starts[row];
        while (at < starts[row + 1]) {
          int target = targets[at];
          double weight = weights == null ? 1 : weights[at];
          int first = at++;
          while (at < starts[row + 1] && targets[at] == target) {
            weight = weights == null ? weight : merge(weight, weights[at]);
            at++;
          }
          repeats += at - first - 1;
          repeatedLoops += target == firstRank + row ? at - first - 1 : 0;
          put(firstRank + row, target, weight);
        }
      }
      merged.add(repeats);
      mergedLoops.add(repeatedLoops);
    }

    private void put(int source, int target, double weight) {
      while (next == end) {
        chunk++;
        next = buckets.start(chunk, range);
        end = buckets.end(chunk, range);
      }
      EdgeChunk into = buckets.chunk(chunk);
      into.ends()[2 * next] = source;
      into.ends()[2 * next + 1] = target;
      if (into.weights() != null) {
        into.weights()[next] = weight;
      }
      next++;
      kept[chunk][range]++;
    }

    private double merge(double first, double second) {
      if (numbered == null) {
        return fold(rule, first, second);
      }
      numbered.fold(first, second, rule);
      return first;
    }
  }

  static double fold(BuildOptions.Duplicates rule, double first, double second) {
    return switch (rule) {
      case DROP -> first;
      case SUM -> first + second;
      case MIN -> Math.min(first, second);
      case MAX -> Math.max(first, second);
      case KEEP -> throw new IllegalStateException("merging edges that are to be kept");
    };
  }
}
