package pregel.worker.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * What the outboxes of all message types have in common: the targets of one thread's addressed
 * messages, by bucket, in chunks. Chunks are kept and used again.
 */
abstract class Outbox {
  /** Slots below this are folded in the outbox; as many as a core's own cache holds. */
  static final int HOT = 1 << 15;

  private static final int CHUNK_BITS = 12;

  /** Messages of a chunk. */
  static final int CHUNK = 1 << CHUNK_BITS;

  /** Messages in the last chunk of each bucket. */
  final int[] fill;

  /** The targets of the last chunk of each bucket. */
  final int[][] lastTargets;

  /** Targets below {@link #HOT} for which a folded message is here; null if there never was one. */
  long[] hotBits;

  private final int[] chunks;
  private final int[][][] targets;

  Outbox(int buckets) {
    this.fill = new int[buckets];
    this.lastTargets = new int[buckets][];
    this.chunks = new int[buckets];
    this.targets = new int[buckets][4][];
    Arrays.fill(fill, CHUNK);
  }

  /** The chunk of a place in a bucket. */
  static int chunk(int place) {
    return place >>> CHUNK_BITS;
  }

  /** The index in its chunk of a place in a bucket. */
  static int index(int place) {
    return place & CHUNK - 1;
  }

  /** Messages in a bucket. */
  final int size(int bucket) {
    return (chunks[bucket] - 1 << CHUNK_BITS) + fill[bucket];
  }

  /** The targets of a chunk. */
  final int[] targets(int bucket, int chunk) {
    return targets[bucket][chunk];
  }

  /**
   * Begins the next chunk of a bucket.
   *
   * @return its number
   */
  final int openTargets(int bucket) {
    int chunk = chunks[bucket]++;
    if (chunk == targets[bucket].length) {
      targets[bucket] = Arrays.copyOf(targets[bucket], 2 * chunk);
    }
    if (targets[bucket][chunk] == null) {
      targets[bucket][chunk] = new int[CHUNK];
    }
    lastTargets[bucket] = targets[bucket][chunk];
    fill[bucket] = 0;
    return chunk;
  }

  /** Visits every target. */
  final void eachTarget(IntConsumer visitor) {
    for (int bucket = 0; bucket < fill.length; bucket++) {
      int size = size(bucket);
      for (int place = 0; place < size; place++) {
        visitor.accept(targets[bucket][chunk(place)][index(place)]);
      }
    }
  }

  /** Replaces every target. */
  final void moveTargets(IntUnaryOperator moved) {
    for (int bucket = 0; bucket < fill.length; bucket++) {
      int size = size(bucket);
      for (int place = 0; place < size; place++) {
        int[] chunk = targets[bucket][chunk(place)];
        chunk[index(place)] = moved.applyAsInt(chunk[index(place)]);
      }
    }
  }

  /** Forgets the messages of a bucket. */
  void clear(int bucket) {
    chunks[bucket] = 0;
    fill[bucket] = CHUNK;
  }

  final void clear() {
    for (int bucket = 0; bucket < fill.length; bucket++) {
      clear(bucket);
    }
  }
}
