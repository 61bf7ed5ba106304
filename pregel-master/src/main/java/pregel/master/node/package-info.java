/**
 * A master as a process: takes leadership, dials workers, waits for their answers, and does what
 * the decisions of {@code pregel.master} say.
 */
package pregel.master.node;
