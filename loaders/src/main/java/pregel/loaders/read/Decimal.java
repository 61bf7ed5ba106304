package pregel.loaders.read;

import java.nio.charset.StandardCharsets;

/**
 * Parses decimal numbers to the nearest double, as the JDK does, without a String for the usual
 * ones: {@code [+-] digits [. digits] [e [+-] digits]}, and {@code nan}, {@code inf}, {@code
 * infinity} in any case. Not for use by several threads.
 */
public final class Decimal {
  /** The powers of ten that a double holds exactly. */
  private static final double[] TEN_TO = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final int LARGEST_EXACT_POWER = 22;
  private static final long LARGEST_EXACT_LONG = 1L << 53;

  private double value;

  /** The number that {@link #parse} found. */
  public double value() {
    return value;
  }

  /** Parses bytes {@code from} to {@code to} - 1; false if they are not a number. */
  public boolean parse(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = false;
    if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
      negative = bytes[at] == '-';
      at++;
    }
    int firstDigit = at;
    long mantissa = 0;
    int digits = 0;
    int point = -1;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        mantissa = 10 * mantissa + digit;
        // Leading zeros cost nothing.
        digits += mantissa == 0 ? 0 : 1;
      } else if (bytes[at] == '.' && point < 0) {
        point = at;
      } else {
        break;
      }
    }
    int seen = at - firstDigit - (point < 0 ? 0 : 1);
    if (seen == 0) {
      return parseName(bytes, firstDigit, to, negative);
    }
    long exponent = point < 0 ? 0 : point + 1 - at;
    if (at < to) {
      if ((bytes[at] | 0x20) != 'e') {
        return false;
      }
      at++;
      boolean small = false;
      if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
        small = bytes[at] == '-';
        at++;
      }
      if (at == to) {
        return false;
      }
      long stated = 0;
      for (; at < to; at++) {
        int digit = bytes[at] - '0';
        if (digit < 0 || digit > 9) {
          return false;
        }
        stated = Math.min(10 * stated + digit, 1_000_000_000);
      }
      exponent += small ? -stated : stated;
    }
    // 18 digits never overflow a long. One operation on two exact numbers rounds correctly.
    if (digits <= 18
        && mantissa <= LARGEST_EXACT_LONG
        && exponent >= -LARGEST_EXACT_POWER
        && exponent <= LARGEST_EXACT_POWER) {
      double magnitude =
          exponent < 0 ? mantissa / TEN_TO[(int) -exponent] : mantissa * TEN_TO[(int) exponent];
      value = negative ? -magnitude : magnitude;
    } else {
      value = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }
    return true;
  }

  private boolean parseName(byte[] bytes, int from, int to, boolean negative) {
    if (is(bytes, from, to, "nan")) {
      value = Double.NaN;
      return true;
    }
    if (is(bytes, from, to, "inf") || is(bytes, from, to, "infinity")) {
      value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return true;
    }
    return false;
  }

  private static boolean is(byte[] bytes, int from, int to, String name) {
    if (to - from != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if ((bytes[from + i] | 0x20) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
