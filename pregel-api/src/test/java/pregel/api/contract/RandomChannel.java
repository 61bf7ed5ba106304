package pregel.api.contract;

import java.util.List;
import pregel.api.Channel;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleChannel;
import pregel.api.DoubleCombiner;
import pregel.api.DoubleEdgeFunction;
import pregel.api.DoubleMessages;
import pregel.api.Edges;
import pregel.api.IntChannel;
import pregel.api.IntCombiner;
import pregel.api.IntEdgeFunction;
import pregel.api.IntMessages;
import pregel.api.LongChannel;
import pregel.api.LongCombiner;
import pregel.api.LongEdgeFunction;
import pregel.api.LongMessages;
import pregel.api.Messages;
import pregel.api.ObjectChannel;
import pregel.api.ObjectEdgeFunction;
import pregel.api.Schema;
import pregel.api.Vertex;

/**
 * A channel of any type with any direction, combiner and edge function. What is heard depends on
 * the order of folds, which is defined, but not on the order of an inbox, which is not.
 */
abstract sealed class RandomChannel {
  private static final int NO_COMBINER = 4;

  private final Channel channel;

  private RandomChannel(Channel channel) {
    this.channel = channel;
  }

  /** One that the seed decides about. */
  static RandomChannel of(Schema schema, long seed, int index) {
    String name = "channel" + index;
    Direction along = List.of(Direction.values()).get(Whims.below(3, seed, index, 1));
    // 0 to 3: a known combiner, 4: none, 5: one of the program's own.
    int combiner = Whims.below(6, seed, index, 2);
    boolean changes = Whims.chance(40, seed, index, 3);
    return switch (Whims.below(4, seed, index, 4)) {
      case 0 -> new OfDouble(schema.doubleChannel(name).along(along), combiner, changes);
      case 1 -> new OfLong(schema.longChannel(name).along(along), combiner, changes);
      case 2 -> new OfInt(schema.intChannel(name).along(along), combiner, changes);
      default ->
          new OfText(schema.objectChannel(name, Codecs.TEXT).along(along), combiner, changes);
    };
  }

  Channel channel() {
    return channel;
  }

  /** A number that the messages received make up. */
  abstract long hear(Vertex vertex);

  /** Broadcasts something made of a number. */
  abstract void broadcast(Vertex vertex, long number);

  abstract void send(Vertex vertex, long target, long number);

  abstract void send(Edges edge, long number);

  /** Neutral if one is 0; else every bracket and the order make a difference. */
  private static long bracket(long left, long right) {
    return left == 0 ? right : right == 0 ? left : Whims.mix(left, right) | 1;
  }

  private static final class OfDouble extends RandomChannel {
    private final DoubleChannel doubles;
    private final boolean combines;

    OfDouble(DoubleChannel doubles, int combiner, boolean changes) {
      super(doubles);
      this.doubles = doubles;
      this.combines = combiner != NO_COMBINER;
      if (combiner < NO_COMBINER) {
        doubles.combine(List.of(Combiner.values()).get(combiner));
      } else if (combines) {
        doubles.combine(
            new DoubleCombiner() {
              @Override
              public double identity() {
                return -0.0;
              }

              @Override
              public double combine(double left, double right) {
                return left + right;
              }
            });
      }
      if (changes) {
        doubles.alongEdges(
            combiner % 2 == 0
                ? DoubleEdgeFunction.PLUS_WEIGHT
                : (message, weight) -> message * weight + 1);
      }
    }

    @Override
    long hear(Vertex vertex) {
      DoubleMessages messages = doubles.received(vertex);
      long heard = messages.isEmpty() ? 1 : 2;
      if (combines) {
        return Whims.mix(heard, Double.doubleToRawLongBits(messages.combinedOr(7)));
      }
      while (messages.hasNext()) {
        heard += Whims.mix(Double.doubleToRawLongBits(messages.next()));
      }
      return heard;
    }

    @Override
    void broadcast(Vertex vertex, long number) {
      doubles.sendToNeighbors(vertex, Whims.real(number));
    }

    @Override
    void send(Vertex vertex, long target, long number) {
      doubles.send(vertex, target, Whims.real(number));
    }

    @Override
    void send(Edges edge, long number) {
      doubles.send(edge, Whims.real(number));
    }
  }

  private static final class OfLong extends RandomChannel {
    private final LongChannel longs;
    private final boolean combines;

