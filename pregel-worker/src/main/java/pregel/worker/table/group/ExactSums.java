package pregel.worker.table.group;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.core.table.Batch;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;

/**
 * Exact sums of doubles, one for each group: integers of many bits, scaled. So a sum does not
 * depend on the order of its values, nor on how they are divided among threads and runs.
 *
 * <p>Most values lie in a window of bits around 1, for which each group has a few words. The others
 * go to a wide sum that a group gets when it first meets one. What is not finite is noted.
 *
 * <pre>
 *  a state as columns: the words of the window, lowest first; 1 flags of what was not finite;
 *  1 bytes of the wide sum, big-endian two's complement, or missing
 * </pre>
 */
final class ExactSums {
  /** The bit of a double's smallest magnitude. */
  private static final int LEAST_EXPONENT = -1074;

  private static final int MANTISSA_BITS = 53;

  /** Bits kept free at the top of the window for carries: of 2^40 values. */
  private static final int CARRY_BITS = 40;

  private final int words;

  /** The exponent of the window's lowest bit. */
  private final int base;

  private final int highestShift;
  private long[] windows = {};

  /** Whether a value was NaN, infinite, or negative and infinite: bits 0, 1, 2. */
  private byte[] specials = {};

  /** Wide sums in units of 2^-1074 twice over, for squares; null where there is none. */
  private BigInteger[] wide = {};

  /**
   * @param words of a window
   * @param base the exponent of its lowest bit
   */
  ExactSums(int words, int base) {
    this.words = words;
    this.base = base;
    this.highestShift = 64 * words - 1 - CARRY_BITS - MANTISSA_BITS;
  }

