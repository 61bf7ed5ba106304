/**
 * What the master and its workers say to each other: records, their bytes, and the link that
 * carries them. Who decides what is said is in the master and the worker.
 */
package pregel.core.protocol;
