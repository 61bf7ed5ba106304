/** The master's decisions about a job, as pure functions: no sockets, threads or clocks. */
package pregel.master;
