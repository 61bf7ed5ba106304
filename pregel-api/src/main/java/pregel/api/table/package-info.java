/**
 * Tables: schemas, expressions, and lazy pipelines as immutable plans. Nothing here says how or
 * where a plan is carried out; {@link pregel.api.table.reference} says what it means.
 */
package pregel.api.table;
