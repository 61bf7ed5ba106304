/** Distances from one vertex to all others. */
package pregel.algorithms.traversal;
