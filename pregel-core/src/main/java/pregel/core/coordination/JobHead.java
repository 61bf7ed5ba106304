package pregel.core.coordination;

/**
 * What stands in a job's own node. The definition lies in parts elsewhere, for a node holds less
 * than it may be long. Bytes as {@link RecordWriter} draws them: 8 submitted, text of the parts'
 * directory, 4 length, 4 CRC-32C of the definition.
 */
record JobHead(long submittedMillis, String definition, int definitionBytes, int crc) {
  /** How much of a definition goes into one node: half of what ZooKeeper takes by default. */
  static final int PART_BYTES = 1 << 19;

  private static final int MAGIC = 0x50476a62;
  private static final int VERSION = 1;

  int parts() {
    return (definitionBytes + PART_BYTES - 1) / PART_BYTES;
  }

  byte[] encode() {
    return new RecordWriter(MAGIC, VERSION)
        .putLong(submittedMillis)
        .putText(definition)
        .putInt(definitionBytes)
        .putInt(crc)
        .toBytes();
  }

  static JobHead decode(String where, byte[] data) {
    RecordReader in = new RecordReader(where, "a job", data, MAGIC, VERSION);
    JobHead head =
        new JobHead(
            in.getLong(),
            in.getText(Names.MOST_BYTES + 40),
            in.getCount(JobRecord.MOST_DEFINITION_BYTES),
            in.getInt());
    in.end();
    return head;
  }
}
