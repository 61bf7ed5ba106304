/**
 * What can be said of a built graph without running a program on it. Reading it lives elsewhere.
 */
package pregel.cli.inspect;
