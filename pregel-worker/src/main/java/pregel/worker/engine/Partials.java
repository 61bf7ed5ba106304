package pregel.worker.engine;

import java.util.List;
import pregel.api.BooleanAggregator;
import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.LongAggregator;
import pregel.api.ObjectAggregator;
import pregel.api.Schema;

/**
 * What vertices contributed to the aggregators in a superstep, folded block by block; and the fold
 * of the blocks in canonical order: those of a partition, then the partitions.
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

  Partials(Schema schema, Blocks blocks) {
    this.schema = schema;
    this.blocks = blocks;
    this.doubles = new double[schema.doubleAggregators().size()][blocks.count()];
    this.longs = new long[schema.longAggregators().size()][blocks.count()];
    this.booleans = new byte[schema.booleanAggregators().size()][blocks.count()];
    this.objects = new Object[schema.objectAggregators().size()][blocks.count()];
  }

  /** Folds all blocks and makes the results readable. */
  void publish() {
    List<DoubleAggregator> ofDoubles = schema.doubleAggregators();
    for (int i = 0; i < doubles.length; i++) {
      ofDoubles.get(i).publish(folded(ofDoubles.get(i), doubles[i]));
    }
    List<LongAggregator> ofLongs = schema.longAggregators();
    for (int i = 0; i < longs.length; i++) {
      ofLongs.get(i).publish(folded(ofLongs.get(i), longs[i]));
    }
    List<BooleanAggregator> ofBooleans = schema.booleanAggregators();
    for (int i = 0; i < booleans.length; i++) {
      ofBooleans.get(i).publish(folded(ofBooleans.get(i), booleans[i]));
    }
    for (int i = 0; i < objects.length; i++) {
      publish(schema.objectAggregators().get(i), objects[i]);
    }
  }

  private double folded(DoubleAggregator aggregator, double[] partials) {
    double all = aggregator.isPersistent() ? aggregator.value() : aggregator.identity();
    for (int partition = 0; partition < blocks.partitions(); partition++) {
      double folded = aggregator.fold().doubleIdentity();
      int end = blocks.firstOf(partition + 1);
      for (int block = blocks.firstOf(partition); block < end; block++) {
        folded = fold(aggregator.fold(), folded, partials[block]);
      }
      all = fold(aggregator.fold(), all, folded);
    }
    return all;
  }

  /** Longs and booleans fold to the same bits in any order. */
  private static long folded(LongAggregator aggregator, long[] partials) {
    long all = aggregator.isPersistent() ? aggregator.value() : aggregator.identity();
    for (long partial : partials) {
      all = fold(aggregator.fold(), all, partial);
    }
    return all;
  }

  private static boolean folded(BooleanAggregator aggregator, byte[] partials) {
    boolean all = aggregator.isPersistent() ? aggregator.value() : aggregator.identity();
    for (byte partial : partials) {
      all = aggregator.identity() ? all & partial != 0 : all | partial != 0;
    }
    return all;
  }

  private <T> void publish(ObjectAggregator<T> aggregator, Object[] partials) {
    T all = aggregator.isPersistent() ? aggregator.value() : aggregator.identity();
    for (int partition = 0; partition < blocks.partitions(); partition++) {
      T folded = null;
      int end = blocks.firstOf(partition + 1);
      for (int block = blocks.firstOf(partition); block < end; block++) {
        if (partials[block] != null) {
          @SuppressWarnings("unchecked") // the aggregator's own contributions
          T partial = (T) partials[block];
          folded =
              aggregator.fold().combine(folded == null ? aggregator.identity() : folded, partial);
          partials[block] = null;
        }
      }
      if (folded != null) {
        all = aggregator.fold().combine(all, folded);
      }
    }
    aggregator.publish(all);
  }

  private static double fold(Combiner fold, double left, double right) {
    return switch (fold) {
      case SUM -> left + right;
      case MIN -> Math.min(left, right);
      case MAX -> Math.max(left, right);
      case FIRST -> throw new AssertionError("refused by the schema");
    };
  }

  private static long fold(Combiner fold, long left, long right) {
    return switch (fold) {
      case SUM -> left + right;
      case MIN -> Math.min(left, right);
      case MAX -> Math.max(left, right);
      case FIRST -> throw new AssertionError("refused by the schema");
    };
  }
}
