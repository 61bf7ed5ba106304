package pregel.core.coordination;

/**
 * Where a job stands: written by the leading master only, read by anybody. Bytes as {@link
 * RecordWriter} draws them: 1 status, 4 epoch, 4 attempt, 4 superstep, 4 exit code, text message.
 *
 * @param epoch of the master that wrote it; 0 before any has
 * @param attempt never falls; 0 before the first
 * @param superstep the last that is known, for people; -1 while loading
 * @param exitCode what waiting clients end with; 0 until the job has failed or was cancelled
 * @param message for people; texts that are too long are shortened
 */
public record JobState(
    JobStatus status, int epoch, int attempt, int superstep, int exitCode, String message) {
  /** Of a job that no master has seen. */
  public static final JobState SUBMITTED = new JobState(JobStatus.SUBMITTED, 0, 0, -1, 0, "");

  private static final int MAGIC = 0x50476a73;
  private static final int VERSION = 2;

  public JobState {
    if (epoch < 0 || attempt < 0 || superstep < -1 || exitCode < 0 || exitCode > 255) {
      throw new IllegalArgumentException(
          "epoch "
              + epoch
              + ", attempt "
              + attempt
              + ", superstep "
              + superstep
              + ", exit code "
              + exitCode);
    }
    message = Names.shorten(message);
  }

  /**
   * Whether this may be followed by {@code next}: an end by nothing but itself, an attempt by no
   * earlier one, and within an attempt only forwards.
   */
  public boolean mayBecome(JobState next) {
    if (status.isEnd()) {
      return equals(next);
    }
    return next.epoch >= epoch
        && (next.attempt > attempt
            || (next.attempt == attempt && next.status.compareTo(status) >= 0));
  }

  byte[] encode() {
    return new RecordWriter(MAGIC, VERSION)
        .putByte(status.ordinal())
        .putInt(epoch)
        .putInt(attempt)
        .putInt(superstep)
        .putInt(exitCode)
        .putText(message)
        .toBytes();
  }

  static JobState decode(String where, byte[] data) {
    RecordReader in = new RecordReader(where, "a job's state", data, MAGIC, VERSION);
    int status = in.getByte();
    int epoch = in.getInt();
    int attempt = in.getInt();
    int superstep = in.getInt();
    int exitCode = in.getInt();
    String message = in.getText(Names.MOST_TEXT_BYTES);
    in.end();
    if (status < 0 || status >= JobStatus.values().length) {
      throw CoordinationException.foreign(where, "a status of " + status);
    }
    try {
      return new JobState(JobStatus.values()[status], epoch, attempt, superstep, exitCode, message);
    } catch (IllegalArgumentException e) {
      throw in.invalid(e);
    }
  }
}
