/** Random walks, which look at a graph by sampling it. */
package pregel.algorithms.sampling;
