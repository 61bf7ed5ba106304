package pregel.api.reference;

import java.util.Iterator;
import java.util.List;
import pregel.api.DoubleMessages;
import pregel.api.IntMessages;
import pregel.api.LongMessages;
import pregel.api.Messages;

/**
 * The messages one vertex received through one channel, and the views in which the program sees
 * them.
 */
final class Inbox {
  private final MessageRules rules;
  private final List<Object> messages;
  private final Iterator<Object> iterator;

  Inbox(MessageRules rules, List<Object> messages) {
    this.rules = rules;
    this.messages = messages;
    this.iterator = messages.iterator();
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  List<Object> messages() {
    return messages;
  }

  private Object combinedOr(Object otherwise) {
    if (rules.combiner() == null) {
      throw new IllegalStateException(
          "no combiner is declared; iterate, or declare one in open with combine (schema.combine in a"
              + " program without channels)");
    }
    return messages.isEmpty() ? otherwise : messages.get(0);
  }

  DoubleMessages asDoubles() {
    return new DoubleMessages() {
      @Override
      public boolean isEmpty() {
        return messages.isEmpty();
      }

      @Override
      public double combined() {
        return (double) Inbox.this.combinedOr(rules.none());
      }

      @Override
      public double combinedOr(double otherwise) {
        return (double) Inbox.this.combinedOr(otherwise);
      }

      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public double next() {
        return (double) iterator.next();
      }
    };
  }

  LongMessages asLongs() {
    return new LongMessages() {
      @Override
      public boolean isEmpty() {
        return messages.isEmpty();
      }

      @Override
      public long combined() {
        return (long) Inbox.this.combinedOr(rules.none());
      }

      @Override
      public long combinedOr(long otherwise) {
        return (long) Inbox.this.combinedOr(otherwise);
      }

      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public long next() {
        return (long) iterator.next();
      }
    };
  }

  IntMessages asInts() {
    return new IntMessages() {
      @Override
      public boolean isEmpty() {
        return messages.isEmpty();
      }

      @Override
      public int combined() {
        return (int) Inbox.this.combinedOr(rules.none());
      }

      @Override
      public int combinedOr(int otherwise) {
        return (int) Inbox.this.combinedOr(otherwise);
      }

      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public int next() {
        return (int) iterator.next();
      }
    };
  }

  <M> Messages<M> asObjects() {
    return new Messages<>() {
      @Override
      public boolean isEmpty() {
        return messages.isEmpty();
      }

      @Override
      @SuppressWarnings("unchecked") // the program sent it
      public M combinedOr(M otherwise) {
        return (M) Inbox.this.combinedOr(otherwise);
      }

      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      @SuppressWarnings("unchecked") // the program sent it
      public M next() {
        return (M) iterator.next();
      }
    };
  }
}
