package pregel.loaders.read;

import java.util.Map;

/**
 * About how large a graph in text is, told without reading all of it.
 *
 * @param bytes of text, unpacked
 * @param listed edges that the text lists
 * @param room edges for which reading makes room, in blocks of {@link EdgeCollector}
 * @param vertices how many, if ids are dense at most
 * @param idRange from the least id to the greatest
 * @param hubShare of all ends of edges, those at the 64 vertices that have most
 * @param nameBytes of a vertex's name; 0 if vertices are numbered
 * @param mirrored whether every listed edge stands for both directions
 * @param undirected whether the graph is, by what is known before reading
 * @param properties what the input says of algorithms' parameters
 */
public record TextSize(
    long bytes,
    long listed,
    long room,
    long vertices,
    long idRange,
    double hubShare,
    long nameBytes,
    boolean mirrored,
    boolean undirected,
    Map<String, String> properties) {

  /** Of standard input, which cannot be looked at without consuming it. */
  public static final TextSize UNKNOWN = new TextSize(0, 0, 0, 0, 0, 0, 0, false, false, Map.of());

  public long directedEdges() {
    return mirrored ? 2 * listed : listed;
  }

  /** Directed edges of the 64 vertices that have most. */
  public long hubEdges() {
    return Math.round(hubShare * directedEdges());
  }
}
