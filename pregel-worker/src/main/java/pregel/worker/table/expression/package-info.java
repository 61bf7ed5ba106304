/** Expressions calculated batch by batch, a column at a time. */
package pregel.worker.table.expression;
