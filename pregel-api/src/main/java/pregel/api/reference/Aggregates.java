package pregel.api.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import pregel.api.Aggregator;
import pregel.api.BooleanAggregator;
import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.LongAggregator;
import pregel.api.ObjectAggregator;
import pregel.api.Schema;

/** What vertices contribute to aggregators in one superstep, in the order of the vertices. */
final class Aggregates {
  private static final int POSITIONS_PER_BLOCK = 4_096;

  private record Contribution(int position, Object value) {}

  private final Arrangement arrangement;
  private final Map<Integer, Integer> starts = new HashMap<>();
  private final Map<Aggregator, List<Contribution>> contributions = new HashMap<>();

  Aggregates(Arrangement arrangement) {
    this.arrangement = arrangement;
    for (int position = 0; position < arrangement.partitions().size(); position++) {
      starts.putIfAbsent(arrangement.partitions().get(position), position);
    }
  }

  void add(Aggregator aggregator, int position, Object value) {
    contributions
        .computeIfAbsent(aggregator, absent -> new ArrayList<>())
        .add(new Contribution(position, value));
  }

  /** Folds what was contributed and makes it readable. */
  void publish(Schema schema) {
    for (DoubleAggregator sum : schema.doubleAggregators()) {
      BinaryOperator<Double> operator = operator(sum.fold(), Double::sum, Math::min, Math::max);
      sum.publish(fold(sum, sum.value(), sum.identity(), operator));
    }
    for (LongAggregator sum : schema.longAggregators()) {
      BinaryOperator<Long> operator = operator(sum.fold(), Long::sum, Math::min, Math::max);
      sum.publish(fold(sum, sum.value(), sum.identity(), operator));
    }
    for (BooleanAggregator flag : schema.booleanAggregators()) {
      BinaryOperator<Boolean> operator = flag.identity() ? Boolean::logicalAnd : Boolean::logicalOr;
      flag.publish(fold(flag, flag.value(), flag.identity(), operator));
    }
    for (ObjectAggregator<?> aggregator : schema.objectAggregators()) {
      publish(aggregator);
    }
  }

  private <T> void publish(ObjectAggregator<T> aggregator) {
    aggregator.publish(
        fold(aggregator, aggregator.value(), aggregator.identity(), aggregator.fold()::combine));
  }

  /**
   * Blocks of a partition's positions, then the blocks, then the partitions; a persistent
   * aggregator goes on from its value with the partitions.
   */
  @SuppressWarnings("unchecked") // an aggregator is given values of its own type
  private <T> T fold(Aggregator aggregator, T value, T identity, BinaryOperator<T> operator) {
    SortedMap<Integer, SortedMap<Integer, T>> blocksByPartition = new TreeMap<>();
    for (Contribution given : contributions.getOrDefault(aggregator, List.of())) {
      int partition = arrangement.partitions().get(given.position());
      int block = (given.position() - starts.get(partition)) / POSITIONS_PER_BLOCK;
      SortedMap<Integer, T> blocks =
          blocksByPartition.computeIfAbsent(partition, absent -> new TreeMap<>());
      T before = blocks.getOrDefault(block, identity);
      blocks.put(block, operator.apply(before, (T) given.value()));
    }
    T whole = aggregator.isPersistent() ? value : identity;
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
