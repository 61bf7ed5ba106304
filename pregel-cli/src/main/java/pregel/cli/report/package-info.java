/**
 * What a run reports: summary, statistics as JSON, the best rows, the records of watched vertices.
 */
package pregel.cli.report;
