package pregel.core.coordination;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a job stands: written by the leading master only, read by anybody. Bytes as {@link
 * RecordWriter} draws them: 1 status, 4 epoch, 4 attempt, 4 superstep, 4 exit code, text message, 4
 * count of values, and for each text name, 8 bits; 4 attempts, 8 milliseconds that are spent.
 *
 * @param epoch of the master that wrote it; 0 before any has
 * @param attempt never falls; 0 before the first
 * @param superstep the last that is known, for people; -1 while loading
 * @param exitCode what waiting clients end with; 0 until the job has failed or was cancelled
 * @param message for people; texts that are too long are shortened
 * @param values what the program reports of the job as a whole, by name; none until its supersteps
 *     are over
 * @param spent of what the job may have, under all masters
 */
public record JobState(
    JobStatus status,
    int epoch,
    int attempt,
    int superstep,
    int exitCode,
    String message,
    Map<String, Double> values,
    Spent spent) {

  /**
   * What a job has had of what it may have.
   *
   * @param attempts that were begun
   * @param computeMillis for which its supersteps have run, in all attempts; what is known may be a
   *     second old
   */
  public record Spent(int attempts, long computeMillis) {
    public static final Spent NOTHING = new Spent(0, 0);

    public Spent {
      if (attempts < 0 || computeMillis < 0) {
        throw new IllegalArgumentException(
            attempts + " attempts, " + computeMillis + " ms of computing");
      }
    }
  }

  /** Of a job that no master has seen. */
  public static final JobState SUBMITTED = new JobState(JobStatus.SUBMITTED, 0, 0, -1, 0, "");

  private static final int MAGIC = 0x50476a73;
  private static final int VERSION = 3;
  private static final int MOST_VALUES = 1 << 10;

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
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Without values, and with nothing spent. */
  public JobState(
      JobStatus status, int epoch, int attempt, int superstep, int exitCode, String message) {
    this(status, epoch, attempt, superstep, exitCode, message, Map.of(), Spent.NOTHING);
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
    RecordWriter out =
        new RecordWriter(MAGIC, VERSION)
            .putByte(status.ordinal())
            .putInt(epoch)
            .putInt(attempt)
            .putInt(superstep)
            .putInt(exitCode)
            .putText(message)
            .putInt(values.size());
    values.forEach((name, value) -> out.putText(name).putLong(Double.doubleToRawLongBits(value)));
    return out.putInt(spent.attempts).putLong(spent.computeMillis).toBytes();
  }

  static JobState decode(String where, byte[] data) {
    RecordReader in = new RecordReader(where, "a job's state", data, MAGIC, VERSION);
    int status = in.getByte();
    int epoch = in.getInt();
    int attempt = in.getInt();
    int superstep = in.getInt();
    int exitCode = in.getInt();
    String message = in.getText(Names.MOST_TEXT_BYTES);
    Map<String, Double> values = new LinkedHashMap<>();
    for (int left = in.getCount(MOST_VALUES); left > 0; left--) {
      values.put(in.getText(Names.MOST_TEXT_BYTES), Double.longBitsToDouble(in.getLong()));
    }
    int attempts = in.getInt();
    long computeMillis = in.getLong();
    in.end();
    if (status < 0 || status >= JobStatus.values().length) {
      throw CoordinationException.foreign(where, "a status of " + status);
    }
    try {
      return new JobState(
          JobStatus.values()[status],
          epoch,
          attempt,
          superstep,
          exitCode,
          message,
          values,
          new Spent(attempts, computeMillis));
    } catch (IllegalArgumentException e) {
      throw in.invalid(e);
    }
  }
}
