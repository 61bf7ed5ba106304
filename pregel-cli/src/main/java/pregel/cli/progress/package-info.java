/** Progress on standard error while a command works. */
package pregel.cli.progress;
