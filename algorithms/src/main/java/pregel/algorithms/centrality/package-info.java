/** How important each vertex is: ranks, degrees, hubs and authorities, distances to all others. */
package pregel.algorithms.centrality;
