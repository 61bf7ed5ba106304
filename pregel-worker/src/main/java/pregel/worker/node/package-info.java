/**
 * A worker as a process among others: takes the master's orders, loads its share of a job's graph,
 * and has the engine execute supersteps on it.
 */
package pregel.worker.node;
