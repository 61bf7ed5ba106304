package pregel.core.coordination;

/**
 * The leading master. Bytes as {@link RecordWriter} draws them: text id, text host, 4 port, 4
 * epoch.
 *
 * @param id of the process
 * @param host where workers and clients reach it
 * @param port likewise; 0 if it dials them only
 * @param epoch what it has taken; higher than that of any master before it
 */
public record MasterRecord(String id, String host, int port, int epoch) {
  private static final int MAGIC = 0x50476d73;
  private static final int VERSION = 1;

  public MasterRecord {
    Names.require("master", id);
    Names.requireText("host", host);
    if (port < 0 || port > 65535 || epoch < 1) {
      throw new IllegalArgumentException("master with port " + port + ", epoch " + epoch);
    }
  }

  byte[] encode() {
    return new RecordWriter(MAGIC, VERSION)
        .putText(id)
        .putText(host)
        .putInt(port)
        .putInt(epoch)
        .toBytes();
  }

  static MasterRecord decode(String where, byte[] data) {
    RecordReader in = new RecordReader(where, "a master", data, MAGIC, VERSION);
    String id = in.getText(Names.MOST_BYTES);
    String host = in.getText(Names.MOST_TEXT_BYTES);
    int port = in.getInt();
    int epoch = in.getInt();
    in.end();
    try {
      return new MasterRecord(id, host, port, epoch);
    } catch (IllegalArgumentException e) {
      throw in.invalid(e);
    }
  }
}
