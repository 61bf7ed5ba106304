/**
 * Checkpoints of a job: parts, manifests, what is kept of them. What is in a part, and when one is
 * due, is up to workers and master.
 */
package pregel.core.checkpoint;
