package pregel.api;

import java.util.Objects;

/**
 * A named stream of messages of one type, with its direction and its combiner. What is sent through
 * a channel in one superstep is received from it in the next.
 *
 * <p>A program of one message type has one channel, "messages", which it never sees; a {@link
 * VertexProgram.OfPhases} declares its channels in {@code open}.
 */
public abstract sealed class Channel permits DoubleChannel, LongChannel, IntChannel, ObjectChannel {
  private final String name;
  private final int index;
  private Direction direction = Direction.OUT;
  private Object combiner;
  private Object edgeFunction;

  Channel(String name, int index) {
    this.name = Objects.requireNonNull(name);
    this.index = index;
  }

  public final String name() {
    return name;
  }

  /** The position among the program's channels. */
  public final int index() {
    return index;
  }

  /** The edges that broadcasts travel, seen from the sender. */
  public final Direction direction() {
    return direction;
  }

  /** A {@link Combiner}, one of the combiner interfaces of the message type, or null. */
  public final Object combiner() {
    return combiner;
  }

  /** The edge function of the message type, or null. */
  public final Object edgeFunction() {
    return edgeFunction;
  }

  @Override
  public final String toString() {
    return "channel \"" + name + "\"";
  }

  final void setDirection(Direction along) {
    direction = Objects.requireNonNull(along);
  }

  final void setCombiner(Object chosen) {
    combiner = Objects.requireNonNull(chosen);
  }

  final void setEdgeFunction(Object function) {
    edgeFunction = Objects.requireNonNull(function);
  }
}
