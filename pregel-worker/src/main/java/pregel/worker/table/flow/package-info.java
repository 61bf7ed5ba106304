/**
 * How batches flow: from sources through what is done to each batch alone into what needs many, on
 * all threads. What is done is for others.
 */
package pregel.worker.table.flow;
