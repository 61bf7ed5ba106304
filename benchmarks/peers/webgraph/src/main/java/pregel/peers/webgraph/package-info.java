/** The PageRanks of the Laboratory for Web Algorithmics, on a WebGraph. */
package pregel.peers.webgraph;
