package pregel.loaders.read;

import java.util.Map;
import pregel.core.graph.DividedNames;
import pregel.core.graph.EdgeInput;

/**
 * What one of several workers has read of a graph.
 *
 * @param edges the edges that it holds for now, the vertices listed where it has read, and what it
 *     met there; all workers have a vertex list or none has
 * @param names what the ids in the edges stand for, on all workers together; null if they are
 *     numbers
 * @param listsEveryEnd whether every end of an edge counts as listed
 * @param format the format it was read as
 * @param properties as {@link ReadGraph} has them
 */
public record ReadPart(
    EdgeInput edges,
    DividedNames names,
    boolean listsEveryEnd,
    GraphFormat format,
    Map<String, String> properties) {}
