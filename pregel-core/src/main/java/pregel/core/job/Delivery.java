package pregel.core.job;

/** How broadcast messages reach their receivers; never changes a result. */
public enum Delivery {
  /** Chosen superstep by superstep. */
  AUTO,
  /** Senders write to their receivers. */
  PUSH,
  /** Receivers read from their senders. */
  PULL
}
