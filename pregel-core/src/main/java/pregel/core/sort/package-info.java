/**
 * The one external sort: keys that compare as bytes do, runs in memory, runs on disk, and their
 * merge. It knows rows and budgets, not what the rows are sorted for.
 */
package pregel.core.sort;
