package pregel.core.coordination;

import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint that was committed. A job's node holds the newest two, newest first; bytes as {@link
 * RecordWriter} draws them: 4 number, and for each 4 attempt, 4 superstep, 4 epoch, text manifest.
 *
 * @param attempt in which it was taken; a later attempt's is newer whatever its superstep
 * @param superstep at whose start it was taken
 * @param epoch of the master that committed it
 * @param manifest where it is: a name or an address, as the checkpoints' store understands it
 */
public record CheckpointPointer(int attempt, int superstep, int epoch, String manifest) {
  /** How many are kept. */
  public static final int KEPT = 2;

  private static final int MAGIC = 0x50476370;
  private static final int VERSION = 1;

  public CheckpointPointer {
    Names.requireText("manifest", manifest);
    if (attempt < 0 || superstep < 0 || epoch < 1) {
      throw new IllegalArgumentException(
          "checkpoint of attempt " + attempt + ", superstep " + superstep + ", epoch " + epoch);
    }
  }

  boolean isNewerThan(CheckpointPointer other) {
    return attempt > other.attempt || (attempt == other.attempt && superstep > other.superstep);
  }

  static byte[] encode(List<CheckpointPointer> pointers) {
    RecordWriter out = new RecordWriter(MAGIC, VERSION).putInt(pointers.size());
    for (CheckpointPointer pointer : pointers) {
      out.putInt(pointer.attempt)
          .putInt(pointer.superstep)
          .putInt(pointer.epoch)
          .putText(pointer.manifest);
    }
    return out.toBytes();
  }

  static List<CheckpointPointer> decode(String where, byte[] data) {
    RecordReader in = new RecordReader(where, "checkpoints", data, MAGIC, VERSION);
    int count = in.getCount(KEPT);
    List<CheckpointPointer> pointers = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        pointers.add(
            new CheckpointPointer(
                in.getInt(), in.getInt(), in.getInt(), in.getText(Names.MOST_TEXT_BYTES)));
      }
    } catch (IllegalArgumentException e) {
      throw in.invalid(e);
    }
    in.end();
    return List.copyOf(pointers);
  }
}
