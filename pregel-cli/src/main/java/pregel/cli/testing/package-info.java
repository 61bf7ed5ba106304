/** The engine as one of those on which {@link pregel.api.testing.ProgramCheck} tries a program. */
package pregel.cli.testing;
