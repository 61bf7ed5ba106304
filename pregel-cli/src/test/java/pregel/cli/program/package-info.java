/** Programs of users, compiled while testing, run by the command line in and out of process. */
package pregel.cli.program;