  List<Field> stateFields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i <= words; i++) {
      fields.add(Accumulator.state(ColumnType.LONG));
    }
    fields.add(Accumulator.state(ColumnType.STRING));
    return fields;
  }

  int stateColumns() {
    return words + 2;
  }

  void reserve(int groups) {
    if (groups > specials.length) {
      int more = Math.max(groups, 2 * specials.length);
      windows = Arrays.copyOf(windows, words * more);
      specials = Arrays.copyOf(specials, more);
      if (wide.length > 0) {
        wide = Arrays.copyOf(wide, more);
      }
    }
  }

  void add(int group, double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    long mantissa = bits & 0xfffffffffffffL;
    if (exponent == 0x7ff) {
      specials[group] = (byte) (specials[group] | (mantissa != 0 ? 1 : bits > 0 ? 2 : 4));
      return;
    }
    if (exponent == 0) {
      exponent = 1;
    } else {
      mantissa |= 1L << 52;
    }
    if (mantissa == 0) {
      return;
    }
    int shift = exponent - 1 + LEAST_EXPONENT - base;
    if (shift < 0 && -shift <= MANTISSA_BITS && Long.numberOfTrailingZeros(mantissa) >= -shift) {
      mantissa >>>= -shift;
      shift = 0;
    }
    if (shift < 0 || shift > highestShift) {
      addWide(group, BigInteger.valueOf(bits < 0 ? -mantissa : mantissa), shift + base);
      return;
    }
    int at = words * group + (shift >> 6);
    long low = mantissa << shift;
    long high = (shift & 63) == 0 ? 0 : mantissa >>> (64 - (shift & 63));
    if (bits >= 0) {
      add(at, words * (group + 1), low, high);
    } else {
      subtract(at, words * (group + 1), low, high);
    }
  }

  private void add(int first, int end, long low, long high) {
    int at = first;
    long sum = windows[at] + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    windows[at++] = sum;
    long more = high + carry;
    while (more != 0 && at < end) {
      sum = windows[at] + more;
      carry = Long.compareUnsigned(sum, more) < 0 ? 1 : 0;
      windows[at++] = sum;
      more = carry;
    }
  }

  private void subtract(int first, int end, long low, long high) {
    int at = first;
    long before = windows[at];
    long borrow = Long.compareUnsigned(before, low) < 0 ? 1 : 0;
    windows[at++] = before - low;
    long less = high + borrow;
    while (less != 0 && at < end) {
      before = windows[at];
      borrow = Long.compareUnsigned(before, less) < 0 ? 1 : 0;
      windows[at++] = before - less;
      less = borrow;
    }
  }

  private void addWide(int group, BigInteger mantissa, int exponent) {
    if (wide.length == 0) {
      wide = new BigInteger[specials.length];
    }
    BigInteger value = mantissa.shiftLeft(exponent - 2 * LEAST_EXPONENT);
    wide[group] = wide[group] == null ? value : wide[group].add(value);
  }

  /** Adds the square of a finite number that is too large or too small for products of doubles. */
  void addSquare(int group, double magnitude) {
    int exponent = Math.max(Math.getExponent(magnitude), Double.MIN_EXPONENT) - 52;
    BigInteger mantissa = BigInteger.valueOf((long) Math.scalb(magnitude, -exponent));
    addWide(group, mantissa.multiply(mantissa), 2 * exponent);
  }

  /** Merges states that stand in columns from {@code first} on. */
  void merge(Batch partial, int first, int[] groups) {
    LongVector flags = (LongVector) partial.column(first + words);
    StringVector wides = (StringVector) partial.column(first + words + 1);
    for (int i = 0; i < partial.rows(); i++) {
      int at = words * groups[i];
      long carry = 0;
      for (int word = 0; word < words; word++) {
        long more = ((LongVector) partial.column(first + word)).values()[i];
        long sum = windows[at + word] + more;
        long carried = Long.compareUnsigned(sum, more) < 0 ? 1 : 0;
        long whole = sum + carry;
        carry = carried | (carry == 1 && whole == 0 ? 1 : 0);
        windows[at + word] = whole;
      }
      specials[groups[i]] |= (byte) flags.get(i);
      if (!wides.isNull(i)) {
        byte[] bytes = Arrays.copyOfRange(wides.array(), wides.start(i), wides.end(i));
        addWide(groups[i], new BigInteger(bytes), 2 * LEAST_EXPONENT);
      }
    }
  }

  void writeState(int group, Batch to, int first) {
    for (int word = 0; word < words; word++) {
      ((LongVector) to.column(first + word)).append(windows[words * group + word]);
    }
    ((LongVector) to.column(first + words)).append(specials[group]);
    StringVector wides = (StringVector) to.column(first + words + 1);
    if (wide.length == 0 || wide[group] == null) {
      wides.appendNull();
    } else {
      byte[] bytes = wide[group].toByteArray();
      wides.append(bytes, 0, bytes.length);
    }
  }

  /** Whether a value was not finite. */
  boolean isSpecial(int group) {
    return specials[group] != 0;
  }

  /** The sum of a group, rounded once. */
  double rounded(int group) {
    return switch (specials[group]) {
      case 0 -> hasWide(group) ? exact(group).doubleValue() : roundedWindow(group);
      case 2 -> Double.POSITIVE_INFINITY;
      case 4 -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }

  private boolean hasWide(int group) {
    return wide.length > 0 && wide[group] != null;
  }

  /** The window's words as one double: its highest 53 bits, rounded to even by those below. */
  private double roundedWindow(int group) {
    long[] magnitude = Arrays.copyOfRange(windows, words * group, words * (group + 1));
    boolean negative = magnitude[words - 1] < 0;
    if (negative) {
      long carry = 1;
      for (int word = 0; word < words; word++) {
        magnitude[word] = ~magnitude[word] + carry;
        carry = carry == 1 && magnitude[word] == 0 ? 1 : 0;
      }
    }
    int top = words - 1;
    while (top > 0 && magnitude[top] == 0) {
      top--;
    }
    if (magnitude[top] == 0) {
      return 0;
    }
    int zeros = Long.numberOfLeadingZeros(magnitude[top]);
    long leading = magnitude[top] << zeros;
    long below = 0;
    if (top > 0) {
      leading |= zeros == 0 ? 0 : magnitude[top - 1] >>> (64 - zeros);
      below = magnitude[top - 1] << zeros;
      for (int word = 0; word < top - 1; word++) {
        below |= magnitude[word];
      }
    }
    int dropped = 64 - MANTISSA_BITS;
    long mantissa = leading >>> dropped;
    long rest = leading & (1L << dropped) - 1;
    long half = 1L << dropped - 1;
    if (rest > half || rest == half && (below != 0 || (mantissa & 1) != 0)) {
      mantissa++;
    }
    double value = Math.scalb((double) mantissa, base + 64 * top + dropped - zeros);
    return negative ? -value : value;
  }

  /** The sum of a group whose values were all finite. */
  BigDecimal exact(int group) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * words);
    for (int word = words - 1; word >= 0; word--) {
      bytes.putLong(windows[words * group + word]);
    }
    BigInteger sum = new BigInteger(bytes.array()).shiftLeft(base - 2 * LEAST_EXPONENT);
    if (hasWide(group)) {
      sum = sum.add(wide[group]);
    }
    int zeros = sum.signum() == 0 ? 0 : sum.getLowestSetBit();
    int exponent = zeros + 2 * LEAST_EXPONENT;
    BigDecimal mantissa = new BigDecimal(sum.shiftRight(zeros));
    return exponent >= 0
        ? mantissa.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(exponent)))
        : mantissa.multiply(new BigDecimal(BigInteger.valueOf(5).pow(-exponent), -exponent));
  }

  /** Gives a group the number 0 and forgets all others. */
  void keepOnly(int group) {
    System.arraycopy(windows, words * group, windows, 0, words);
    Arrays.fill(windows, words, windows.length, 0);
    specials[0] = specials[group];
    Arrays.fill(specials, 1, specials.length, (byte) 0);
    if (wide.length > 0) {
      wide[0] = wide[group];
      Arrays.fill(wide, 1, wide.length, null);
    }
  }

  void clear() {
    Arrays.fill(windows, 0);
    Arrays.fill(specials, (byte) 0);
    wide = new BigInteger[0];
  }

  long bytes() {
    return 8L * windows.length + specials.length + 320L * wide.length;
  }
}
