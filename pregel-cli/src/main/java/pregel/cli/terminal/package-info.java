/** Standard output and standard error as commands use them. */
package pregel.cli.terminal;
