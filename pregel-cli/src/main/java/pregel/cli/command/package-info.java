/** One class per command and per group of options. What commands report lives elsewhere. */
package pregel.cli.command;
