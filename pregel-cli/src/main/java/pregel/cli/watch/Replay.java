package pregel.cli.watch;

import java.util.ArrayList;
import java.util.List;
import pregel.api.Channel;
import pregel.api.DoubleMessages;
import pregel.api.IntMessages;
import pregel.api.LongMessages;
import pregel.api.Messages;
import pregel.cli.watch.VertexRecord.Received;

/**
 * Messages that were read once to be recorded and are given to the program from the record.
 *
 * @param channel where they came from
 * @param values all of them; one at most where the channel combines
 * @param identity what a combiner gives where none came
 */
record Replay(Channel channel, List<Object> values, Object identity) {
  private static final int KEPT = 100;

  static Replay of(Channel channel, DoubleMessages messages) {
    List<Object> values = new ArrayList<>();
    if (combines(channel)) {
      if (!messages.isEmpty()) {
        values.add(messages.combined());
      }
      return new Replay(channel, values, messages.combined());
    }
    while (messages.hasNext()) {
      values.add(messages.next());
    }
    return new Replay(channel, values, null);
  }

  static Replay of(Channel channel, LongMessages messages) {
    List<Object> values = new ArrayList<>();
    if (combines(channel)) {
      if (!messages.isEmpty()) {
        values.add(messages.combined());
      }
      return new Replay(channel, values, messages.combined());
    }
    while (messages.hasNext()) {
      values.add(messages.next());
    }
    return new Replay(channel, values, null);
  }

  static Replay of(Channel channel, IntMessages messages) {
    List<Object> values = new ArrayList<>();
    if (combines(channel)) {
      if (!messages.isEmpty()) {
        values.add(messages.combined());
      }
      return new Replay(channel, values, messages.combined());
    }
    while (messages.hasNext()) {
      values.add(messages.next());
    }
    return new Replay(channel, values, null);
  }

  static Replay of(Channel channel, Messages<?> messages) {
    List<Object> values = new ArrayList<>();
    if (combines(channel)) {
      if (!messages.isEmpty()) {
        values.add(messages.combinedOr(null));
      }
      return new Replay(channel, values, null);
    }
    while (messages.hasNext()) {
      values.add(messages.next());
    }
    return new Replay(channel, values, null);
  }

  /** What a record says of them. */
  Received received() {
    return new Received(
        channel.name(),
        combines(channel),
        values.size(),
        values.stream().limit(KEPT).map(Replay::lasting).toList());
  }

  /** A program may change an object later: its text stays. */
  static Object lasting(Object message) {
    return message instanceof Number ? message : String.valueOf(message);
  }

  private static boolean combines(Channel channel) {
    return channel.combiner() != null;
  }

  DoubleMessages doubles() {
    return new DoubleMessages() {
      private final Cursor cursor = new Cursor();

      @Override
      public boolean isEmpty() {
        return values.isEmpty();
      }

      @Override
      public double combined() {
        return (double) cursor.folded(identity);
      }

      @Override
      public double combinedOr(double otherwise) {
        return (double) cursor.folded(otherwise);
      }

      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public double next() {
        return (double) cursor.next();
      }
    };
  }

  LongMessages longs() {
    return new LongMessages() {
      private final Cursor cursor = new Cursor();

      @Override
      public boolean isEmpty() {
        return values.isEmpty();
      }

      @Override
      public long combined() {
        return (long) cursor.folded(identity);
      }

      @Override
      public long combinedOr(long otherwise) {
        return (long) cursor.folded(otherwise);
      }

      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public long next() {
        return (long) cursor.next();
      }
    };
  }

  IntMessages ints() {
    return new IntMessages() {
      private final Cursor cursor = new Cursor();

      @Override
      public boolean isEmpty() {
        return values.isEmpty();
      }

      @Override
      public int combined() {
        return (int) cursor.folded(identity);
      }

      @Override
      public int combinedOr(int otherwise) {
        return (int) cursor.folded(otherwise);
      }

      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public int next() {
        return (int) cursor.next();
      }
    };
  }

  @SuppressWarnings("unchecked") // they came out of a view of the same type
  <M> Messages<M> objects() {
    return new Messages<>() {
      private final Cursor cursor = new Cursor();

      @Override
      public boolean isEmpty() {
        return values.isEmpty();
      }

      @Override
      public M combinedOr(M otherwise) {
        return (M) cursor.folded(otherwise);
      }

      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public M next() {
        return (M) cursor.next();
      }
    };
  }

  private final class Cursor {
    private int at;

    boolean hasNext() {
      return at < values.size();
    }

    Object next() {
      return values.get(at++);
    }

    Object folded(Object ifNone) {
      if (!combines(channel)) {
        throw new IllegalStateException(
            channel + " declares no combiner; give it one in open, or iterate");
      }
      return values.isEmpty() ? ifNone : values.get(0);
    }
  }
}
