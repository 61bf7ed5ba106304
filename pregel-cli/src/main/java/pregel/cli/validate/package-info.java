/** Whether two results agree, by the benchmark's rules. Computing results lives elsewhere. */
package pregel.cli.validate;
