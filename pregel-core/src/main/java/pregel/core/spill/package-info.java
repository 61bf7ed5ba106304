/**
 * Rows that memory has no room for, on disk for as long as a job runs: columnar blocks, packed and
 * checksummed, in files that never outlive the job.
 */
package pregel.core.spill;