    OfLong(LongChannel longs, int combiner, boolean changes) {
      super(longs);
      this.longs = longs;
      this.combines = combiner != NO_COMBINER;
      if (combiner < NO_COMBINER) {
        longs.combine(List.of(Combiner.values()).get(combiner));
      } else if (combines) {
        longs.combine(
            new LongCombiner() {
              @Override
              public long identity() {
                return 0;
              }

              @Override
              public long combine(long left, long right) {
                return bracket(left, right);
              }
            });
      }
      if (changes) {
        longs.alongEdges(
            (LongEdgeFunction)
                (message, weight) -> Whims.mix(message, Double.doubleToRawLongBits(weight)) | 1);
      }
    }

    @Override
    long hear(Vertex vertex) {
      LongMessages messages = longs.received(vertex);
      long heard = messages.isEmpty() ? 1 : 2;
      if (combines) {
        return Whims.mix(heard, messages.combinedOr(7));
      }
      while (messages.hasNext()) {
        heard += Whims.mix(messages.next());
      }
      return heard;
    }

    @Override
    void broadcast(Vertex vertex, long number) {
      longs.sendToNeighbors(vertex, number | 1);
    }

    @Override
    void send(Vertex vertex, long target, long number) {
      longs.send(vertex, target, number | 1);
    }

    @Override
    void send(Edges edge, long number) {
      longs.send(edge, number | 1);
    }
  }

  private static final class OfInt extends RandomChannel {
    private final IntChannel ints;
    private final boolean combines;

    OfInt(IntChannel ints, int combiner, boolean changes) {
      super(ints);
      this.ints = ints;
      this.combines = combiner != NO_COMBINER;
      if (combiner < NO_COMBINER) {
        ints.combine(List.of(Combiner.values()).get(combiner));
      } else if (combines) {
        ints.combine(
            new IntCombiner() {
              @Override
              public int identity() {
                return 0;
              }

              @Override
              public int combine(int left, int right) {
                return left == 0 ? right : right == 0 ? left : (int) Whims.mix(left, right) | 1;
              }
            });
      }
      if (changes) {
        ints.alongEdges(
            (IntEdgeFunction) (message, weight) -> (int) (message * 31L + (long) (weight * 8)) | 1);
      }
    }

    @Override
    long hear(Vertex vertex) {
      IntMessages messages = ints.received(vertex);
      long heard = messages.isEmpty() ? 1 : 2;
      if (combines) {
        return Whims.mix(heard, messages.combinedOr(7));
      }
      while (messages.hasNext()) {
        heard += Whims.mix(messages.next());
      }
      return heard;
    }

    @Override
    void broadcast(Vertex vertex, long number) {
      ints.sendToNeighbors(vertex, (int) number | 1);
    }

    @Override
    void send(Vertex vertex, long target, long number) {
      ints.send(vertex, target, (int) number | 1);
    }

    @Override
    void send(Edges edge, long number) {
      ints.send(edge, (int) number | 1);
    }
  }

  private static final class OfText extends RandomChannel {
    private final ObjectChannel<String> texts;
    private final boolean combines;

    OfText(ObjectChannel<String> texts, int combiner, boolean changes) {
      super(texts);
      this.texts = texts;
      this.combines = combiner != NO_COMBINER;
      if (combiner < 2) {
        texts.first();
      } else if (combines) {
        texts.combine((String left, String right) -> text(Whims.mix(number(left), number(right))));
      }
      if (changes) {
        texts.alongEdges((ObjectEdgeFunction<String>) (message, weight) -> message + weight);
      }
    }

    private static String text(long number) {
      return Long.toHexString(number);
    }

    private static long number(String text) {
      return text.hashCode();
    }

    @Override
    long hear(Vertex vertex) {
      Messages<String> messages = texts.received(vertex);
      long heard = messages.isEmpty() ? 1 : 2;
      if (combines) {
        return Whims.mix(heard, number(messages.combinedOr("none")));
      }
      while (messages.hasNext()) {
        heard += Whims.mix(number(messages.next()));
      }
      return heard;
    }

    @Override
    void broadcast(Vertex vertex, long number) {
      texts.sendToNeighbors(vertex, text(number));
    }

    @Override
    void send(Vertex vertex, long target, long number) {
      texts.send(vertex, target, text(number));
    }

    @Override
    void send(Edges edge, long number) {
      texts.send(edge, text(number));
    }
  }
}
