package pregel.worker.engine;

import java.util.Arrays;

/** A bitmap without an end that many threads set bits of, in words that never move. */
final class GrowingBits {
  private static final int CHUNK_BITS = 16;

  private volatile long[][] chunks = {};

  /** Sets a bit; by any thread. */
  void set(int bit) {
    long[][] all = chunks;
    int chunk = bit >>> CHUNK_BITS;
    long[] words = chunk < all.length && all[chunk] != null ? all[chunk] : open(chunk);
    Bits.setShared(words, bit & (1 << CHUNK_BITS) - 1);
  }

  private synchronized long[] open(int chunk) {
    long[][] all = chunks;
    if (chunk < all.length && all[chunk] != null) {
      return all[chunk];
    }
    long[][] more = Arrays.copyOf(all, Math.max(chunk + 1, all.length));
    more[chunk] = Bits.forSlots(1 << CHUNK_BITS);
    chunks = more; // after which the words are seen
    return more[chunk];
  }

  boolean get(int bit) {
    long[][] all = chunks;
    int chunk = bit >>> CHUNK_BITS;
    return chunk < all.length
        && all[chunk] != null
        && Bits.get(all[chunk], bit & (1 << CHUNK_BITS) - 1);
  }

  void clear() {
    for (long[] words : chunks) {
      if (words != null) {
        Arrays.fill(words, 0);
      }
    }
  }
}
