package pregel.loaders.read;

import java.util.ArrayList;
import java.util.List;
import pregel.core.graph.EdgeBlock;

/**
 * Gathers edges into blocks that grow with the input: a small graph costs little, and a large one
 * is kept in arrays of 16 MB, which the collector of garbage leaves where they are.
 */
final class EdgeCollector {
  private static final int FIRST_EDGES = 1 << 12;
  private static final int MOST_EDGES = 1 << 21;

  private final boolean weighted;
  private final List<EdgeBlock> blocks = new ArrayList<>();
  private EdgeBlock block;
  private int capacity = FIRST_EDGES / 2;
  private long total;

  EdgeCollector(boolean weighted) {
    this.weighted = weighted;
  }

  List<EdgeBlock> blocks() {
    return blocks;
  }

  /** Edges gathered. */
  long total() {
    return total;
  }

  /** Appends a chunk's edges. */
  void append(ParsedChunk parsed) {
    append(parsed, 0);
  }

  /** Appends a chunk's edges, adding {@code base} to every source. */
  void append(ParsedChunk parsed, long base) {
    long[] ids = parsed.ids;
    int count = parsed.size / 2;
    for (int first = 0; first < count; ) {
      if (block == null || block.isFull()) {
        capacity = Math.min(2 * capacity, MOST_EDGES);
        block = new EdgeBlock(capacity, weighted);
        blocks.add(block);
      }
      int last = Math.min(count, first + capacity - block.size());
      if (weighted) {
        double[] weights = parsed.weights;
        for (int i = first; i < last; i++) {
          block.add(ids[2 * i] + base, ids[2 * i + 1], weights[i]);
        }
      } else {
        for (int i = first; i < last; i++) {
          block.add(ids[2 * i] + base, ids[2 * i + 1]);
        }
      }
      first = last;
    }
    total += count;
  }
}
