/** What users were promised, shown through the command line alone: readers, engine and writers. */
package pregel.cli.acceptance;
