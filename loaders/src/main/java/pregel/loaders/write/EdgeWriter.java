package pregel.loaders.write;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.Graph;
import pregel.core.graph.VertexIds;

/** Writes edges and vertex lists as text. */
public final class EdgeWriter {
  private static final int EDGES_PER_PIECE = 1 << 16;
  private static final int IDS_PER_PIECE = 1 << 16;
  private static final int ROWS_PER_PIECE = 1 << 12;

  private final EdgeFormat format;
  private final Packing packing;
  private final int threads;

  public EdgeWriter(EdgeFormat format, Packing packing, int threads) {
    this.format = format;
    this.packing = packing;
    this.threads = threads;
  }

  /** Writes edges in the order of their blocks. The stream stays open. */
  public void writeBlocks(List<EdgeBlock> blocks, boolean weighted, OutputStream to)
      throws IOException {
    EdgeText line = new EdgeText(format, weighted);
    int[] firstPiece = new int[blocks.size() + 1];
    for (int i = 0; i < blocks.size(); i++) {
      firstPiece[i + 1] =
          firstPiece[i] + (blocks.get(i).size() + EDGES_PER_PIECE - 1) / EDGES_PER_PIECE;
    }
    OrderedPieces.write(
        Math.max(1, firstPiece[blocks.size()]),
        (piece, text) -> {
          if (piece == 0) {
            text.put(line.header());
          }
          int found = Arrays.binarySearch(firstPiece, piece);
          int at = found >= 0 ? found : -found - 2;
          // Empty blocks share their first piece with the block after them.
          while (at < blocks.size() && firstPiece[at + 1] <= piece) {
            at++;
          }
          if (at >= blocks.size()) {
            return;
          }
          EdgeBlock block = blocks.get(at);
          int from = (piece - firstPiece[at]) * EDGES_PER_PIECE;
          int end = Math.min(block.size(), from + EDGES_PER_PIECE);
          for (int edge = from; edge < end; edge++) {
            line.append(block.source(edge), block.target(edge), block.weight(edge), text);
          }
        },
        packing,
        threads,
        to);
    to.flush();
  }

  /**
   * Writes a graph's edges by ascending source, then target; an undirected edge once, from its
   * smaller id. The stream stays open.
   */
  public void writeGraph(Graph graph, OutputStream to) throws IOException {
    EdgeText line = new EdgeText(format, graph.isWeighted());
    VertexIds ids = graph.ids();
    Adjacency out = graph.adjacency(Direction.OUT);
    OrderedPieces.write(
        Math.max(1, (ids.count() + ROWS_PER_PIECE - 1) / ROWS_PER_PIECE),
        (piece, text) -> {
          if (piece == 0) {
            text.put(line.header());
          }
          long[] order = new long[16];
          int end = (int) Math.min(ids.count(), (piece + 1L) * ROWS_PER_PIECE);
          for (int rank = piece * ROWS_PER_PIECE; rank < end; rank++) {
            int slot = ids.slotOfRank(rank);
            Adjacency.Rows rows = out.rows(out.partitions().partitionOf(slot));
            order = row(ids, rows, slot, order);
            int degree = rows.degree(slot);
            int first = rows.offsets().get(slot - rows.firstSlot());
            for (int i = 0; i < degree; i++) {
              int target = (int) (order[i] >>> 32);
              if (graph.isUndirected() && target < rank) {
                continue;
              }
              int entry = first + (int) order[i];
              double weight = rows.weights() == null ? 1 : rows.weights().get(entry);
              line.append(ids.idOfRank(rank), ids.idOfRank(target), weight, text);
            }
          }
        },
        packing,
        threads,
        to);
    to.flush();
  }

  /** Writes every vertex's id, ascending. The stream stays open. */
  public void writeIds(VertexIds ids, OutputStream to) throws IOException {
    OrderedPieces.write(
        Math.max(1, (ids.count() + IDS_PER_PIECE - 1) / IDS_PER_PIECE),
        (piece, text) -> {
          int end = (int) Math.min(ids.count(), (piece + 1L) * IDS_PER_PIECE);
          for (int rank = piece * IDS_PER_PIECE; rank < end; rank++) {
            text.put(ids.idOfRank(rank));
            text.put('\n');
          }
        },
        packing,
        threads,
        to);
    to.flush();
  }

  /**
   * The targets of a row by ascending id: rank in the upper half, place in the row in the lower.
   */
  private static long[] row(VertexIds ids, Adjacency.Rows rows, int slot, long[] reuse) {
    int degree = rows.degree(slot);
    long[] order = reuse.length >= degree ? reuse : new long[degree + degree / 2];
    int first = rows.offsets().get(slot - rows.firstSlot());
    for (int i = 0; i < degree; i++) {
      int target = rows.targets()[first + i];
      long rank = ids.ranksBySlot() == null ? target : ids.ranksBySlot().get(target);
      order[i] = rank << 32 | i;
    }
    Arrays.sort(order, 0, degree);
    return order;
  }
}
