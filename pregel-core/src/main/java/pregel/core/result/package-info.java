/**
 * The result of a job of many workers on its way to one output: a part per worker, put together
 * again. How it appears is in {@code pregel.core.commit}, what its rows look like in the writers.
 */
package pregel.core.result;
