package pregel.loaders.write;

/** Whole numbers as decimal digits, straight into bytes. */
public final class IntegerText {
  /** Bytes that {@link #write} needs at most. */
  public static final int MAX_LENGTH = 20;

  private static final byte[] PAIRS = pairs();
  private static final long[] POWERS = powers();
  private static final byte[] LEAST = {
    '-', '9', '2', '2', '3', '3', '7', '2', '0', '3', '6', '8', '5', '4', '7', '7', '5', '8', '0',
    '8'
  };

  private IntegerText() {}

  /** Writes a number's text and returns the position after it. */
  public static int write(long value, byte[] to, int at) {
    if (value < 0) {
      if (value == Long.MIN_VALUE) {
        System.arraycopy(LEAST, 0, to, at, LEAST.length);
        return at + LEAST.length;
      }
      to[at++] = '-';
      value = -value;
    }
    return writeDigits(value, digits(value), to, at);
  }

  /** How many digits a number that is not negative has. */
  static int digits(long value) {
    // 1233 / 4096 is just above log10(2): right or one too many.
    int guess = ((64 - Long.numberOfLeadingZeros(value | 1)) * 1233 >>> 12) + 1;
    return guess > 1 && value < POWERS[guess - 1] ? guess - 1 : guess;
  }

  /** Writes a number that is not negative and has {@code count} digits. */
  static int writeDigits(long value, int count, byte[] to, int at) {
    int end = at + count;
    int cursor = end;
    while (value > Integer.MAX_VALUE) {
      long hundredth = value / 100;
      int pair = (int) (value - hundredth * 100) << 1;
      to[--cursor] = PAIRS[pair + 1];
      to[--cursor] = PAIRS[pair];
      value = hundredth;
    }
    int small = (int) value;
    while (small >= 10) {
      int hundredth = small / 100;
      int pair = (small - hundredth * 100) << 1;
      to[--cursor] = PAIRS[pair + 1];
      to[--cursor] = PAIRS[pair];
      small = hundredth;
    }
    if (cursor > at) {
      to[--cursor] = (byte) ('0' + small);
    }
    return end;
  }

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

  private static long[] powers() {
    long[] powers = new long[20];
    long power = 1;
    for (int i = 0; i < 19; i++) {
      powers[i] = power;
      power *= 10;
    }
    powers[19] = Long.MAX_VALUE;
    return powers;
  }
}
