/**
 * Jobs of several processes as the command line has them: how they are written down, how a cluster
 * on this machine is started and ended. What the processes do is in the master and the worker.
 */
package pregel.cli.cluster;
