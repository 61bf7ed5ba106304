package pregel.loaders.read;

import java.util.ArrayList;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.HeldEdgeColumn;

/**
 * Gathers edges into blocks that grow with the input: a small graph costs little, and a large one
 * is kept in arrays of 16 MB, which the collector of garbage leaves where they are.
 */
final class EdgeCollector {
  private static final int FIRST_EDGES = 1 << 12;
  private static final int MOST_EDGES = 1 << 21;

  /** Edges of a block that is handed on. */
  static final int HANDED_EDGES = 1 << 16;

  private final boolean weighted;
  private final int reader;
  private final List<EdgeBlock> blocks = new ArrayList<>();
  private EdgeBlock block;
  private int capacity = FIRST_EDGES / 2;
  private int made;
  private long total;
  private BlockSink sink;
  private EdgeHeader header;
  private HeldEdgeColumn.Type[] types = new HeldEdgeColumn.Type[0];
  private boolean[] dropped = new boolean[0];

  EdgeCollector(boolean weighted) {
    this(weighted, 0);
  }

  /**
   * @param reader the number of this reader among those of one input
   */
  EdgeCollector(boolean weighted, int reader) {
    this.weighted = weighted;
    this.reader = reader;
  }

  /** Where blocks go that are not to be gathered here. */
  interface BlockSink {
    void take(EdgeBlock block);
  }

  /**
   * Hands blocks on instead of gathering them, from here until this is called with null.
   *
   * @param to takes a block as soon as it is full, of at most {@link #HANDED_EDGES} edges
   */
  void handTo(BlockSink to) {
    if (sink != null && block != null) {
      sink.take(block);
    }
    block = null;
    capacity = Math.min(capacity, HANDED_EDGES);
    sink = to;
  }

  /** Whether blocks are handed on now. */
  boolean isHandingOn() {
    return sink != null;
  }

  /** The capacity of the blocks that so many edges are gathered in. */
  static long roomFor(long edges) {
    long room = 0;
    long next = FIRST_EDGES;
    while (room < edges) {
      room += next;
      next = Math.min(2 * next, MOST_EDGES);
    }
    return room;
  }

  private void newBlock() {
    if (sink != null && block != null) {
      sink.take(block);
    }
    capacity = Math.min(2 * capacity, sink == null ? MOST_EDGES : HANDED_EDGES);
    block = new EdgeBlock(capacity, weighted, types.length);
    block.setOrder(reader, made++);
    if (sink == null) {
      blocks.add(block);
    }
  }

  List<EdgeBlock> blocks() {
    return blocks;
  }

  /**
   * The columns to read of a CSV file; null for none. All files of an input must have the same.
   *
   * @param line its header; null if it has none
   */
  EdgeHeader columns(String file, String line, CsvDialect dialect, ReadOptions options) {
    EdgeHeader found =
        EdgeHeader.of(file, line, dialect, options.edgeColumns(), options.weighted());
    if (header == null && total == 0) {
      header = found;
      types = found.types().toArray(new HeldEdgeColumn.Type[0]);
      dropped = new boolean[types.length];
    } else if (header == null ? !found.names().isEmpty() : !header.names().equals(found.names())) {
      throw new JobException(
          FailureKind.INPUT,
          file
              + ": has the edge columns "
              + found.names()
              + " and files before it "
              + (header == null ? List.of() : header.names())
              + "; give all files the same columns");
    }
    return found.names().isEmpty() ? null : found;
  }

  /** Whether edges have columns, as far as files were read. */
  boolean hasColumns() {
    return types.length > 0;
  }

  /** The columns that edges have, in their order; call once all are gathered. */
  List<HeldEdgeColumn> settleColumns() {
    List<HeldEdgeColumn> settled = new ArrayList<>();
    for (int column = 0; column < types.length; column++) {
      if (!dropped[column]) {
        HeldEdgeColumn.Type type = types[column] == null ? HeldEdgeColumn.Type.LONG : types[column];
        settled.add(new HeldEdgeColumn(header.names().get(column), type));
      }
    }
    int kept = 0;
    for (int column = 0; column < types.length; column++) {
      if (!dropped[column]) {
        for (EdgeBlock filled : blocks) {
          filled.columns()[kept] = filled.columns()[column];
        }
        kept++;
      }
    }
    return settled;
  }

  /** Values as this collector has them: doubles as soon as one part has doubles. */
  private void agree(EdgeValues values) {
    for (int column = 0; column < types.length; column++) {
      dropped[column] |= values.isDropped(column);
      if (dropped[column]) {
        continue;
      }
      if (types[column] == HeldEdgeColumn.Type.DOUBLE) {
        values.widen(column);
      } else if (types[column] == HeldEdgeColumn.Type.LONG
          && values.type(column) == HeldEdgeColumn.Type.DOUBLE) {
        for (EdgeBlock filled : blocks) {
          EdgeValues.toDoubles(filled.columns()[column], filled.size());
        }
      }
      types[column] = values.type(column);
    }
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
    if (parsed.values != null && count > 0) {
      agree(parsed.values);
    }
    for (int first = 0; first < count; ) {
      if (block == null || block.isFull()) {
        newBlock();
      }
      int last = Math.min(count, first + capacity - block.size());
      for (int column = 0; column < types.length && parsed.values != null; column++) {
        if (!dropped[column]) {
          long[] values = parsed.values.values(column);
          System.arraycopy(values, first, block.columns()[column], block.size(), last - first);
        }
      }
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
