package pregel.api;

/** What becomes of the weights of edges that fall together when a graph is contracted. */
public enum EdgeFold {
  /** Their sum. */
  SUM,
  /** The least. */
  MIN,
  /** The greatest. */
  MAX,
  /** How many there are. */
  COUNT,
  /**
   * The least in the order of {@link EdgeOrigin}; which edge of the input it belongs to is
   * remembered, through further contractions too.
   */
  LEAST_EDGE
}
