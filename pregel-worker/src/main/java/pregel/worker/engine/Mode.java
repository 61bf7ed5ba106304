package pregel.worker.engine;

/** How the broadcasts that a superstep reads were delivered. */
public enum Mode {
  /** Nobody broadcast. */
  NONE,
  /** They were pushed to their receivers before the superstep. */
  PUSH,
  /** Receivers read them while they are computed. */
  PULL
}
