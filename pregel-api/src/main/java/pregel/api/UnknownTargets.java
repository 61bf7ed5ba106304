package pregel.api;

/** What becomes of a message to an id that no vertex has when the message arrives. */
public enum UnknownTargets {
  /** A vertex of that id comes to be, with initial values, active, and reads the message. */
  CREATE,
  /** The message is discarded and counted. */
  DROP,
  /** The job fails, naming the id. */
  FAIL
}
