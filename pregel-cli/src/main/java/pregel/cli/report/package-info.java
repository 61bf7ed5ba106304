/** What a run reports: summary, statistics as JSON, the best rows. */
package pregel.cli.report;
