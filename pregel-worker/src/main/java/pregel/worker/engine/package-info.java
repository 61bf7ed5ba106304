/**
 * Executes supersteps over the partitions of one worker: scheduling, delivery, barriers between
 * threads. What runs per vertex and per edge is in the kernel package, which this one reaches only
 * through {@link pregel.worker.engine.Kernel} and {@link pregel.worker.engine.Mail}.
 */
package pregel.worker.engine;
