package pregel.core.graph;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Makes sorted rows of edges whose ends are slots. Partitions are filled one by one from the runs
 * that {@link PartitionBuckets} made, so that a thread writes to memory its cache holds; edges that
 * stand for both directions are grouped and filled twice, once by each end.
 */
final class RowBuilder {
  private static final int SOURCE = 0;
  private static final int TARGET = 1;

  private final EdgeChunk[] chunks;
  private final PartitionMap partitions;
  private final PartitionScratch.RowLengths degrees;
  private final int[] built;
  private final boolean weighted;
  private final BuildThreads threads;
  private final LongAdder parallel = new LongAdder();
  private final LongAdder parallelLoops = new LongAdder();

  /**
   * @param degrees the lengths of the rows, by slot
   * @param built the partitions whose rows are made; others stay null
   */
  RowBuilder(
      EdgeChunk[] chunks,
      PartitionMap partitions,
      PartitionScratch.RowLengths degrees,
      int[] built,
      boolean weighted,
      BuildThreads threads) {
    this.chunks = chunks;
    this.partitions = partitions;
    this.degrees = degrees;
    this.built = built;
    this.weighted = weighted;
    this.threads = threads;
  }

  /** Rows of sources at their targets. */
  Adjacency.Rows[] incoming() {
    Adjacency.Rows[] rows = new Adjacency.Rows[partitions.partitions()];
    fill(rows, TARGET, PartitionScratch::append, true);
    return rows;
  }

  /** Rows of targets at their sources. */
  Adjacency.Rows[] outgoing() {
    Adjacency.Rows[] rows = new Adjacency.Rows[partitions.partitions()];
    fill(rows, SOURCE, PartitionScratch::append, true);
    return rows;
  }

  /** Rows that hold an edge at both of its ends, but a self-loop once. */
  Adjacency.Rows[] mirrored() {
    Adjacency.Rows[] rows = new Adjacency.Rows[partitions.partitions()];
    fill(rows, TARGET, PartitionScratch::append, false);
    fill(rows, SOURCE, PartitionScratch::prepend, true);
    return rows;
  }

  /** In the rows made: edges beyond the first of those with the same ends, self-loops excepted. */
  long parallelEdges() {
    return parallel.sum() - parallelLoops.sum();
  }

  /** In the rows made: self-loops beyond the first of each vertex. */
  long parallelLoops() {
    return parallelLoops.sum();
  }

  private interface Filling {
    void fill(
        PartitionScratch scratch,
        PartitionBuckets buckets,
        int partition,
        int rowEnd,
        int firstSlot);
  }

  private void fill(Adjacency.Rows[] rows, int rowEnd, Filling filling, boolean last) {
    PartitionBuckets buckets = PartitionBuckets.of(chunks, rowEnd, partitions, threads);
    int typicalEdges = PartitionScratch.typicalEdges(partitions, built, degrees);
    Supplier<IntConsumer> perThread =
        () -> {
          PartitionScratch scratch = new PartitionScratch(weighted, typicalEdges);
          return i -> {
            int p = built[i];
            int first = partitions.start(p);
            scratch.open(p, partitions.end(p) - first, row -> degrees.length(first + row));
            if (rows[p] != null) {
              scratch.copyFrom(rows[p].targets(), rows[p].weights());
            }
            filling.fill(scratch, buckets, p, rowEnd, first);
            if (last) {
              finish(scratch, first);
            }
            if (rows[p] == null) {
              rows[p] =
                  new Adjacency.Rows(
                      first,
                      OffHeap.ints(scratch.rows() + 1),
                      new int[scratch.edges()],
                      weighted ? OffHeap.doubles(scratch.edges()) : null);
            }
            scratch.copyTo(rows[p].offsets(), rows[p].targets(), rows[p].weights());
          };
        };
    threads.each(built.length, perThread);
  }

  private void finish(PartitionScratch scratch, int firstSlot) {
    scratch.sortRows();
    if (weighted) {
      scratch.sortParallelWeights();
    }
    int[] starts = scratch.starts();
    int[] targets = scratch.targets();
    long equal = 0;
    long equalLoops = 0;
    for (int row = 0; row < scratch.rows(); row++) {
      for (int i = starts[row] + 1; i < starts[row + 1]; i++) {
        if (targets[i] == targets[i - 1]) {
          equal++;
          equalLoops += targets[i] == firstSlot + row ? 1 : 0;
        }
      }
    }
    parallel.add(equal);
    parallelLoops.add(equalLoops);
  }
}
