package pregel.loaders.read;

/** Vertex ids in text: 0 to 2^63 - 1, in decimal digits and nothing else. */
final class VertexId {
  /** Instead of an id: not an integer. */
  static final long NOT_AN_INTEGER = -1;

  /** Instead of an id: an integer below zero. */
  static final long NEGATIVE = -2;

  /** Instead of an id: an integer of 2^63 or more. */
  static final long TOO_LARGE = -3;

  /** Instead of a name's number: nothing there. */
  static final long EMPTY = -4;

  /** Instead of a name's number: too long for a name. */
  static final long TOO_LONG = -5;

  private VertexId() {}

  /** The id in bytes {@code from} to {@code to} - 1, or one of the constants. */
  static long parse(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    int at = negative ? from + 1 : from;
    if (at == to) {
      return NOT_AN_INTEGER;
    }
    long id = 0;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return NOT_AN_INTEGER;
      }
      if (id >= Long.MAX_VALUE / 10 && (id > Long.MAX_VALUE / 10 || digit > 7)) {
        return onlyDigits(bytes, at, to) ? negative ? NEGATIVE : TOO_LARGE : NOT_AN_INTEGER;
      }
      id = 10 * id + digit;
    }
    return negative ? NEGATIVE : id;
  }

  private static boolean onlyDigits(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
    }
    return true;
  }
}
