/**
 * Tables in memory: rows in columnar batches, and how batches pass from those who make them to
 * those who take them. What is calculated from them is for others.
 */
package pregel.core.table;
