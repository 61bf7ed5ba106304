package pregel.loaders.read;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a parser found in one chunk; reused for the next. Parsers of edges put source and target ids
 * in turn, parsers of vertices single ids.
 */
final class ParsedChunk {
  private static final int FIRST_CAPACITY = 1 << 11;

  long[] ids = new long[2 * FIRST_CAPACITY];
  double[] weights = new double[FIRST_CAPACITY];

  /** Ids found. */
  int size;

  /** Weights found; each belongs to a pair of ids. */
  int weightCount;

  /** Vertices whose line names no neighbour. */
  final LongArrayList lone = new LongArrayList(0);

  /** Lines seen, comments and blank ones included. */
  long lines;

  /**
   * Lines that stand for something (a vertex with its neighbours, an entry of a matrix), malformed
   * ones included. Edge lists do not count them.
   */
  long rows;

  /** Where the chunk starts in its text. */
  long offset;

  /** Bytes of the chunk. */
  int bytes;

  /** Further values of edges; null if none are read. */
  EdgeValues values;

  /** The values of vertices, a row for each id; null if no table of vertices is read. */
  Cells cells;

  final List<BadLine> bad = new ArrayList<>(0);

  void clear() {
    size = 0;
    weightCount = 0;
    lone.clear();
    lines = 0;
    rows = 0;
    values = null;
    cells = null;
    bad.clear();
  }

  void add(long id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
  }

  void add(long source, long target) {
    int at = size;
    if (at + 2 > ids.length) {
      ids = Arrays.copyOf(ids, 2 * ids.length);
    }
    ids[at] = source;
    ids[at + 1] = target;
    size = at + 2;
  }

  void add(long source, long target, double weight) {
    if (weightCount == weights.length) {
      weights = Arrays.copyOf(weights, 2 * weightCount);
    }
    weights[weightCount++] = weight;
    add(source, target);
  }
}
