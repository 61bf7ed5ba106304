package pregel.cli.command;

import pregel.core.graph.BuildReport;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.loaders.read.GraphFormat;

/**
 * A graph and how it came about.
 *
 * @param graph ready to run on
 * @param report what building met; null for a snapshot
 * @param counts what reading met; null for a snapshot
 * @param format what it was read as
 * @param seconds from opening the input to the graph
 * @param mappedBytes the size of a mapped snapshot; 0 for text
 */
record LoadedGraph(
    Graph graph,
    BuildReport report,
    EdgeInput.Counts counts,
    GraphFormat format,
    double seconds,
    long mappedBytes) {}
