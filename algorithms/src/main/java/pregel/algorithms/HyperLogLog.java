package pregel.algorithms;

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
          out.writeByte(Integer.numberOfTrailingZeros(sketch.registers.length));
          out.write(sketch.registers);
        }

        @Override
        public HyperLogLog read(DataInput in) throws IOException {
          int log = in.readByte();
          if (log < LEAST_LOG || log > GREATEST_LOG) {
            throw new IOException(
                "a sketch of 2^" + log + " registers; expected 2^4 to 2^16 of them");
          }
          byte[] registers = new byte[1 << log];
          in.readFully(registers);
          return new HyperLogLog(registers);
        }
      };

  private final byte[] registers;

  private HyperLogLog(byte[] registers) {
    this.registers = registers;
  }

  /** The sketch of one element in so many registers. */
  static HyperLogLog of(long element, int logRegisters) {
    byte[] registers = new byte[1 << logRegisters];
    long hash = hash(element);
    int register = (int) (hash >>> (Long.SIZE - logRegisters));
    // The bit set last bounds the zeros when all that remain of the hash are.
    long rest = hash << logRegisters | 1L << (logRegisters - 1);
    registers[register] = (byte) (Long.numberOfLeadingZeros(rest) + 1);
    return new HyperLogLog(registers);
  }

  /** The sketch of both sets; one of the two itself if the other adds nothing to it. */
  HyperLogLog union(HyperLogLog other) {
    if (covers(other)) {
      return this;
    } else if (other.covers(this)) {
      return other;
    }
    byte[] larger = registers.clone();
    for (int i = 0; i < larger.length; i++) {
      larger[i] = (byte) Math.max(larger[i], other.registers[i]);
    }
    return new HyperLogLog(larger);
  }

  private boolean covers(HyperLogLog other) {
    for (int i = 0; i < registers.length; i++) {
      if (registers[i] < other.registers[i]) {
        return false;
      }
    }
    return true;
  }

  /** About how many elements there are. */
  double size() {
    double m = registers.length;
    double sum = 0;
    int empty = 0;
    for (byte register : registers) {
      sum += Double.longBitsToDouble((1023L - register) << 52); // 2^-register
      empty += register == 0 ? 1 : 0;
    }
    double raw = bias() * m * m / sum;
    return raw <= 2.5 * m && empty > 0 ? m * StrictMath.log(m / empty) : raw;
  }

  private double bias() {
    return switch (registers.length) {
      case 16 -> 0.673;
      case 32 -> 0.697;
      case 64 -> 0.709;
      default -> 0.7213 / (1 + 1.079 / registers.length);
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
    return other instanceof HyperLogLog sketch && Arrays.equals(registers, sketch.registers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(registers);
  }

  @Override
  public String toString() {
    return "about " + Math.round(size()) + " elements";
  }
}
