package pregel.core.graph;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The weights and columns of edges that have columns, set aside while rows are built: what is
 * sorted and merged like a weight meanwhile is the edge's number, and {@link #resolve} then puts
 * the values in. So graphs without edge columns are built as if there were none.
 *
 * <p>A number is block * 2^31 + edge; it is a whole double, so numbers, their bits and the input
 * order agree.
 */
final class NumberedEdges {
  private static final double BLOCK = 0x1p31;

  private final EdgeBlock[] blocks;
  private final List<HeldEdgeColumn> columns;
  private final boolean weighted;

  private NumberedEdges(EdgeBlock[] blocks, List<HeldEdgeColumn> columns, boolean weighted) {
    this.blocks = blocks;
    this.columns = columns;
    this.weighted = weighted;
  }

  /** Sets values aside, replacing the input's blocks by numbered ones; null without columns. */
  static NumberedEdges of(EdgeInput input) {
    if (input.edgeColumns().isEmpty()) {
      return null;
    }
    EdgeBlock[] blocks = input.blocks().toArray(new EdgeBlock[0]);
    for (int block = 0; block < blocks.length; block++) {
      double[] numbers = new double[blocks[block].size()];
      for (int edge = 0; edge < numbers.length; edge++) {
        numbers[edge] = block * BLOCK + edge;
      }
      input.blocks().set(block, new EdgeBlock(blocks[block], numbers));
    }
    return new NumberedEdges(blocks, input.edgeColumns(), input.weighted());
  }

  /** Folds the weight of one edge into that of another, which keeps its columns. */
  void fold(double into, double from, BuildOptions.Duplicates rule) {
    if (weighted && rule != BuildOptions.Duplicates.DROP) {
      double[] weights = block(into).weights();
      weights[edge(into)] = DuplicateMerger.fold(rule, weights[edge(into)], weight(from));
    }
  }

  /** Rows with values of rows with numbers; parallel edges by weight, then column by column. */
  Adjacency resolve(Adjacency numbered, BuildThreads threads) {
    Adjacency.Rows[] rows = new Adjacency.Rows[numbered.partitions().partitions()];
    threads.each(rows.length, p -> rows[p] = resolve(numbered.rows(p)));
    return new Adjacency(numbered.partitions(), rows);
  }

  private Adjacency.Rows resolve(Adjacency.Rows rows) {
    DoubleBuffer numbers = rows.weights();
    sortParallel(rows, numbers);
    int edges = rows.targets().length;
    DoubleBuffer weights = weighted ? OffHeap.doubles(edges) : null;
    for (int at = 0; at < edges && weighted; at++) {
      weights.put(at, weight(numbers.get(at)));
    }
    List<Buffer> values = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      if (columns.get(column).type() == HeldEdgeColumn.Type.DOUBLE) {
        DoubleBuffer doubles = OffHeap.doubles(edges);
        for (int at = 0; at < edges; at++) {
          doubles.put(at, Double.longBitsToDouble(bits(numbers.get(at), column)));
        }
        values.add(doubles);
      } else {
        LongBuffer longs = OffHeap.longs(edges);
        for (int at = 0; at < edges; at++) {
          longs.put(at, bits(numbers.get(at), column));
        }
        values.add(longs);
      }
    }
    return new Adjacency.Rows(rows.firstSlot(), rows.offsets(), rows.targets(), weights, values);
  }

  private void sortParallel(Adjacency.Rows rows, DoubleBuffer numbers) {
    IntBuffer offsets = rows.offsets();
    int[] targets = rows.targets();
    for (int row = 0; row < rows.rowCount(); row++) {
      int end = offsets.get(row + 1);
      for (int from = offsets.get(row); from < end; ) {
        int to = from + 1;
        while (to < end && targets[to] == targets[from]) {
          to++;
        }
        if (to - from > 1) {
          Double[] parallel = new Double[to - from];
          for (int i = 0; i < parallel.length; i++) {
            parallel[i] = numbers.get(from + i);
          }
          Arrays.sort(parallel, byValues());
          for (int i = 0; i < parallel.length; i++) {
            numbers.put(from + i, parallel[i]);
          }
        }
        from = to;
      }
    }
  }

  private Comparator<Double> byValues() {
    return (one, other) -> {
      int order =
          weighted
              ? Long.compare(
                  Double.doubleToRawLongBits(weight(one)),
                  Double.doubleToRawLongBits(weight(other)))
              : 0;
      for (int column = 0; column < columns.size() && order == 0; column++) {
        order = Long.compare(bits(one, column), bits(other, column));
      }
      return order;
    };
  }

  private EdgeBlock block(double number) {
    return blocks[(int) (number / BLOCK)];
  }

  private static int edge(double number) {
    return (int) ((long) number & Integer.MAX_VALUE);
  }

  private double weight(double number) {
    return block(number).weight(edge(number));
  }

  private long bits(double number, int column) {
    return block(number).columns()[column][edge(number)];
  }
}
