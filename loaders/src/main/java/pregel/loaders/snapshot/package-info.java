/** Graphs as files that open by being mapped. Text formats and compression live elsewhere. */
package pregel.loaders.snapshot;
