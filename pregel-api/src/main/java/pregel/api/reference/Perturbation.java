package pregel.api.reference;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import pregel.api.Channel;
import pregel.api.ObjectChannel;

/**
 * A liberty that the model leaves to engines, taken at random: a program that obeys the model gives
 * the same result all the same, but for the rounding of floating sums.
 */
public final class Perturbation {

  /** What may be otherwise. */
  public enum Liberty {
    /** Messages stand in an inbox in any order. */
    MESSAGE_ORDER,
    /** A combiner is applied to messages in any order and grouping. */
    COMBINER_GROUPING,
    /** The vertices of a superstep are computed in any order. */
    VERTEX_ORDER,
    /** Every receiver of an object gets a copy of its own, made by the codec. */
    COPIED_MESSAGES,
    /**
     * The vertices of a monotone program are computed in any order, see what others broadcast in
     * the same superstep, and may be left for a later one.
     */
    RELAXATION_ORDER
  }

  static final Perturbation NONE = new Perturbation(null, 0);

  private final Liberty liberty;
  private final Random random;

  /** Takes one liberty; the same seed gives the same run. */
  public Perturbation(Liberty liberty, long seed) {
    this.liberty = liberty;
    this.random = new Random(seed);
  }

  boolean regroups() {
    return liberty == Liberty.COMBINER_GROUPING;
  }

  /** The order in which vertices are computed. */
  List<Long> computing(List<Long> vertices) {
    return liberty == Liberty.VERTEX_ORDER || relaxes() ? shuffled(vertices) : vertices;
  }

  /** Whether vertices see what was broadcast in the same superstep. */
  boolean relaxes() {
    return liberty == Liberty.RELAXATION_ORDER;
  }

  /** Whether the next vertex is left for later. */
  boolean defers() {
    return relaxes() && random.nextInt(3) == 0;
  }

  /** The messages of a channel as one vertex receives them. */
  List<Object> receiving(Channel channel, List<Object> messages) {
    if (liberty == Liberty.COPIED_MESSAGES && channel instanceof ObjectChannel<?> objects) {
      return messages.stream().<Object>map(message -> copied(objects, message)).toList();
    }
    return liberty == Liberty.MESSAGE_ORDER ? shuffled(messages) : messages;
  }

  private static <M> M copied(ObjectChannel<M> channel, Object message) {
    var bytes = new ByteArrayOutputStream();
    try {
      @SuppressWarnings("unchecked") // it came through this channel
      M sent = (M) message;
      channel.codec().write(sent, new DataOutputStream(bytes));
      var in = new ByteArrayInputStream(bytes.toByteArray());
      M received = channel.codec().read(new DataInputStream(in));
      if (in.available() > 0) {
        throw new IllegalStateException(
            "the codec of " + channel + " leaves " + in.available() + " bytes unread");
      }
      return received;
    } catch (IOException e) {
      throw new UncheckedIOException("the codec of " + channel + " fails in memory", e);
    }
  }

  /** Folds any two of some messages until one is left; null if there is none. */
  Object folded(List<Object> messages, BinaryOperator<Object> combiner) {
    List<Object> left = new ArrayList<>(messages);
    while (left.size() > 1) {
      Object one = left.remove(random.nextInt(left.size()));
      int other = random.nextInt(left.size());
      left.set(other, combiner.apply(one, left.get(other)));
    }
    return left.isEmpty() ? null : left.get(0);
  }

  private <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}
