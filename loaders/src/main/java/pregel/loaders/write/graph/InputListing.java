package pregel.loaders.write.graph;

import java.util.Arrays;
import java.util.stream.LongStream;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.VertexNames;

/** Edges that no graph was built of: written in their order. */
final class InputListing implements GraphListing {
  private static final int PIECE_LOG = 15;

  private final boolean undirected;
  private final boolean weighted;
  private final EdgeBlock[] blocks;
  private final int[] firstPieces;
  private final long[] vertices;
  private final VertexNames names;

  InputListing(EdgeInput input) {
    if (input.symmetric()) {
      throw new IllegalArgumentException("edges listed from both ends, to be read as undirected");
    }
    this.undirected = input.undirected();
    this.weighted = input.weighted();
    this.names = input.names();
    this.blocks = input.blocks().toArray(new EdgeBlock[0]);
    this.firstPieces = new int[blocks.length + 1];
    for (int i = 0; i < blocks.length; i++) {
      firstPieces[i + 1] = firstPieces[i] + (blocks[i].size() - 1 >> PIECE_LOG) + 1;
    }
    this.vertices =
        input.vertices() == null
            ? new long[0]
            : LongStream.of(input.vertices()).sorted().distinct().toArray();
  }

  @Override
  public boolean undirected() {
    return undirected;
  }

  @Override
  public boolean weighted() {
    return weighted;
  }

  @Override
  public int vertices() {
    return vertices.length;
  }

  @Override
  public long vertex(int place) {
    return vertices[place];
  }

  @Override
  public VertexNames names() {
    return names;
  }

  @Override
  public int pieces() {
    return firstPieces[blocks.length];
  }

  @Override
  public void list(int piece, EdgeSink to) {
    int found = Arrays.binarySearch(firstPieces, piece);
    int block = found >= 0 ? found : -found - 2;
    while (firstPieces[block + 1] <= piece) {
      block++;
    }
    EdgeBlock edges = blocks[block];
    int from = piece - firstPieces[block] << PIECE_LOG;
    int end = Math.min(edges.size(), from + (1 << PIECE_LOG));
    for (int edge = from; edge < end; edge++) {
      long source = edges.source(edge);
      long target = edges.target(edge);
      if (undirected && source > target) {
        to.edge(target, source, edges.weight(edge));
      } else {
        to.edge(source, target, edges.weight(edge));
      }
    }
  }
}
