/** Groups of rows and what is aggregated of them: hashed while they fit, sorted when not. */
package pregel.worker.table.group;
