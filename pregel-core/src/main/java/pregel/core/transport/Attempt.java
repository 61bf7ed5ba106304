package pregel.core.transport;

/** What a frame belongs to: a job (hash of its id), the master's epoch, and the job's attempt. */
public record Attempt(long job, int epoch, int attempt) {
  /** Of links that serve no job yet. */
  public static final Attempt NONE = new Attempt(0, 0, 0);

  boolean isOlderThan(Attempt other) {
    return epoch < other.epoch || (epoch == other.epoch && attempt < other.attempt);
  }
}
