package pregel.loaders.write.graph;

import java.nio.IntBuffer;
import java.util.Arrays;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;
import pregel.core.graph.VertexIds;
import pregel.core.graph.VertexNames;

/** The rows of a graph, in the order of external ids. */
final class BuiltListing implements GraphListing {
  private static final int PIECE = 1 << 15;
  private static final long LOW_HALF = 0xffffffffL;

  private final Graph graph;
  private final VertexIds ids;
  private final Adjacency rows;
  private final int[] firstRanks;

  BuiltListing(Graph graph) {
    this.graph = graph;
    this.ids = graph.ids();
    this.rows = graph.adjacency(Direction.OUT);
    this.firstRanks = cut();
  }

  /** Divides vertices into runs of about the same number of edges. */
  private int[] cut() {
    int[] firsts = new int[16];
    int pieces = 0;
    long inPiece = PIECE;
    for (int rank = 0; rank < ids.count(); rank++) {
      if (inPiece >= PIECE) {
        if (pieces + 1 == firsts.length) {
          firsts = Arrays.copyOf(firsts, 2 * firsts.length);
        }
        firsts[pieces++] = rank;
        inPiece = 0;
      }
      inPiece += 1 + graph.outDegrees().get(ids.slotOfRank(rank));
    }
    firsts[pieces] = ids.count();
    return Arrays.copyOf(firsts, pieces + 1);
  }

  @Override
  public boolean undirected() {
    return graph.isUndirected();
  }

  @Override
  public boolean weighted() {
    return graph.isWeighted();
  }

  @Override
  public int vertices() {
    return ids.count();
  }

  @Override
  public long vertex(int place) {
    return ids.idOfRank(place);
  }

  @Override
  public VertexNames names() {
    return ids.names();
  }

  @Override
  public int pieces() {
    return firstRanks.length - 1;
  }

  @Override
  public void list(int piece, EdgeSink to) {
    long[] sorted = new long[64];
    for (int rank = firstRanks[piece]; rank < firstRanks[piece + 1]; rank++) {
      int slot = ids.slotOfRank(rank);
      Adjacency.Rows part = rows.rows(rows.partitions().partitionOf(slot));
      int row = slot - part.firstSlot();
      int from = part.offsets().get(row);
      int end = part.offsets().get(row + 1);
      if (end - from > sorted.length) {
        sorted = new long[Math.max(end - from, 2 * sorted.length)];
      }
      int kept = ranks(part.targets(), from, end, rank, sorted);
      long source = ids.idOfRank(rank);
      for (int i = 0; i < kept; i++) {
        int at = from + (int) (sorted[i] & LOW_HALF);
        double weight = part.weights() == null ? 1 : part.weights().get(at);
        to.edge(source, ids.idOfRank((int) (sorted[i] >>> 32)), weight);
      }
    }
  }

  /**
   * The targets of a row to be written, each with its place in the row, sorted by id; parallel
   * edges stay in the row's order.
   */
  private int ranks(int[] targets, int from, int end, int sourceRank, long[] sorted) {
    IntBuffer rankOfSlot = ids.ranksBySlot();
    int kept = 0;
    for (int at = from; at < end; at++) {
      int target = targets[at];
      int rank = rankOfSlot == null ? target : rankOfSlot.get(target);
      if (!graph.isUndirected() || rank >= sourceRank) {
        sorted[kept++] = (long) rank << 32 | at - from;
      }
    }
    if (rankOfSlot != null) {
      Arrays.sort(sorted, 0, kept);
    }
    return kept;
  }
}
