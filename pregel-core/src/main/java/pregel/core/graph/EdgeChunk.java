package pregel.core.graph;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of edges of a size that one task takes and a cache holds. Chunks cut large blocks and
 * gather small ones, in input order.
 *
 * <p>A chunk starts as pieces of blocks, with external ids. {@link #rank} replaces these by ranks,
 * in place where the block has ints and space enough, and from then on {@link #ends} is valid.
 */
final class EdgeChunk {
  private static final int SIZE = 1 << 16;
  private static final int SMALL = 1 << 12;

  /** Two to this power chunks of one block have places of their own. */
  private static final int PIECES_LOG = 8;

  private record Piece(int[] narrow, long[] wide, double[] weights, int from, int to) {}

  private final List<Piece> pieces = new ArrayList<>();
  private int listed;
  private boolean inPlace;
  private long order;

  private int[] ends;
  private double[] weights;
  private int from;
  private int size;

  private long unknown;
  private long loops;
  private long firstUnknownSource;
  private long firstUnknownTarget;

  /** Cuts blocks into chunks; afterwards only the chunks hold on to the edges. */
  static EdgeChunk[] cut(List<EdgeBlock> blocks) {
    List<EdgeChunk> chunks = new ArrayList<>();
    EdgeChunk gathering = null;
    for (EdgeBlock block : blocks) {
      if (block.size() == 0) {
        continue;
      }
      if (block.size() < SMALL) {
        if (gathering == null || gathering.listed + block.size() > SIZE) {
          gathering = new EdgeChunk();
          chunks.add(gathering);
        }
        gathering.add(block, 0, block.size());
        continue;
      }
      gathering = null;
      for (int at = 0; at < block.size(); at += SIZE) {
        EdgeChunk chunk = new EdgeChunk();
        chunk.inPlace = block.narrow() != null;
        chunk.add(block, at, Math.min(block.size(), at + SIZE));
        chunks.add(chunk);
      }
    }
    blocks.clear();
    return chunks.toArray(new EdgeChunk[0]);
  }

  /** Cuts blocks into chunks that know their place in the input; each is of one block. */
  static EdgeChunk[] cutInOrder(List<EdgeBlock> blocks) {
    List<EdgeChunk> chunks = new ArrayList<>();
    for (EdgeBlock block : blocks) {
      for (int at = 0; at < block.size(); at += SIZE) {
        EdgeChunk chunk = new EdgeChunk();
        chunk.inPlace = block.narrow() != null;
        chunk.order = block.order() << PIECES_LOG | at / SIZE;
        chunk.add(block, at, Math.min(block.size(), at + SIZE));
        chunks.add(chunk);
      }
    }
    blocks.clear();
    return chunks.toArray(new EdgeChunk[0]);
  }

  /** A chunk of edges whose ends are ranks or slots. */
  static EdgeChunk of(int[] ends, double[] weights, int size, long order) {
    EdgeChunk chunk = new EdgeChunk();
    chunk.ends = ends;
    chunk.weights = weights;
    chunk.size = size;
    chunk.listed = size;
    chunk.order = order;
    return chunk;
  }

  private void add(EdgeBlock block, int start, int end) {
    pieces.add(new Piece(block.narrow(), block.wide(), block.weights(), start, end));
    listed += end - start;
  }

  /** Hands every external id to a collector, repeated ones included. */
  void visitIds(IdCollector.Visitor visitor) {
    for (Piece piece : pieces) {
      if (piece.narrow != null) {
        visitor.visit(piece.narrow, 2 * piece.from, 2 * piece.to);
      } else {
        visitor.visit(piece.wide, 2 * piece.from, 2 * piece.to);
      }
    }
  }

  /** Replaces ids by ranks, leaving out edges with unknown ends and, if asked to, self-loops. */
  void rank(IdRanks ranks, boolean dropLoops) {
    Piece first = pieces.get(0);
    from = inPlace ? first.from : 0;
    ends = inPlace ? first.narrow : new int[2 * listed];
    if (first.weights != null) {
      weights = inPlace ? first.weights : new double[listed];
    }
    for (Piece piece : pieces) {
      for (int edge = piece.from; edge < piece.to; edge++) {
        long source = piece.narrow != null ? piece.narrow[2 * edge] : piece.wide[2 * edge];
        long target = piece.narrow != null ? piece.narrow[2 * edge + 1] : piece.wide[2 * edge + 1];
        int sourceRank = ranks.rank(source);
        int targetRank = ranks.rank(target);
        if ((sourceRank | targetRank) < 0) {
          if (unknown++ == 0) {
            firstUnknownSource = source;
            firstUnknownTarget = target;
          }
          continue;
        }
        if (sourceRank == targetRank) {
          loops++;
          if (dropLoops) {
            continue;
          }
        }
        int at = from + size++;
        ends[2 * at] = sourceRank;
        ends[2 * at + 1] = targetRank;
        if (weights != null) {
          weights[at] = piece.weights[edge];
        }
      }
    }
    pieces.clear();
  }

  /** Replaces ranks by slots. */
  void place(IntBuffer slotOfRank) {
    for (int i = 2 * from; i < 2 * (from + size); i++) {
      ends[i] = slotOfRank.get(ends[i]);
    }
  }

  /** Edges listed in the input, before any were left out. */
  int listed() {
    return listed;
  }

  /**
   * Ranks or slots, source and target interleaved; edges {@link #from} to {@link #end} are this
   * chunk's.
   */
  int[] ends() {
    return ends;
  }

  /** Weights by edge, or null. */
  double[] weights() {
    return weights;
  }

  int from() {
    return from;
  }

  int end() {
    return from + size;
  }

  int size() {
    return size;
  }

  /** Its place in the input, if it was cut so; ascending. */
  long order() {
    return order;
  }

  /** Keeps only the first edges. */
  void truncate(int edges) {
    size = edges;
  }

  /** Edges left out because an end was unknown. */
  long unknown() {
    return unknown;
  }

  /** Self-loops with a known vertex, kept or not. */
  long loops() {
    return loops;
  }

  long firstUnknownSource() {
    return firstUnknownSource;
  }

  long firstUnknownTarget() {
    return firstUnknownTarget;
  }
}
