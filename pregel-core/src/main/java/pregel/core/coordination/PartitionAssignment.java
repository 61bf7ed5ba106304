package pregel.core.coordination;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Which worker owns which partition in an attempt. Bytes as {@link RecordWriter} draws them: 4
 * attempt, 4 number of workers and a text each, 4 number of partitions and 4 for the owner of each.
 *
 * @param attempt also its version: another attempt has another assignment
 * @param workers ids; a worker's number is its place here
 * @param owners the number of each partition's worker; not copied, nobody writes to it
 */
@SuppressWarnings("ArrayRecordComponent")
public record PartitionAssignment(int attempt, List<String> workers, int[] owners) {
  private static final int MAGIC = 0x50476173;
  private static final int VERSION = 1;
  private static final int MOST_WORKERS = 4096;
  private static final int MOST_PARTITIONS = 1 << 16;

  public PartitionAssignment {
    workers = List.copyOf(workers);
    if (attempt < 0
        || workers.size() > MOST_WORKERS
        || owners.length > MOST_PARTITIONS
        || new HashSet<>(workers).size() != workers.size()) {
      throw new IllegalArgumentException(
          "attempt "
              + attempt
              + " of workers "
              + workers
              + " with "
              + owners.length
              + " partitions");
    }
    for (String worker : workers) {
      Names.require("worker", worker);
    }
    for (int owner : owners) {
      if (owner < 0 || owner >= workers.size()) {
        throw new IllegalArgumentException("worker " + owner + " of " + workers.size());
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionAssignment that
        && attempt == that.attempt
        && workers.equals(that.workers)
        && Arrays.equals(owners, that.owners);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * attempt + workers.hashCode()) + Arrays.hashCode(owners);
  }

  byte[] encode() {
    RecordWriter out = new RecordWriter(MAGIC, VERSION).putInt(attempt).putInt(workers.size());
    workers.forEach(out::putText);
    out.putInt(owners.length);
    for (int owner : owners) {
      out.putInt(owner);
    }
    return out.toBytes();
  }

  static PartitionAssignment decode(String where, byte[] data) {
    RecordReader in = new RecordReader(where, "an assignment", data, MAGIC, VERSION);
    int attempt = in.getInt();
    String[] workers = new String[in.getCount(MOST_WORKERS)];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = in.getText(Names.MOST_BYTES);
    }
    int[] owners = new int[in.getCount(MOST_PARTITIONS)];
    for (int i = 0; i < owners.length; i++) {
      owners[i] = in.getInt();
    }
    in.end();
    try {
      return new PartitionAssignment(attempt, List.of(workers), owners);
    } catch (IllegalArgumentException e) {
      throw in.invalid(e);
    }
  }
}
