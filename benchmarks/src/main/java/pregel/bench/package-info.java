/**
 * What the engine promises about speed, measured through its public interface. Every program checks
 * its answer before it prints a time, quotes ratios within one run, and prints the command that
 * repeats it.
 */
package pregel.bench;
