/** This project's PageRank, measured as its peers are. */
package pregel.peers.pregel;
