/** GraphX's PageRank, on Spark within this process. */
package pregel.peers.graphx;
