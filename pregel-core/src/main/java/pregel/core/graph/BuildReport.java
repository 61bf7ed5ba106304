package pregel.core.graph;

/**
 * What building met.
 *
 * @param duplicates parallel edges beyond the first of each pair, as listed; kept or merged
 * @param selfLoops edges from a vertex to itself, as listed; kept or dropped
 * @param unknownDropped edges left out because an end was unknown
 */
public record BuildReport(long duplicates, long selfLoops, long unknownDropped) {}
