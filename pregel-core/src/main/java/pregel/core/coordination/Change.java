package pregel.core.coordination;

/** One of several changes that a {@link Tree} makes together or not at all. */
public sealed interface Change {
  /** A version that fits any. */
  int ANY_VERSION = -1;

  String path();

  /** Changes nothing; the node must be there in this version. */
  record Check(String path, int version) implements Change {}

  /** A node that is not there yet; its parent must be. */
  @SuppressWarnings("ArrayRecordComponent")
  record Create(String path, byte[] data, Life life) implements Change {}

  /** New bytes for a node of this version. */
  @SuppressWarnings("ArrayRecordComponent")
  record Write(String path, byte[] data, int version) implements Change {}

  /** Removes a node of this version; it must have no children. */
  record Delete(String path, int version) implements Change {}

  /** How long a created node stays, and whose it is. */
  enum Life {
    /** Until it is deleted; ours alone. */
    PERSISTENT,
    /** Until the session ends; ours alone. */
    SESSION,
    /** Until it is deleted; others may create nodes below it, but not remove it. */
    SHARED
  }
}
