package pregel.core.job;

/** What the master decides at the barrier after a superstep. */
public enum Verdict {
  CONTINUE,
  /** No vertex is active and no message in flight. */
  FINISH,
  /** The step limit is reached; messages in flight are discarded. */
  STOP_AT_LIMIT,
  /** The master program ended the job; messages in flight are discarded. */
  STOPPED_BY_MASTER
}
