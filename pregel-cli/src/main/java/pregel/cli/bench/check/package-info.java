/**
 * Checks of results before their times are believed: each in a way of its own, serial and simple,
 * that shares nothing with the algorithm but the graph.
 */
package pregel.cli.bench.check;
