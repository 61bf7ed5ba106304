package pregel.core.coordination;

/**
 * A worker that is there. Bytes as {@link RecordWriter} draws them: text id, text host, 4 port, 4
 * cores, 8 memory bytes, text build, 8 start.
 *
 * @param id unique among the living
 * @param host where others reach it
 * @param port where others reach it
 * @param cores how many threads it computes with
 * @param memoryBytes how much its partitions may take
 * @param build what must be equal in all processes of a cluster
 * @param startedMillis when its process started, by its own clock; for people, and to tell a
 *     process from its predecessor
 */
public record WorkerRecord(
    String id,
    String host,
    int port,
    int cores,
    long memoryBytes,
    String build,
    long startedMillis) {
  private static final int MAGIC = 0x5047776b;
  private static final int VERSION = 1;

  public WorkerRecord {
    Names.require("worker", id);
    Names.requireText("host", host);
    Names.requireText("build", build);
    if (port < 1 || port > 65535 || cores < 1 || memoryBytes < 0) {
      throw new IllegalArgumentException(
          "worker with port " + port + ", " + cores + " cores, " + memoryBytes + " bytes");
    }
  }

  /** Whether both were written by one process, whatever session it had. */
  boolean isSameProcess(WorkerRecord other) {
    return equals(other);
  }

  byte[] encode() {
    return new RecordWriter(MAGIC, VERSION)
        .putText(id)
        .putText(host)
        .putInt(port)
        .putInt(cores)
        .putLong(memoryBytes)
        .putText(build)
        .putLong(startedMillis)
        .toBytes();
  }

  static WorkerRecord decode(String where, byte[] data) {
    RecordReader in = new RecordReader(where, "a worker", data, MAGIC, VERSION);
    String id = in.getText(Names.MOST_BYTES);
    String host = in.getText(Names.MOST_TEXT_BYTES);
    int port = in.getInt();
    int cores = in.getInt();
    long memory = in.getLong();
    String build = in.getText(Names.MOST_TEXT_BYTES);
    long started = in.getLong();
    in.end();
    try {
      return new WorkerRecord(id, host, port, cores, memory, build, started);
    } catch (IllegalArgumentException e) {
      throw in.invalid(e);
    }
  }
}
