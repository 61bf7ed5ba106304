/**
 * A job on the nodes of a cluster: what the master and a worker do for it, from its definition to
 * its output. How processes are started and jobs handed over lives elsewhere.
 */
package pregel.cli.job;
