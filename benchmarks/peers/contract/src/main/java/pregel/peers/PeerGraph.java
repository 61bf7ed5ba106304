package pregel.peers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A graph as the peers are given it: an undirected one, both directions listed, ordered by source
 * and target, without duplicates and self-loops. Ids count from 0, and every vertex has an edge.
 *
 * <pre>
 *  size field
 *     4 vertices
 *     4 edges, in both directions
 *       edges:
 *     4 source
 *     4 target
 * </pre>
 *
 * @param vertices how many
 * @param sources of the edges
 * @param targets of the edges
 */
public record PeerGraph(int vertices, int[] sources, int[] targets) {
  private static final int BUFFER_BYTES = 1 << 20;

  /** Reads what {@code pregel.bench.Peers} has written. */
  public static PeerGraph read(Path file) throws IOException {
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
      int vertices = in.readInt();
      int edges = in.readInt();
      int[] sources = new int[edges];
      int[] targets = new int[edges];
      for (int i = 0; i < edges; i++) {
        sources[i] = in.readInt();
        targets[i] = in.readInt();
      }
      return new PeerGraph(vertices, sources, targets);
    }
  }

  public int edges() {
    return sources.length;
  }

  /** The neighbours of every vertex, ascending. */
  public int[][] rows() {
    int[] degrees = new int[vertices];
    for (int source : sources) {
      degrees[source]++;
    }
    int[][] rows = new int[vertices][];
    int at = 0;
    for (int v = 0; v < vertices; v++) {
      rows[v] = new int[degrees[v]];
      System.arraycopy(targets, at, rows[v], 0, degrees[v]);
      at += degrees[v];
    }
    return rows;
  }
}
