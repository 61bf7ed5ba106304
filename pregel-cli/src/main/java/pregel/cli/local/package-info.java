/** Runs a job inside this process: master's decisions and one worker, wired without a network. */
package pregel.cli.local;
