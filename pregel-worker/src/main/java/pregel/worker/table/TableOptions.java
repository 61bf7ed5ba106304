package pregel.worker.table;

import java.nio.file.Path;

/**
 * How a plan is carried out. None of it shows in the result.
 *
 * @param memoryBytes what stages may hold of rows, all together
 * @param spillParent where a directory is made for rows that memory has no room for
 */
public record TableOptions(int threads, long memoryBytes, Path spillParent) {}
