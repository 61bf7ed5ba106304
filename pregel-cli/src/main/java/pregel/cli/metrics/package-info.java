/**
 * What masters and workers do, as figures for a monitoring system; how they come about is the
 * nodes' business, and what becomes of them the system's.
 */
package pregel.cli.metrics;
