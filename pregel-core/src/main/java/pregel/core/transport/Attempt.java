package pregel.core.transport;

import java.nio.charset.StandardCharsets;

/** What a frame belongs to: a job (hash of its id), the master's epoch, and the job's attempt. */
public record Attempt(long job, int epoch, int attempt) {
  /** Of links that serve no job yet. */
  public static final Attempt NONE = new Attempt(0, 0, 0);

  /** An attempt at a job by its id, which is hashed (64-bit FNV-1a). */
  public static Attempt of(String job, int epoch, int attempt) {
    long hash = 0xcbf29ce484222325L;
    for (byte each : job.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
    }
    return new Attempt(hash, epoch, attempt);
  }

  boolean isOlderThan(Attempt other) {
    return epoch < other.epoch || (epoch == other.epoch && attempt < other.attempt);
  }
}
