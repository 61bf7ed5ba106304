/**
 * The reference for tables: plans carried out row by row on one thread with boxed values, the
 * executable specification that engines are compared with. Nothing here is fast.
 */
package pregel.api.table.reference;
