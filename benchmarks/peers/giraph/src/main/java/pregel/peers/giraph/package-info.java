/** A PageRank on Giraph, written here, for Giraph's own is an example in another artifact. */
package pregel.peers.giraph;
