package pregel.api;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a monotone program says of itself beyond being one; made by {@link Schema#monotone}.
 *
 * <p>A program is monotone if the value of a vertex only improves, with {@link Combiner#MIN} or
 * {@link Combiner#MAX} as what improving means, if what a vertex broadcasts depends on its value
 * alone and improves with it, and if {@code compute} goes by its messages, the own columns and what
 * never changes (ids, degrees, positions in canonical order): shortest ways, widest ways, the least
 * label of a component. Whatever the order in which the vertices of such a program hear of each
 * other, they end with the same values, to the bit.
 *
 * <p>That order is the engine's to choose. It may show a vertex what others broadcast in the same
 * superstep, compute vertices whose values are nearly final before others, compute a vertex several
 * times in a superstep or not in the one after a message was sent. Only the values in the end are
 * promised: how many supersteps there are, what is sent in each and what a limit of supersteps
 * leaves unfinished, is not. Hence
 *
 * <ul>
 *   <li>every vertex is computed once without a message, then when it has a message that is better
 *       than all before; it votes to halt by itself;
 *   <li>a call broadcasts once at most, and sends nothing else;
 *   <li>{@link Vertex#superstep}, {@link Vertex#random} and {@link Vertex#close} are refused while
 *       the program runs, aggregators, phases, a master program, hooks, questions, views of edges,
 *       neighbour lists and changes of the graph when it is opened.
 * </ul>
 */
public final class Monotone {
  private final Channel channel;
  private Number floor;
  private boolean isBestFirst;
  private double step;

  Monotone(Channel channel) {
    this.channel = channel;
  }

  /**
   * Names the message that none improves upon: whoever has received it is not told anything more,
   * and the engine stops looking on its behalf.
   *
   * @throws IllegalArgumentException if the program's messages are not doubles, or it is NaN
   */
  public Monotone floor(double message) {
    if (!(channel instanceof DoubleChannel) || Double.isNaN(message)) {
      throw new IllegalArgumentException(
          "the floor " + message + " is no message of the program; name one of its type");
    }
    floor = message;
    return this;
  }

  /** As {@link #floor(double)}, for any type of messages; widens for doubles. */
  public Monotone floor(long message) {
    if (channel instanceof IntChannel) {
      floor = Math.toIntExact(message);
    } else if (channel instanceof DoubleChannel) {
      floor = (double) message;
    } else {
      floor = message;
    }
    return this;
  }

  /**
   * Lets vertices with better messages be computed before others, in steps of a width that the
   * engine chooses by the weights and the degrees of the graph.
   */
  public Monotone bestFirst() {
    isBestFirst = true;
    step = 0;
    return this;
  }

  /**
   * Lets vertices with better messages be computed before others: those whose message is within a
   * step of the best that waits, in any order, then those of the next step (Meyer and Sanders,
   * Δ-stepping, J. Algorithms 49, 2003). Small steps compute few vertices twice, large ones many at
   * a time.
   *
   * @param width how far apart the messages of a step are; more than 0, finite
   */
  public Monotone bestFirst(double width) {
    if (!(width > 0 && width < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a step has a width above 0, not " + width);
    }
    isBestFirst = true;
    step = width;
    return this;
  }

  /** The message that none improves upon, in the type of the messages; null if none was named. */
  public Number floor() {
    return floor;
  }

  /** Whether vertices with better messages come first. */
  public boolean isBestFirst() {
    return isBestFirst;
  }

  /** The width of a step, if the program chose one. */
  public OptionalDouble step() {
    return step > 0 ? OptionalDouble.of(step) : OptionalDouble.empty();
  }

  /** What a call is answered with that a monotone program must not make; for engines. */
  public static IllegalStateException refused(String call) {
    return new IllegalStateException(
        call
            + ": a monotone program gives this up; leave it out, or leave out schema.monotone() in"
            + " open");
  }

  /** Refuses what does not go with a monotone program. */
  void requireFitting(Schema schema) {
    Object combiner = channel.combiner();
    if (combiner != Combiner.MIN && combiner != Combiner.MAX) {
      throw new IllegalArgumentException(
          "a monotone program combines with Combiner.MIN or MAX, not with "
              + Objects.requireNonNullElse(combiner, "none")
              + "; declare one of the two, or leave out schema.monotone()");
    }
    refuse(!schema.doubleAggregators().isEmpty(), "aggregators");
    refuse(!schema.longAggregators().isEmpty(), "aggregators");
    refuse(!schema.booleanAggregators().isEmpty(), "aggregators");
    refuse(!schema.objectAggregators().isEmpty(), "aggregators");
    refuse(schema.masterProgram() != null, "master program");
    refuse(schema.beforeSuperstep() != null || schema.afterSuperstep() != null, "worker hooks");
    refuse(!schema.requests().isEmpty(), "questions");
    refuse(schema.needsOutEdges() || schema.needsInEdges(), "views of edges");
    refuse(schema.needsNeighborLists(), "neighbour lists");
    refuse(schema.isTopologyChanging(), "changes of the graph");
  }

  private static void refuse(boolean declared, String what) {
    if (declared) {
      throw new IllegalArgumentException(
          "a monotone program has no " + what + "; leave out one or the other");
    }
  }
}
