/** Comparing results by the benchmark's matching rules. */
package pregel.cli.validate;
