/**
 * Graphs from text: which files, which format, how compressed, and the parsers, in bytes and in
 * parallel. Building the graph, writing results and snapshot files live elsewhere.
 */
package pregel.loaders.read;
