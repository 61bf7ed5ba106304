package pregel.worker.engine;

/**
 * Where slots went when a graph grew. Those below the first added one stay; the others, and the
 * numbers that stood for ids without a slot, get new ones. Of a share all may move.
 *
 * @param firstAdded the first slot that may move
 * @param newSlots by old slot, counted from {@code firstAdded}: the new one, or -1 if an id got
 *     none
 * @param oldSlots by new slot: the old one, or -1 if it is new; null if no slot is new
 */
public record SlotMoves(int firstAdded, int[] newSlots, int[] oldSlots) {

  /** Whether there are new slots. */
  public boolean grows() {
    return oldSlots != null;
  }

  /** Slots from now on. */
  public int slots() {
    return oldSlots.length;
  }

  /** The new slot of an old one. */
  public int moved(int old) {
    return old < firstAdded ? old : newSlots[old - firstAdded];
  }

  /** The old slot of a new one, or -1. */
  public int old(int slot) {
    return oldSlots[slot];
  }

  /** A bitmap over the old slots as one over the new ones. */
  public long[] moved(long[] words) {
    long[] moved = Bits.forSlots(slots());
    int kept = Math.min(firstAdded, slots());
    System.arraycopy(words, 0, moved, 0, Math.min(words.length, kept + 63 >>> 6));
    if ((kept & 63) != 0) {
      moved[kept >>> 6] &= (1L << kept) - 1;
    }
    for (int slot = kept; slot < slots(); slot++) {
      int old = oldSlots[slot];
      if (old >= 0 && Bits.get(words, old)) {
        Bits.set(moved, slot);
      }
    }
    return moved;
  }
}
