/**
 * Places where a process can be made to end abruptly, for tests of recovery with real processes.
 */
package pregel.core.crash;
