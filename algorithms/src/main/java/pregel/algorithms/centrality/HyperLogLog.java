package pregel.algorithms.centrality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import pregel.api.Codec;

/**
 * A sketch of a set from which its size can be estimated (Flajolet, Fusy, Gandouet and Meunier:
 * HyperLogLog, AofA 2007). Immutable.
 *
 * <p>Elements are hashed to 64 bits: the first choose a register, which keeps the largest number of
 * leading zeros, plus one, of the others. The standard error of the estimate is 1.04 divided by the
 * square root of the number of registers.
 */
final class HyperLogLog {
  static final int LEAST_LOG = 4;
  static final int GREATEST_LOG = 16;

  /**
   *
   *
   * <pre>
   *  offset size field
   *       0    1 binary logarithm of the number of registers
   *       1    n registers
   * </pre>
   */
  static final Codec<HyperLogLog> CODEC =
      new Codec<>() {
        @Override
        public void write(HyperLogLog sketch, DataOutput out) throws IOException {
          out.writeByte(Integer.numberOfTrailingZeros(sketch.words.length * Long.BYTES));
          for (long word : sketch.words) {
            out.writeLong(word);
          }
        }

        @Override
        public HyperLogLog read(DataInput in) throws IOException {
          int log = in.readByte();
          if (log < LEAST_LOG || log > GREATEST_LOG) {
            throw new IOException(
                "a sketch of 2^" + log + " registers; expected 2^4 to 2^16 of them");
          }
          long[] words = new long[1 << (log - 3)];
          for (int i = 0; i < words.length; i++) {
            words[i] = in.readLong();
          }
          return new HyperLogLog(words);
        }
      };

  /** The top bit of every register, which no number of zeros reaches. */
  private static final long TOPS = 0x8080808080808080L;

  /** Eight registers each, the first in the highest byte. */
  private final long[] words;

  private HyperLogLog(long[] words) {
    this.words = words;
  }

  /** The sketch of one element in so many registers. */
  static HyperLogLog of(long element, int logRegisters) {
    long[] words = new long[1 << (logRegisters - 3)];
    long hash = hash(element);
    int register = (int) (hash >>> (Long.SIZE - logRegisters));
    // The bit set last bounds the zeros when all that remain of the hash are.
    long rest = hash << logRegisters | 1L << (logRegisters - 1);
    long zeros = Long.numberOfLeadingZeros(rest) + 1L;
    words[register >>> 3] = zeros << (Long.SIZE - Byte.SIZE - (register & 7) * Byte.SIZE);
    return new HyperLogLog(words);
  }

  /** The sketch of both sets; one of the two itself if the other adds nothing to it. */
  HyperLogLog union(HyperLogLog other) {
    Union union = new Union();
    union.startFrom(this);
    union.add(other);
    HyperLogLog both = union.grownFrom(this);
    return both.equals(other) ? other : both;
  }

  /** A sketch that grows in place: unions without an object for every set. */
  static final class Union {
    private long[] words = new long[0];

    void startFrom(HyperLogLog sketch) {
      if (words.length != sketch.words.length) {
        words = new long[sketch.words.length];
      }
      System.arraycopy(sketch.words, 0, words, 0, words.length);
    }

    void add(HyperLogLog sketch) {
      long[] mine = words;
      long[] others = sketch.words;
      for (int i = 0; i < mine.length; i++) {
        mine[i] = largerBytes(mine[i], others[i]);
      }
    }

    /** The union; the sketch it started from itself if nothing was added to that. */
    HyperLogLog grownFrom(HyperLogLog sketch) {
      return Arrays.equals(words, sketch.words) ? sketch : new HyperLogLog(words.clone());
    }
  }

  /** The larger of each pair of bytes, all of which are below 128. */
  private static long largerBytes(long a, long b) {
    // With its top bit set no byte of a borrows from the next; the bit stays where a is not less.
    long notLess = ((a | TOPS) - b) & TOPS;
    long mask = notLess - (notLess >>> 7);
    return b ^ ((a ^ b) & mask);
  }

  /** About how many elements there are. */
  double size() {
    double m = registers();
    double sum = 0;
    int empty = 0;
    for (long word : words) {
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        long register = word >>> shift & 0x7F;
        sum += Double.longBitsToDouble((1023L - register) << 52); // 2^-register
        empty += register == 0 ? 1 : 0;
      }
    }
    double raw = bias() * m * m / sum;
    return raw <= 2.5 * m && empty > 0 ? m * StrictMath.log(m / empty) : raw;
  }

  private int registers() {
    return words.length * Long.BYTES;
  }

  private double bias() {
    return switch (registers()) {
      case 16 -> 0.673;
      case 32 -> 0.697;
      case 64 -> 0.709;
      default -> 0.7213 / (1 + 1.079 / registers());
    };
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long hash(long element) {
    long z = element + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HyperLogLog sketch && Arrays.equals(words, sketch.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "about " + Math.round(size()) + " elements";
  }
}
