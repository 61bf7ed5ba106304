/**
 * Runs a program for a command: in this process, on worker processes of its own, or on a cluster
 * that is there; with what is written and told of it.
 */
package pregel.cli.run;
