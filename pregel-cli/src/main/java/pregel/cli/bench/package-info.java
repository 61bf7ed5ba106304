/**
 * The benchmark suite of {@code pregel bench}: graphs, workloads, timed trials of verified results,
 * and what is said of them.
 */
package pregel.cli.bench;
