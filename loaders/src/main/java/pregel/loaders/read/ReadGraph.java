package pregel.loaders.read;

import java.util.Map;
import pregel.core.graph.EdgeInput;

/**
 * A graph as read.
 *
 * @param edges edges, vertices and what was met
 * @param format the format it was read as, never {@link GraphFormat#AUTO}
 * @param properties of a Graphalytics graph, the keys without their leading {@code graph.NAME.}
 *     ({@code bfs.source-vertex}, {@code directed}); of other formats none
 */
public record ReadGraph(EdgeInput edges, GraphFormat format, Map<String, String> properties) {}
