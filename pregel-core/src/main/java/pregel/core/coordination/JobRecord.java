package pregel.core.coordination;

/**
 * A job as it was submitted.
 *
 * @param id unique among all jobs that are kept
 * @param submittedMillis when, by the submitter's clock; for people
 * @param definition what the master needs to run it; not copied, nobody writes to it
 */
@SuppressWarnings("ArrayRecordComponent")
public record JobRecord(String id, long submittedMillis, byte[] definition) {
  /** The longest definition. */
  public static final int MOST_DEFINITION_BYTES = 1 << 20;

  public JobRecord {
    Names.require("job", id);
    if (definition.length > MOST_DEFINITION_BYTES) {
      throw new IllegalArgumentException(
          "job "
              + id
              + ": a definition of "
              + definition.length
              + " bytes; at most "
              + MOST_DEFINITION_BYTES
              + " are taken");
    }
  }
}
