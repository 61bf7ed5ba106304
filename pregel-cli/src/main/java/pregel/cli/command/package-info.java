/**
 * One class per command, with the groups of options that only commands read. What runs jobs, and
 * what is reported of them, lives elsewhere.
 */
package pregel.cli.command;
