package pregel.loaders.read;

/** Cuts CSV at line ends that are not inside quotes. */
public final class CsvCut implements LineCut {
  private final byte delimiter;

  public CsvCut(byte delimiter) {
    this.delimiter = delimiter;
  }

  @Override
  public int wholeLines(byte[] bytes, int length) {
    int at = 0;
    while (at < length && bytes[at] != '"') {
      at++;
    }
    if (at == length) {
      return LineCut.ANY_LINE.wholeLines(bytes, length);
    }
    int whole = 0;
    for (int start = 0; start < length; ) {
      int end = recordEnd(bytes, start, length);
      if (end < 0) {
        return whole;
      }
      whole = end + 1;
      start = whole;
    }
    return whole;
  }

  /** The line end that ends the record at {@code start}; -1 if it does not end. */
  int recordEnd(byte[] bytes, int start, int length) {
    boolean quoted = false;
    for (int at = start; at < length; at++) {
      byte c = bytes[at];
      if (c == '"') {
        // A quote opens at the start of a column only; two inside quotes close and open again.
        quoted = !quoted && (at == start || bytes[at - 1] == delimiter || bytes[at - 1] == '"');
      } else if (c == '\n' && !quoted) {
        return at;
      }
    }
    return -1;
  }
}
