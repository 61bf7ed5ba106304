/**
 * A graph in memory, from the edges that readers hand over to compressed sparse rows: ids,
 * canonical order, partitions, adjacency. Formats on disk and supersteps live elsewhere.
 */
package pregel.core.graph;
