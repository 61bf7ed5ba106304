package pregel.worker.kernel;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * What the outboxes of all message types have in common: the targets of one thread's addressed
 * messages, by bucket. A few messages of every bucket are gathered in one array, which the caches
 * keep and which takes a message with two stores; together they move on to the bucket's chunks.
 * Chunks are kept and used again.
 */
abstract class Outbox {
  /** Slots below this are folded in the outbox; as many as a core's own cache holds. */
  static final int HOT = 1 << 17;

  private static final int CHUNK_BITS = 10;

  /** Messages of a chunk: on average half of one is empty in every bucket of every thread. */
  static final int CHUNK = 1 << CHUNK_BITS;

  /** So many messages of a bucket are worth the lock under which they fold on arrival. */
  static final int FULL = 1 << 12;

  static final int GATHER_BITS = 7;

  /** Messages of a bucket that are gathered before they move on. */
  static final int GATHER = 1 << GATHER_BITS;

  /** The targets gathered for each bucket, {@link #GATHER} places to a bucket. */
  final int[] gatheredTargets;

  /** Where the next message of each bucket is gathered. */
  final int[] next;

  /** Messages of each bucket that moved on to its chunks. */
  private final int[] moved;

  private final int[][][] targets;

  /** The bucket of 64 targets each; those beyond are in {@link #beyond}. */
  byte[] bucketOfGroup;

  /** The bucket of targets that stand for ids without a slot. */
  int beyond;

  /** Targets below {@link #HOT} for which a folded message is here; null if there never was one. */
  long[] hotBits;

  /** Whether what is sent to the first slots is folded before it is staged. */
  boolean isFolding;

  /** The block whose messages were taken last. */
  int lastBlock = -1;

  Outbox(Staging staging) {
    int buckets = staging.buckets;
    this.bucketOfGroup = staging.bucketOfGroup;
    this.gatheredTargets = new int[buckets << GATHER_BITS];
    this.next = new int[buckets];
    this.moved = new int[buckets];
    this.targets = new int[buckets][4][];
    this.beyond = buckets - 1;
    Arrays.setAll(next, bucket -> bucket << GATHER_BITS);
  }

  /** The chunk of a place in a bucket. */
  static int chunk(int place) {
    return place >>> CHUNK_BITS;
  }

  /** The index in its chunk of a place in a bucket. */
  static int index(int place) {
    return place & CHUNK - 1;
  }

  /** The bucket of a target. */
  final int bucket(int target) {
    int group = target >>> 6;
    return group < bucketOfGroup.length ? bucketOfGroup[group] : beyond;
  }

  /** Whether what was gathered for a bucket must move on before the next message. */
  final boolean isFull(int bucket) {
    return next[bucket] == bucket + 1 << GATHER_BITS;
  }

  /** Moves what was gathered for a bucket on to its chunks. */
  final void move(int bucket) {
    int from = bucket << GATHER_BITS;
    int end = next[bucket];
    while (from < end) {
      int chunk = chunk(moved[bucket]);
      int index = index(moved[bucket]);
      int count = Math.min(CHUNK - index, end - from);
      System.arraycopy(gatheredTargets, from, opened(bucket, chunk), index, count);
      moveMessages(bucket, chunk, index, from, count);
      moved[bucket] += count;
      from += count;
    }
    next[bucket] = bucket << GATHER_BITS;
  }

  /** Moves messages from where they were gathered on to a chunk. */
  abstract void moveMessages(int bucket, int chunk, int index, int from, int count);

  private int[] opened(int bucket, int chunk) {
    if (chunk == targets[bucket].length) {
      targets[bucket] = Arrays.copyOf(targets[bucket], 2 * chunk);
    }
    if (targets[bucket][chunk] == null) {
      targets[bucket][chunk] = new int[CHUNK];
    }
    return targets[bucket][chunk];
  }

  /** Moves everything on, after which the chunks have all messages. */
  final void settle() {
    for (int bucket = 0; bucket < next.length; bucket++) {
      move(bucket);
    }
  }

  /** Messages in a bucket, gathered or in its chunks. */
  final int size(int bucket) {
    return moved[bucket] + next[bucket] - (bucket << GATHER_BITS);
  }

  /** Messages in the chunks of a bucket. */
  final int moved(int bucket) {
    return moved[bucket];
  }

  /** The targets of a chunk. */
  final int[] targets(int bucket, int chunk) {
    return targets[bucket][chunk];
  }

  /** Visits every target of a settled outbox. */
  final void eachTarget(IntConsumer visitor) {
    for (int bucket = 0; bucket < moved.length; bucket++) {
      for (int place = 0; place < moved[bucket]; place++) {
        visitor.accept(targets[bucket][chunk(place)][index(place)]);
      }
    }
  }

  /** Replaces every target of a settled outbox. */
  final void moveTargets(IntUnaryOperator replaced) {
    for (int bucket = 0; bucket < moved.length; bucket++) {
      for (int place = 0; place < moved[bucket]; place++) {
        int[] chunk = targets[bucket][chunk(place)];
        chunk[index(place)] = replaced.applyAsInt(chunk[index(place)]);
      }
    }
  }

  /** Forgets the messages of a bucket. */
  void clear(int bucket) {
    moved[bucket] = 0;
    next[bucket] = bucket << GATHER_BITS;
  }

  final void clear() {
    for (int bucket = 0; bucket < moved.length; bucket++) {
      clear(bucket);
    }
  }
}
