package pregel.worker.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Bitmaps over slots as plain words: bit {@code slot % 64} of word {@code slot / 64}. */
public final class Bits {
  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

  private Bits() {}

  public static long[] forSlots(int slots) {
    return new long[(slots >>> 6) + 1];
  }

  public static boolean get(long[] words, int slot) {
    return (words[slot >>> 6] >>> slot & 1) != 0;
  }

  /** Sets a bit of a word that no other thread writes at the same time. */
  public static void set(long[] words, int slot) {
    words[slot >>> 6] |= 1L << slot;
  }

  /** Sets a bit of a word that other threads may write at the same time. */
  public static void setShared(long[] words, int slot) {
    long bit = 1L << slot;
    if ((words[slot >>> 6] & bit) == 0) {
      WORDS.getAndBitwiseOr(words, slot >>> 6, bit);
    }
  }

  /**
   * The bits of a word that belong to slots from {@code from} (a multiple of 64) up to {@code end}.
   */
  public static long mask(int from, int end) {
    return end - from >= 64 ? -1L : (1L << (end - from)) - 1;
  }

  /** All slots below {@code slots}. */
  public static long[] full(int slots) {
    long[] words = forSlots(slots);
    for (int from = 0; from < slots; from += 64) {
      words[from >>> 6] = mask(from, slots);
    }
    return words;
  }
}
