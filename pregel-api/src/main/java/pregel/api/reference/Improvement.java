package pregel.api.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pregel.api.Channel;
import pregel.api.Monotone;

/**
 * What a monotone program promised, watched over while it runs: what a vertex broadcasts only
 * improves, and nothing improves upon the floor. Under {@link
 * Perturbation.Liberty#RELAXATION_ORDER} it also keeps the messages of vertices that wait.
 */
final class Improvement {
  private final Channel channel;
  private final MessageRules rules;
  private final Object floor;
  private final Perturbation perturbation;
  private final Map<Long, Object> broadcasts = new HashMap<>();
  private final Map<Long, Object> waiting = new HashMap<>();

  Improvement(Channel channel, Monotone declared, Perturbation perturbation) {
    this.channel = channel;
    this.rules = MessageRules.of(channel);
    this.floor = declared.floor();
    this.perturbation = perturbation;
  }

  /** Whether vertices wait that have messages. */
  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /**
   * What a vertex finds in its inbox.
   *
   * @param arriving what the last superstep sent
   * @param leaving what this superstep has sent so far
   */
  List<Object> inbox(long id, Mailbox arriving, Mailbox leaving) {
    Object message = rules.fold(arriving.deliver(id));
    if (perturbation.relaxes()) {
      message = better(message, leaving.early(id));
    }
    message = better(message, waiting.remove(id));
    return message == null ? List.of() : List.of(message);
  }

  /** Whether a vertex that is to be computed with a message, or none, is left for later. */
  boolean defers(long id, List<Object> inbox) {
    if (!perturbation.defers()) {
      return false;
    }
    inbox.forEach(message -> waiting.put(id, message));
    return true;
  }

  /**
   * Takes note of what a vertex broadcast.
   *
   * @throws IllegalStateException if it broke a promise
   */
  void broadcast(long id, Object message, List<End> row) {
    Object before = broadcasts.put(id, message);
    if (before != null && !better(before, message).equals(message)) {
      throw new IllegalStateException(
          "broadcast "
              + message
              + " after "
              + before
              + ", but what a monotone program sends only improves");
    }
    for (End end : row) {
      Object received = rules.along().apply(message, end.weight());
      if (floor != null && !better(floor, received).equals(floor)) {
        throw new IllegalStateException(
            "sent "
                + received
                + " through "
                + channel
                + ", which is better than the declared floor "
                + floor);
      }
    }
  }

  private Object better(Object one, Object other) {
    return one == null ? other : other == null ? one : rules.combiner().apply(one, other);
  }
}
