package pregel.core.protocol;

/**
 * What a verdict carries of the aggregators' values and the master program's state, as {@link
 * pregel.core.job.Aggregates} writes them. More than {@value #MOST_BYTES} bytes are in a file of
 * {@link ValueFiles}, and the verdict says in which.
 *
 * @param bytes the values; none if they are in a file. Not copied, nobody writes to it
 * @param file its name; empty if there is none
 * @param length of what is in the file
 * @param checksum CRC-32C of that
 */
@SuppressWarnings("ArrayRecordComponent")
public record MasterValues(byte[] bytes, String file, int length, int checksum) {
  /** More is not kept by workers, nor collected from all of them by a new leader. */
  public static final int MOST_BYTES = 1 << 20;

  private static final byte[] ELSEWHERE = new byte[0];

  /** Values that travel with the verdict. */
  public static MasterValues of(byte[] bytes) {
    return new MasterValues(bytes, "", 0, 0);
  }

  static MasterValues in(String file, int length, int checksum) {
    return new MasterValues(ELSEWHERE, file, length, checksum);
  }

  boolean isInFile() {
    return !file.isEmpty();
  }
}
