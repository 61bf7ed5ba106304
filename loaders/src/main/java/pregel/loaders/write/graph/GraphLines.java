package pregel.loaders.write.graph;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import pregel.loaders.write.NameStyle;
import pregel.loaders.write.OrderedPieces;
import pregel.loaders.write.Packing;
import pregel.loaders.write.TextBuffer;

/** The lines of a graph's files. Streams stay open. */
public final class GraphLines {
  private static final int VERTICES_PER_PIECE = 1 << 16;
  private static final double EXACT = 1L << 53;

  private final GraphListing graph;
  private final int threads;

  /**
   * @param threads threads that format
   */
  public GraphLines(GraphListing graph, int threads) {
    this.graph = graph;
    this.threads = threads;
  }

  /** Writes a line per edge and returns how many. */
  public long writeEdges(GraphText format, Packing packing, OutputStream to) throws IOException {
    LongAdder edges = new LongAdder();
    byte[] header = format.header(graph.weighted()).getBytes(StandardCharsets.US_ASCII);
    OrderedPieces.write(
        Math.max(1, graph.pieces()),
        (piece, text) -> {
          if (piece == 0) {
            text.put(header);
          }
          if (piece < graph.pieces()) {
            edges.add(append(piece, format, text));
          }
        },
        packing,
        threads,
        to);
    to.flush();
    return edges.sum();
  }

  /**
   * Writes a line per vertex.
   *
   * @param style how names are written; of CSV there is a header too
   */
  public void writeVertices(NameStyle style, Packing packing, OutputStream to) throws IOException {
    boolean titled = graph.names() != null && style == NameStyle.CSV;
    int pieces = (graph.vertices() - 1) / VERTICES_PER_PIECE + 1;
    OrderedPieces.write(
        pieces,
        (piece, text) -> {
          int from = piece * VERTICES_PER_PIECE;
          int end = (int) Math.min(graph.vertices(), (long) from + VERTICES_PER_PIECE);
          if (piece == 0 && titled) {
            text.put("id\n");
          }
          for (int place = from; place < end; place++) {
            put(graph.vertex(place), style, text);
            text.put('\n');
          }
        },
        packing,
        threads,
        to);
    to.flush();
  }

  private long append(int piece, GraphText format, TextBuffer text) {
    char separator = format.separator();
    NameStyle style = format.nameStyle();
    boolean weighted = graph.weighted();
    long[] edges = new long[1];
    graph.list(
        piece,
        (source, target, weight) -> {
          put(source, style, text);
          text.put(separator);
          put(target, style, text);
          if (weighted) {
            text.put(separator);
            put(weight, text);
          }
          text.put('\n');
          edges[0]++;
        });
    return edges[0];
  }

  private void put(long id, NameStyle style, TextBuffer text) {
    if (graph.names() == null) {
      text.put(id);
    } else {
      style.put(graph.names().bytes(id), text);
    }
  }

  /** Whole numbers without a point, but not -0.0, which would lose its sign. */
  private static void put(double weight, TextBuffer text) {
    long whole = (long) weight;
    if (whole == weight && Math.abs(weight) < EXACT && (whole != 0 || 1 / weight > 0)) {
      text.put(whole);
    } else {
      text.put(weight);
    }
  }
}
