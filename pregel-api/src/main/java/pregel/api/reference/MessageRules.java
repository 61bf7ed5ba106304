package pregel.api.reference;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import pregel.api.Channel;
import pregel.api.Combiner;
import pregel.api.DoubleChannel;
import pregel.api.DoubleCombiner;
import pregel.api.DoubleEdgeFunction;
import pregel.api.IntChannel;
import pregel.api.IntCombiner;
import pregel.api.IntEdgeFunction;
import pregel.api.LongChannel;
import pregel.api.LongCombiner;
import pregel.api.LongEdgeFunction;
import pregel.api.ObjectCombiner;
import pregel.api.ObjectEdgeFunction;

/**
 * How the messages of one channel combine and travel, on boxed values.
 *
 * @param kind what the messages are
 * @param combiner what folds two of them; null if none is declared
 * @param start where folds start; null if they start with their first message
 * @param none what a fold of no messages gives
 * @param along what becomes of a message on an edge
 */
record MessageRules(
    Kind kind,
    BinaryOperator<Object> combiner,
    Object start,
    Object none,
    BiFunction<Object, Double, Object> along) {

  /** What a channel's messages are. */
  enum Kind {
    DOUBLE,
    LONG,
    INT,
    OBJECT
  }

  static MessageRules of(Channel channel) {
    Object combiner = channel.combiner();
    Object edge = channel.edgeFunction();
    if (channel instanceof DoubleChannel) {
      return ofDouble(combiner, (DoubleEdgeFunction) edge);
    } else if (channel instanceof LongChannel) {
      return ofLong(combiner, (LongEdgeFunction) edge);
    } else if (channel instanceof IntChannel) {
      return ofInt(combiner, (IntEdgeFunction) edge);
    } else {
      return ofObject(combiner, (ObjectEdgeFunction<?>) edge);
    }
  }

  /** Folds messages in the order given: from the start if there is one; null if none came. */
  Object fold(List<Object> messages) {
    Object folded = messages.isEmpty() ? null : start;
    for (Object message : messages) {
      folded = folded == null ? message : combiner.apply(folded, message);
    }
    return folded;
  }

  private static MessageRules ofDouble(Object combiner, DoubleEdgeFunction edge) {
    BiFunction<Object, Double, Object> along =
        (message, weight) -> edge == null ? message : (Object) edge.apply((double) message, weight);
    if (combiner instanceof DoubleCombiner own) {
      return new MessageRules(
          Kind.DOUBLE,
          (a, b) -> own.combine((double) a, (double) b),
          own.identity(),
          own.identity(),
          along);
    }
    Combiner known = (Combiner) combiner;
    BinaryOperator<Object> operator =
        known == null
            ? null
            : switch (known) {
              case SUM -> (a, b) -> (double) a + (double) b;
              case MIN -> (a, b) -> Math.min((double) a, (double) b);
              case MAX -> (a, b) -> Math.max((double) a, (double) b);
              case FIRST -> (a, b) -> a;
            };
    Object identity = known == null ? null : (Object) known.doubleIdentity();
    return new MessageRules(
        Kind.DOUBLE, operator, known == Combiner.FIRST ? null : identity, identity, along);
  }

  private static MessageRules ofLong(Object combiner, LongEdgeFunction edge) {
    BiFunction<Object, Double, Object> along =
        (message, weight) -> edge == null ? message : (Object) edge.apply((long) message, weight);
    if (combiner instanceof LongCombiner own) {
      return new MessageRules(
          Kind.LONG,
          (a, b) -> own.combine((long) a, (long) b),
          own.identity(),
          own.identity(),
          along);
    }
    Combiner known = (Combiner) combiner;
    BinaryOperator<Object> operator =
        known == null
            ? null
            : switch (known) {
              case SUM -> (a, b) -> (long) a + (long) b;
              case MIN -> (a, b) -> Math.min((long) a, (long) b);
              case MAX -> (a, b) -> Math.max((long) a, (long) b);
              case FIRST -> (a, b) -> a;
            };
    Object identity = known == null ? null : (Object) known.longIdentity();
    return new MessageRules(
        Kind.LONG, operator, known == Combiner.FIRST ? null : identity, identity, along);
  }

  private static MessageRules ofInt(Object combiner, IntEdgeFunction edge) {
    BiFunction<Object, Double, Object> along =
        (message, weight) -> edge == null ? message : (Object) edge.apply((int) message, weight);
    if (combiner instanceof IntCombiner own) {
      return new MessageRules(
          Kind.INT, (a, b) -> own.combine((int) a, (int) b), own.identity(), own.identity(), along);
    }
    Combiner known = (Combiner) combiner;
    BinaryOperator<Object> operator =
        known == null
            ? null
            : switch (known) {
              case SUM -> (a, b) -> (int) a + (int) b;
              case MIN -> (a, b) -> Math.min((int) a, (int) b);
              case MAX -> (a, b) -> Math.max((int) a, (int) b);
              case FIRST -> (a, b) -> a;
            };
    Object identity = known == null ? null : (Object) known.intIdentity();
    return new MessageRules(
        Kind.INT, operator, known == Combiner.FIRST ? null : identity, identity, along);
  }

  @SuppressWarnings("unchecked") // the program's own messages go to the program's own functions
  private static MessageRules ofObject(Object combiner, ObjectEdgeFunction<?> edge) {
    var own = combiner == Combiner.FIRST ? null : (ObjectCombiner<Object>) combiner;
    var apply = (ObjectEdgeFunction<Object>) edge;
    BinaryOperator<Object> operator =
        combiner == null ? null : own == null ? (a, b) -> a : own::combine;
    return new MessageRules(
        Kind.OBJECT,
        operator,
        null,
        null,
        (message, weight) -> apply == null ? message : apply.apply(message, weight));
  }
}
