package pregel.core.graph;

import java.nio.Buffer;
import java.nio.ByteBuffer;
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
 * <p>Edges that go to another worker take their values along, and get other numbers there.
 *
 * <p>A number is block * 2^31 + edge; it is a whole double, so numbers, their bits and the input
 * order agree.
 */
final class NumberedEdges {
  private static final double BLOCK = 0x1p31;

  /** The values of a block of edges; weights are null without them. */
  private record Values(double[] weights, long[][] columns) {}

  private final List<HeldEdgeColumn> columns;
  private final boolean weighted;
  private Values[] blocks;
  private int count;

  private NumberedEdges(
      Values[] blocks, int count, List<HeldEdgeColumn> columns, boolean weighted) {
    this.blocks = blocks;
    this.count = count;
    this.columns = columns;
    this.weighted = weighted;
  }

  /** Sets values aside, replacing the input's blocks by numbered ones; null without columns. */
  static NumberedEdges of(EdgeInput input) {
    if (input.edgeColumns().isEmpty()) {
      return null;
    }
    Values[] blocks = new Values[input.blocks().size()];
    for (int block = 0; block < blocks.length; block++) {
      EdgeBlock edges = input.blocks().get(block);
      blocks[block] = new Values(edges.weights(), edges.columns());
      input.blocks().set(block, new EdgeBlock(edges, numbers(block, edges.size())));
    }
    return new NumberedEdges(blocks, blocks.length, input.edgeColumns(), input.weighted());
  }

  private static double[] numbers(int block, int count) {
    double[] numbers = new double[count];
    for (int edge = 0; edge < count; edge++) {
      numbers[edge] = block * BLOCK + edge;
    }
    return numbers;
  }

  /** What will take the values of edges that come from other workers; as yet there are none. */
  NumberedEdges forReceived() {
    return new NumberedEdges(new Values[8], 0, columns, weighted);
  }

  /** Bytes that {@link #write} needs for an edge. */
  int bytesOfEdge() {
    return Long.BYTES * (columns.size() + (weighted ? 1 : 0));
  }

  /** Writes the values of edges: their weights, then column after column. */
  void write(double[] numbers, int edges, ByteBuffer to) {
    for (int i = 0; i < edges && weighted; i++) {
      to.putDouble(weight(numbers[i]));
    }
    for (int column = 0; column < columns.size(); column++) {
      for (int i = 0; i < edges; i++) {
        to.putLong(bits(numbers[i], column));
      }
    }
  }

  /** Takes the values that {@link #write} has written; returns the numbers of the edges here. */
  double[] read(int edges, ByteBuffer from) {
    double[] weights = weighted ? new double[edges] : null;
    for (int i = 0; i < edges && weighted; i++) {
      weights[i] = from.getDouble();
    }
    long[][] values = new long[columns.size()][edges];
    for (long[] column : values) {
      for (int i = 0; i < edges; i++) {
        column[i] = from.getLong();
      }
    }
    return add(new Values(weights, values), edges);
  }

  /** Takes the values of edges of another; returns their numbers here. */
  double[] copy(NumberedEdges other, double[] numbers, int edges) {
    double[] weights = weighted ? new double[edges] : null;
    for (int i = 0; i < edges && weighted; i++) {
      weights[i] = other.weight(numbers[i]);
    }
    long[][] values = new long[columns.size()][edges];
    for (int column = 0; column < values.length; column++) {
      for (int i = 0; i < edges; i++) {
        values[column][i] = other.bits(numbers[i], column);
      }
    }
    return add(new Values(weights, values), edges);
  }

  /** Called by several threads, while nobody asks for values. */
  private synchronized double[] add(Values values, int edges) {
    if (count == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * count);
    }
    blocks[count] = values;
    return numbers(count++, edges);
  }

  /** Folds the weight of one edge into that of another, which keeps its columns. */
  void fold(double into, double from, BuildOptions.Duplicates rule) {
    if (weighted && rule != BuildOptions.Duplicates.DROP) {
      double[] weights = block(into).weights();
      weights[edge(into)] = DuplicateMerger.fold(rule, weights[edge(into)], weight(from));
    }
  }

  /**
   * Rows with values of rows with numbers; parallel edges by weight, then column by column. Rows
   * that others hold are null and stay so.
   */
  Adjacency.Rows[] resolve(Adjacency.Rows[] numbered, BuildThreads threads) {
    Adjacency.Rows[] rows = new Adjacency.Rows[numbered.length];
    threads.each(rows.length, p -> rows[p] = numbered[p] == null ? null : resolve(numbered[p]));
    return rows;
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

  private Values block(double number) {
    return blocks[(int) (number / BLOCK)];
  }

  private static int edge(double number) {
    return (int) ((long) number & Integer.MAX_VALUE);
  }

  private double weight(double number) {
    return weighted ? block(number).weights()[edge(number)] : 1;
  }

  private long bits(double number, int column) {
    return block(number).columns()[column][edge(number)];
  }
}
