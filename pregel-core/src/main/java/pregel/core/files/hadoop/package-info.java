/**
 * Files that the Hadoop client reaches: {@code hdfs:}, {@code s3a:} and what else it is set up for.
 * Loaded by name when a path asks for it, as the client need not be there.
 */
package pregel.core.files.hadoop;
