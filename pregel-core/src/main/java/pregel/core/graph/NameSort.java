package pregel.core.graph;

/**
 * Sorts names by unsigned bytes. Names are dealt into buckets by a sample, and each bucket is
 * sorted by three-way quicksort over eight bytes at a time, which are fetched once per name and
 * depth.
 */
final class NameSort {
  private static final int BUCKETS = 256;
  private static final int SAMPLE = 32 * BUCKETS;
  private static final int FEW = 12;
  private static final int STEP = 1 << 16;

  private final NameTable names;
  private final long[] places;
  private final long[] words;

  /**
   * @param places the names, to be put in order
   */
  NameSort(NameTable names, long[] places) {
    this.names = names;
    this.places = places;
    this.words = new long[places.length];
  }

  void sort(BuildThreads threads) {
    if (threads.threads() == 1 || places.length < SAMPLE) {
      sort(0, places.length, 0);
      return;
    }
    int[] starts = deal(splitters(), threads);
    threads.each(starts.length - 1, bucket -> sort(starts[bucket], starts[bucket + 1], 0));
  }

  private long[] splitters() {
    long[] sample = new long[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      sample[i] = places[(int) ((long) i * places.length / SAMPLE)];
    }
    new NameSort(names, sample).sort(0, SAMPLE, 0);
    long[] splitters = new long[BUCKETS - 1];
    for (int i = 0; i < splitters.length; i++) {
      splitters[i] = sample[(i + 1) * (SAMPLE / BUCKETS)];
    }
    return splitters;
  }

  /** Groups names by bucket; returns where buckets start. */
  private int[] deal(long[] splitters, BuildThreads threads) {
    int steps = (int) ((places.length + STEP - 1L) / STEP);
    int[][] cursors = new int[steps][BUCKETS];
    byte[] bucketOf = new byte[places.length];
    threads.each(
        steps,
        step -> {
          int end = (int) Math.min(places.length, (step + 1L) * STEP);
          for (int i = step * STEP; i < end; i++) {
            int bucket = bucket(places[i], splitters);
            bucketOf[i] = (byte) bucket;
            cursors[step][bucket]++;
          }
        });
    int[] starts = new int[BUCKETS + 1];
    int sum = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      starts[bucket] = sum;
      for (int[] cursor : cursors) {
        int size = cursor[bucket];
        cursor[bucket] = sum;
        sum += size;
      }
    }
    starts[BUCKETS] = sum;
    threads.each(
        steps,
        step -> {
          int end = (int) Math.min(places.length, (step + 1L) * STEP);
          for (int i = step * STEP; i < end; i++) {
            words[cursors[step][bucketOf[i] & 0xff]++] = places[i];
          }
        });
    System.arraycopy(words, 0, places, 0, places.length);
    return starts;
  }

  /** How many splitters are not above a name. */
  private int bucket(long place, long[] splitters) {
    int low = 0;
    int high = splitters.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(splitters[middle], place, 0) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Sorts names that agree in their first {@code shared} bytes. */
  private void sort(int from, int to, int shared) {
    int depth = shared;
    while (to - from > FEW) {
      long first = names.word(places[from], depth);
      boolean same = true;
      for (int i = from; i < to; i++) {
        words[i] = names.word(places[i], depth);
        same &= words[i] == first;
      }
      if (!same) {
        quicksort(from, to, depth);
        return;
      }
      depth += 8;
    }
    insert(from, to, depth);
  }

  /** Sorts by the words at hand, then what has the same word by the next one. */
  private void quicksort(int start, int stop, int depth) {
    int from = start;
    int to = stop;
    while (to - from > FEW) {
      long pivot = pivot(from, to);
      int less = from;
      int at = from;
      int more = to;
      while (at < more) {
        int order = Long.compareUnsigned(words[at], pivot);
        if (order < 0) {
          swap(less++, at++);
        } else if (order > 0) {
          swap(at, --more);
        } else {
          at++;
        }
      }
      // A word that ends in zero ends its name, and names are distinct.
      if ((pivot & 0xff) != 0) {
        sort(less, more, depth + 8);
      }
      if (less - from < to - more) {
        quicksort(from, less, depth);
        from = more;
      } else {
        quicksort(more, to, depth);
        to = less;
      }
    }
    insert(from, to, depth);
  }

  private long pivot(int from, int to) {
    long a = words[from];
    long b = words[(from + to) >>> 1];
    long c = words[to - 1];
    if (Long.compareUnsigned(a, b) > 0) {
      long swapped = a;
      a = b;
      b = swapped;
    }
    return Long.compareUnsigned(c, b) >= 0 ? b : Long.compareUnsigned(c, a) >= 0 ? c : a;
  }

  private void swap(int one, int other) {
    long place = places[one];
    places[one] = places[other];
    places[other] = place;
    long word = words[one];
    words[one] = words[other];
    words[other] = word;
  }

  private void insert(int from, int to, int depth) {
    for (int i = from + 1; i < to; i++) {
      long place = places[i];
      int at = i;
      while (at > from && compare(places[at - 1], place, depth) > 0) {
        places[at] = places[at - 1];
        at--;
      }
      places[at] = place;
    }
  }

  private int compare(long one, long other, int from) {
    for (int depth = from; ; depth += 8) {
      long word = names.word(one, depth);
      int order = Long.compareUnsigned(word, names.word(other, depth));
      if (order != 0 || (word & 0xff) == 0) {
        return order;
      }
    }
  }
}
