package pregel.cli.load;

import pregel.core.graph.Graph;
import pregel.core.protocol.LoadReport.InputCounts;
import pregel.loaders.read.GraphFormat;

/**
 * A graph and how it came about.
 *
 * @param graph ready to run on
 * @param counts what reading text and building met; {@link InputCounts#NONE} for a snapshot
 * @param format what it was read as
 * @param seconds from opening the input to the graph
 * @param mappedBytes the size of a mapped snapshot; 0 for text
 */
public record LoadedGraph(
    Graph graph, InputCounts counts, GraphFormat format, double seconds, long mappedBytes) {}
