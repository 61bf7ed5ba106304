/**
 * What runs per vertex and per edge. {@link pregel.worker.engine.KernelClasses} defines the whole
 * package anew for every program class, so that each job's loops are compiled for its own program;
 * nothing here may keep static state.
 */
package pregel.worker.kernel;
