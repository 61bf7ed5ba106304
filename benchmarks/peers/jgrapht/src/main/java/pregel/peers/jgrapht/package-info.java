/** JGraphT's PageRank, which has one thread, on its sparse graph of ints. */
package pregel.peers.jgrapht;
