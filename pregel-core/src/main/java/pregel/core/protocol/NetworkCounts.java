package pregel.core.protocol;

/**
 * What a worker sent to the others of its attempt so far, in supersteps.
 *
 * @param bytes of frames
 * @param messages values and messages in them
 */
public record NetworkCounts(long bytes, long messages) {
  public static final NetworkCounts NONE = new NetworkCounts(0, 0);

  /** Of two workers, or of some and one more. */
  public NetworkCounts plus(NetworkCounts other) {
    return new NetworkCounts(bytes + other.bytes, messages + other.messages);
  }
}
