package pregel.core.coordination;

/**
 * The counter of epochs. Bytes as {@link RecordWriter} draws them: 4 epoch, 8 and 8 token, text
 * holder.
 *
 * @param epoch the highest that was taken; 0 if none was
 * @param tokenHigh with {@code tokenLow} a random number, by which whoever took the epoch knows its
 *     own write again when the answer was lost
 * @param holder the master that took it, for failures
 */
record EpochRecord(int epoch, long tokenHigh, long tokenLow, String holder) {
  static final EpochRecord NONE = new EpochRecord(0, 0, 0, "");

  private static final int MAGIC = 0x50476570;
  private static final int VERSION = 1;

  boolean hasTokenOf(EpochRecord other) {
    return tokenHigh == other.tokenHigh && tokenLow == other.tokenLow;
  }

  byte[] encode() {
    return new RecordWriter(MAGIC, VERSION)
        .putInt(epoch)
        .putLong(tokenHigh)
        .putLong(tokenLow)
        .putText(holder)
        .toBytes();
  }

  static EpochRecord decode(String where, byte[] data) {
    RecordReader in = new RecordReader(where, "a counter of epochs", data, MAGIC, VERSION);
    EpochRecord record =
        new EpochRecord(
            in.getCount(Integer.MAX_VALUE),
            in.getLong(),
            in.getLong(),
            in.getText(Names.MOST_BYTES));
    in.end();
    return record;
  }
}
