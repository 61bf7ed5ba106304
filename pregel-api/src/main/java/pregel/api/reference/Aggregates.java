package pregel.api.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.LongAggregator;
import pregel.api.Schema;

/** What vertices contribute to aggregators in one superstep, in the order of the vertices. */
final class Aggregates {
  private static final int POSITIONS_PER_BLOCK = 4_096;

  private record Contribution<T>(int position, T value) {}

  private final List<Integer> partitions;
  private final Map<Integer, Integer> starts = new HashMap<>();
  private final Map<DoubleAggregator, List<Contribution<Double>>> doubles = new HashMap<>();
  private final Map<LongAggregator, List<Contribution<Long>>> longs = new HashMap<>();

  Aggregates(List<Integer> partitions) {
    this.partitions = partitions;
    for (int position = 0; position < partitions.size(); position++) {
      starts.putIfAbsent(partitions.get(position), position);
    }
  }

  void add(DoubleAggregator aggregator, int position, double value) {
    doubles
        .computeIfAbsent(aggregator, absent -> new ArrayList<>())
        .add(new Contribution<>(position, value));
  }

  void add(LongAggregator aggregator, int position, long value) {
    longs
        .computeIfAbsent(aggregator, absent -> new ArrayList<>())
        .add(new Contribution<>(position, value));
  }

  /** Folds what was contributed, makes it readable and forgets it. */
  void publish(Schema schema) {
    for (DoubleAggregator aggregator : schema.doubleAggregators()) {
      List<Contribution<Double>> given = doubles.getOrDefault(aggregator, List.of());
      BinaryOperator<Double> operator =
          operator(aggregator.fold(), Double::sum, Math::min, Math::max);
      aggregator.publish(fold(given, aggregator.identity(), operator));
    }
    for (LongAggregator aggregator : schema.longAggregators()) {
      List<Contribution<Long>> given = longs.getOrDefault(aggregator, List.of());
      BinaryOperator<Long> operator = operator(aggregator.fold(), Long::sum, Math::min, Math::max);
      aggregator.publish(fold(given, aggregator.identity(), operator));
    }
    doubles.clear();
    longs.clear();
  }

  /** Blocks of a partition's positions, then the blocks, then the partitions. */
  private <T> T fold(List<Contribution<T>> given, T identity, BinaryOperator<T> operator) {
    SortedMap<Integer, SortedMap<Integer, T>> blocksByPartition = new TreeMap<>();
    for (Contribution<T> contribution : given) {
      int partition = partitions.get(contribution.position());
      int block = (contribution.position() - starts.get(partition)) / POSITIONS_PER_BLOCK;
      SortedMap<Integer, T> blocks =
          blocksByPartition.computeIfAbsent(partition, absent -> new TreeMap<>());
      T before = blocks.getOrDefault(block, identity);
      blocks.put(block, operator.apply(before, contribution.value()));
    }
    T whole = identity;
    for (SortedMap<Integer, T> blocks : blocksByPartition.values()) {
      T partition = identity;
      for (T block : blocks.values()) {
        partition = operator.apply(partition, block);
      }
      whole = operator.apply(whole, partition);
    }
    return whole;
  }

  private static <T> BinaryOperator<T> operator(
      Combiner fold, BinaryOperator<T> sum, BinaryOperator<T> least, BinaryOperator<T> greatest) {
    return switch (fold) {
      case SUM -> sum;
      case MIN -> least;
      case MAX -> greatest;
      case FIRST -> throw new IllegalStateException("an aggregator cannot take the first");
    };
  }
}
