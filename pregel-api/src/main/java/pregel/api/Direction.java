package pregel.api;

/**
 * Which edges a broadcast travels, seen from its sender.
 *
 * <p>In an undirected graph the three are the same: every edge is travelled once. In a directed one
 * {@link #BOTH} sends one message along every outgoing and one along every incoming edge; a
 * self-loop counts once in each.
 */
public enum Direction {
  OUT,
  IN,
  BOTH;

  /** The direction in which a receiver finds the senders of a broadcast along this one. */
  public Direction reversed() {
    return switch (this) {
      case OUT -> IN;
      case IN -> OUT;
      case BOTH -> BOTH;
    };
  }
}
