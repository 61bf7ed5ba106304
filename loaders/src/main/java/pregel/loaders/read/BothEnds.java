package pregel.loaders.read;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import pregel.core.graph.EdgeBlock;

/**
 * Whether edges are listed from both ends.
 *
 * <p>Each listing adds a hash of its edge to a bucket or, from the higher end, takes it away: what
 * is listed from both ends leaves nothing. So a graph is checked in one pass without being sorted,
 * and a bucket that is left with something tells where to look for a culprit.
 */
final class BothEnds {
  private static final int BUCKETS = 1 << 12;

  /**
   * One listing of an edge.
   *
   * @param weight its weight; 1 without weights
   */
  record Listing(long source, long target, double weight) {
    boolean isReverseOf(Listing other) {
      return source == other.target
          && target == other.source
          && Double.doubleToLongBits(weight) == Double.doubleToLongBits(other.weight);
    }
  }

  private final long[] left = new long[BUCKETS];

  /** Takes note of a listing. */
  void add(long source, long target, double weight) {
    if (source != target) {
      long hash = hash(source, target, weight);
      left[bucket(hash)] += source < target ? hash : -hash;
    }
  }

  /** Whether every listing has its counterpart with the same weight. */
  boolean allArePaired() {
    for (long hash : left) {
      if (hash != 0) {
        return false;
      }
    }
    return true;
  }

  /** A listing that lacks its counterpart with the same weight; null if all have one. */
  static Listing unpaired(List<EdgeBlock> blocks) {
    BothEnds ends = new BothEnds();
    for (EdgeBlock block : blocks) {
      for (int i = 0; i < block.size(); i++) {
        ends.add(block.source(i), block.target(i), block.weight(i));
      }
    }
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      if (ends.left[bucket] != 0) {
        return culprit(blocks, bucket);
      }
    }
    return null;
  }

  /** Whether no edge is listed from both ends. */
  static boolean noneIsPaired(List<EdgeBlock> blocks) {
    LongOpenHashSet upward = new LongOpenHashSet();
    for (EdgeBlock block : blocks) {
      for (int i = 0; i < block.size(); i++) {
        if (block.source(i) < block.target(i)) {
          upward.add(hash(block.source(i), block.target(i), 1));
        }
      }
    }
    for (EdgeBlock block : blocks) {
      for (int i = 0; i < block.size(); i++) {
        if (block.source(i) > block.target(i)
            && upward.contains(hash(block.source(i), block.target(i), 1))) {
          return false;
        }
      }
    }
    return true;
  }

  private static Listing culprit(List<EdgeBlock> blocks, int bucket) {
    List<Listing> listings = new ArrayList<>();
    for (EdgeBlock block : blocks) {
      for (int i = 0; i < block.size(); i++) {
        long source = block.source(i);
        long target = block.target(i);
        double weight = block.weight(i);
        if (source != target && bucket(hash(source, target, weight)) == bucket) {
          listings.add(new Listing(source, target, weight));
        }
      }
    }
    // Counterparts become neighbours: same pair, same weight.
    listings.sort(
        Comparator.<Listing>comparingLong(e -> Math.min(e.source, e.target))
            .thenComparingLong(e -> Math.max(e.source, e.target))
            .thenComparingDouble(e -> e.weight)
            .thenComparingLong(e -> e.source));
    for (int first = 0; first < listings.size(); ) {
      Listing edge = listings.get(first);
      int upward = 0;
      int last = first;
      while (last < listings.size() && sameEdge(edge, listings.get(last))) {
        upward += listings.get(last).source < listings.get(last).target ? 1 : -1;
        last++;
      }
      if (upward != 0) {
        return upward > 0 ? edge : listings.get(last - 1);
      }
      first = last;
    }
    throw new IllegalStateException("a bucket is left with a hash but pairs all its listings");
  }

  private static boolean sameEdge(Listing one, Listing other) {
    return one.equals(other) || one.isReverseOf(other);
  }

  private static int bucket(long hash) {
    return (int) (hash >>> 52);
  }

  private static long hash(long source, long target, double weight) {
    long low = Math.min(source, target);
    long high = Math.max(source, target);
    return mix(mix(mix(low + 0x9e3779b97f4a7c15L) + high) + Double.doubleToLongBits(weight));
  }

  /** Spreads every bit of {@code x} over all bits. */
  private static long mix(long x) {
    long a = (x ^ (x >>> 32)) * 0xd6e8feb86659fd93L;
    long b = (a ^ (a >>> 32)) * 0xd6e8feb86659fd93L;
    return b ^ (b >>> 32);
  }
}
