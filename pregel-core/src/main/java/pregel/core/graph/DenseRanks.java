package pregel.core.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.LongBuffer;
import java.util.function.LongConsumer;

/** Ranks of ids that lie close together: a bitmap and the number of bits before each word. */
final class DenseRanks implements IdRanks {
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

  private final long first;
  private final long last;
  private final long[] words;
  private int[] before;
  private int count;

  /** For ids from {@code first} to {@code last}; none is there yet. */
  DenseRanks(long first, long last) {
    this.first = first;
    this.last = last;
    this.words = new long[(int) ((last - first) >>> 6) + 1];
  }

  /** Adds an id; any number of threads may. */
  void add(long id) {
    long bit = 1L << (id - first);
    int word = (int) ((id - first) >>> 6);
    // Most ids are there already: look before taking the cache line.
    if (((long) WORDS.getOpaque(words, word) & bit) == 0) {
      WORDS.getAndBitwiseOr(words, word, bit);
    }
  }

  /** A bit for each id from the first on. */
  long[] words() {
    return words;
  }

  /** Ends the adding. */
  void seal() {
    long total = 0;
    before = new int[words.length];
    for (int word = 0; word < words.length; word++) {
      before[word] = (int) total;
      total += Long.bitCount(words[word]);
      GraphLimits.checkVertices(total);
    }
    count = (int) total;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int rank(long id) {
    if (id < first || id > last) {
      return -1;
    }
    long offset = id - first;
    int word = (int) (offset >>> 6);
    long bits = words[word];
    long bit = 1L << offset;
    return (bits & bit) == 0 ? -1 : before[word] + Long.bitCount(bits & (bit - 1));
  }

  @Override
  public long firstId() {
    return first;
  }

  @Override
  public LongBuffer sorted() {
    if (count == last - first + 1) {
      return null;
    }
    LongBuffer sorted = OffHeap.longs(count);
    forEach(sorted::put);
    return sorted.rewind();
  }

  @Override
  public void forEach(LongConsumer visitor) {
    for (int word = 0; word < words.length; word++) {
      for (long rest = words[word]; rest != 0; rest &= rest - 1) {
        visitor.accept(first + ((long) word << 6) + Long.numberOfTrailingZeros(rest));
      }
    }
  }
}
