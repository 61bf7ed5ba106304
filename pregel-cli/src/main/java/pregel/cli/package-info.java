/** The entry point of the command line. What commands do lives in the packages below. */
package pregel.cli;
