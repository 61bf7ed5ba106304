package pregel.worker.engine;

import pregel.api.BooleanAggregator;
import pregel.api.DoubleAggregator;
import pregel.api.LongAggregator;
import pregel.api.ObjectAggregator;
import pregel.api.Schema;
import pregel.core.job.Contributions;

/**
 * What vertices contributed to the aggregators in a superstep, folded block by block; and the fold
 * of the blocks of each partition, in canonical order.
 */
public final class Partials {
  /** By aggregator, by block; -0.0 where nobody contributed to a sum, so that nothing changes. */
  public final double[][] doubles;

  public final long[][] longs;

  /** 0 for false, 1 for true. */
  public final byte[][] booleans;

  /** Null where nobody in the block contributed. */
  public final Object[][] objects;

  private final Schema schema;
  private final Blocks blocks;

  /** The partitions of this worker, as it numbers them, and as the whole graph does. */
  private final int[] partitions;

  private final int[] wholePartitions;

  /**
   * @param partitions the partitions whose vertices are computed here, in canonical order
   * @param wholePartitions their numbers in the whole graph
   */
  Partials(Schema schema, Blocks blocks, int[] partitions, int[] wholePartitions) {
    this.schema = schema;
    this.blocks = blocks;
    this.partitions = partitions;
    this.wholePartitions = wholePartitions;
    this.doubles = new double[schema.doubleAggregators().size()][blocks.count()];
    this.longs = new long[schema.longAggregators().size()][blocks.count()];
    this.booleans = new byte[schema.booleanAggregators().size()][blocks.count()];
    this.objects = new Object[schema.objectAggregators().size()][blocks.count()];
  }

  /** Folds the blocks of each partition; afterwards nothing is left for the next superstep. */
  Contributions contributions() {
    Contributions folded = Contributions.none(schema, wholePartitions);
    for (int at = 0; at < partitions.length; at++) {
      int end = blocks.firstOf(partitions[at] + 1);
      for (int block = blocks.firstOf(partitions[at]); block < end; block++) {
        fold(folded, at, block);
      }
    }
    return folded;
  }

  private void fold(Contributions folded, int at, int block) {
    for (DoubleAggregator aggregator : schema.doubleAggregators()) {
      int i = aggregator.index();
      folded.doubles()[i][at] =
          Contributions.fold(aggregator.fold(), folded.doubles()[i][at], doubles[i][block]);
    }
    for (LongAggregator aggregator : schema.longAggregators()) {
      int i = aggregator.index();
      folded.longs()[i] = Contributions.fold(aggregator.fold(), folded.longs()[i], longs[i][block]);
    }
    for (BooleanAggregator aggregator : schema.booleanAggregators()) {
      int i = aggregator.index();
      boolean value = booleans[i][block] != 0;
      folded.booleans()[i] =
          aggregator.identity() ? folded.booleans()[i] & value : folded.booleans()[i] | value;
    }
    for (ObjectAggregator<?> aggregator : schema.objectAggregators()) {
      foldObject(aggregator, folded.objects()[aggregator.index()], at, block);
    }
  }

  private <T> void foldObject(ObjectAggregator<T> aggregator, Object[] folded, int at, int block) {
    @SuppressWarnings("unchecked") // the aggregator's own contributions
    T partial = (T) objects[aggregator.index()][block];
    if (partial != null) {
      @SuppressWarnings("unchecked") // likewise
      T sofar = folded[at] == null ? aggregator.identity() : (T) folded[at];
      folded[at] = aggregator.fold().combine(sofar, partial);
      objects[aggregator.index()][block] = null;
    }
  }
}
