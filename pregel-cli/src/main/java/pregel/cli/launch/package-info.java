/** What the launcher runs beside commands. */
package pregel.cli.launch;
