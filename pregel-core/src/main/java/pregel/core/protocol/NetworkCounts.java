package pregel.core.protocol;

/** What a worker sent to the others of its attempt so far. */
public record NetworkCounts(long bytes, long frames) {
  public static final NetworkCounts NONE = new NetworkCounts(0, 0);

  /** Of two workers, or of some and one more. */
  public NetworkCounts plus(NetworkCounts other) {
    return new NetworkCounts(bytes + other.bytes, frames + other.frames);
  }
}
