/**
 * The program that is to be run: a bundled one by its name, or a user's class, where it is found,
 * how it is loaded, checked and created.
 */
package pregel.cli.program;
