/** Joins: by a hash table of the right side while it fits, by merging sorted sides when not. */
package pregel.worker.table.join;
