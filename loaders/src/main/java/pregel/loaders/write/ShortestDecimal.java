package pregel.loaders.write;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Doubles as the shortest decimal that reads back as the same double, in the notation of {@link
 * Double#toString(double)}: {@code 0.15}, {@code 1.0E-5}, {@code Infinity}. The digits are the same
 * on every JDK; the JDK's own changed in release 19.
 *
 * <p>After Raffaello Giulietti, "The Schubfach way to render doubles" (2020). A double is c * 2^q
 * and the decimals that round to it form an interval around it. Among the multiples of 10^k, k
 * chosen so that the interval holds one or two of them, the paper picks the closest, unless a
 * multiple of 10^(k+1) lies in the interval. Bounds are scaled by a 126-bit approximation of 10^-k;
 * rounding the products to odd keeps every comparison exact.
 */
public final class ShortestDecimal {
  /** Bytes that {@link #write} needs at most. */
  public static final int MAX_LENGTH = 24;

  private static final int FRACTION_BITS = 52;
  private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
  private static final long FRACTION_MASK = HIDDEN_BIT - 1;
  private static final int EXPONENT_MASK = 0x7ff;
  private static final int Q_MIN = -1074;
  private static final int LEAST_POWER = -292;
  private static final int GREATEST_POWER = 324;
  private static final long LOW_63 = Long.MAX_VALUE;

  /** Below this fraction the interval is wider than two digits allow: ten times it is rendered. */
  private static final long TINY = 3;

  private static final double PLAIN_FROM = 1e-3;
  private static final double PLAIN_BELOW = 1e7;

  /** Powers of ten with 126 bits, rounded up; upper and lower 63 bits interleaved. */
  private static final long[] POWERS = powers();

  private ShortestDecimal() {}

  /** Writes a value's text and returns the position after it. */
  public static int write(double value, byte[] to, int at) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
    long fraction = bits & FRACTION_MASK;
    if (exponent == EXPONENT_MASK) {
      return ascii(fraction != 0 ? "NaN" : bits < 0 ? "-Infinity" : "Infinity", to, at);
    }
    if (bits < 0) {
      to[at++] = '-';
    }
    if (exponent == 0 && fraction == 0) {
      return ascii("0.0", to, at);
    }
    double magnitude = Math.abs(value);
    if (exponent > 0) {
      return decimal(magnitude, HIDDEN_BIT | fraction, exponent - 1 + Q_MIN, 0, to, at);
    }
    return fraction < TINY
        ? decimal(magnitude, 10 * fraction, Q_MIN, -1, to, at)
        : decimal(magnitude, fraction, Q_MIN, 0, to, at);
  }

  /** A value's text. */
  public static String toString(double value) {
    byte[] text = new byte[MAX_LENGTH];
    int length = write(value, text, 0);
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** Chooses the digits of c * 2^q * 10^shift. */
  private static int decimal(double magnitude, long c, int q, int shift, byte[] to, int at) {
    boolean irregular = c == HIDDEN_BIT && q > Q_MIN;
    long value = c << 2;
    long upper = value + 2;
    long lower = irregular ? value - 1 : value - 2;
    int k = irregular ? floorLog10ThreeQuartersPow2(q) : floorLog10Pow2(q);
    int h = q + floorLog2Pow10(-k) + 2;
    int power = 2 * (-k - LEAST_POWER);
    long high = POWERS[power];
    long low = POWERS[power + 1];
    long v = roundToOdd(high, low, value << h);
    long vl = roundToOdd(high, low, lower << h);
    long vr = roundToOdd(high, low, upper << h);
    // The bounds belong to the interval when c is even: ties round to even when read back.
    long open = c & 1;
    long s = v >> 2;
    if (s >= 100) {
      long tens = s / 10 * 10;
      long nextTens = tens + 10;
      boolean tensIn = vl + open <= tens << 2;
      boolean nextTensIn = (nextTens << 2) + open <= vr;
      if (tensIn != nextTensIn) {
        return notation(magnitude, tensIn ? tens : nextTens, k + shift, to, at);
      }
    }
    long t = s + 1;
    boolean sIn = vl + open <= s << 2;
    boolean tIn = (t << 2) + open <= vr;
    if (sIn != tIn) {
      return notation(magnitude, sIn ? s : t, k + shift, to, at);
    }
    long closer = v - ((s + t) << 1);
    boolean down = closer < 0 || (closer == 0 && (s & 1) == 0);
    return notation(magnitude, down ? s : t, k + shift, to, at);
  }

  /** The product of a power and a bound, without its last 126 bits; odd unless it is exact. */
  private static long roundToOdd(long high, long low, long bound) {
    long carried = Math.multiplyHigh(low, bound);
    long middle = high * bound;
    long top = Math.multiplyHigh(high, bound);
    long rest = (middle >>> 1) + carried;
    long whole = top + (rest >>> 63);
    return whole | (((rest & LOW_63) + LOW_63) >>> 63);
  }

  /** Writes digits * 10^exponent, plainly from 0.001 to below ten million. */
  private static int notation(double magnitude, long digits, int exponent, byte[] to, int at) {
    while (digits % 10 == 0) {
      digits /= 10;
      exponent++;
    }
    int count = IntegerText.digits(digits);
    int point = count + exponent;
    if (magnitude >= PLAIN_FROM && magnitude < PLAIN_BELOW) {
      if (point <= 0) {
        to[at++] = '0';
        to[at++] = '.';
        for (int zeros = point; zeros < 0; zeros++) {
          to[at++] = '0';
        }
        return IntegerText.writeDigits(digits, count, to, at);
      }
      if (point >= count) {
        at = IntegerText.writeDigits(digits, count, to, at);
        for (int zeros = count; zeros < point; zeros++) {
          to[at++] = '0';
        }
        to[at++] = '.';
        to[at++] = '0';
        return at;
      }
      return withPoint(digits, count, point, to, at);
    }
    if (count == 1) {
      to[at++] = (byte) ('0' + digits);
      to[at++] = '.';
      to[at++] = '0';
    } else {
      at = withPoint(digits, count, 1, to, at);
    }
    to[at++] = 'E';
    return IntegerText.write(point - 1, to, at);
  }

  private static int withPoint(long digits, int count, int point, byte[] to, int at) {
    int end = IntegerText.writeDigits(digits, count, to, at + 1);
    System.arraycopy(to, at + 1, to, at, point);
    to[at + point] = '.';
    return end;
  }

  private static int ascii(String text, byte[] to, int at) {
    for (int i = 0; i < text.length(); i++) {
      to[at++] = (byte) text.charAt(i);
    }
    return at;
  }

  // The three logarithms are exact for every exponent that a double can have.

  private static int floorLog10Pow2(int e) {
    return (int) (e * 661_971_961_083L >> 41);
  }

  private static int floorLog10ThreeQuartersPow2(int e) {
    return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
  }

  private static int floorLog2Pow10(int e) {
    return (int) (e * 913_124_641_741L >> 38);
  }

  private static long[] powers() {
    long[] powers = new long[2 * (GREATEST_POWER - LEAST_POWER + 1)];
    BigInteger ten = BigInteger.TEN;
    BigInteger power = BigInteger.ONE;
    for (int k = 0; k <= GREATEST_POWER; k++) {
      int surplus = power.bitLength() - 126;
      BigInteger scaled = surplus >= 0 ? power.shiftRight(surplus) : power.shiftLeft(-surplus);
      store(powers, k, scaled.add(BigInteger.ONE));
      if (k > 0 && k <= -LEAST_POWER) {
        // 10^-k * 2^bits has 126 bits before the point: floor, then one up.
        int bits = power.bitLength() - 1 + 126;
        store(powers, -k, BigInteger.ONE.shiftLeft(bits).divide(power).add(BigInteger.ONE));
      }
      power = power.multiply(ten);
    }
    return powers;
  }

  private static void store(long[] powers, int k, BigInteger value) {
    int at = 2 * (k - LEAST_POWER);
    powers[at] = value.shiftRight(63).longValue();
    powers[at + 1] = value.longValue() & LOW_63;
  }
}
