/** A user's class: where it is found, how it is loaded, checked and created. */
package pregel.cli.program;
