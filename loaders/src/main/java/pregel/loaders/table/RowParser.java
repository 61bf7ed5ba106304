package pregel.loaders.table;

import pregel.core.table.Batch;
import pregel.loaders.read.Chunk;

/** Turns chunks of text into rows. For one thread. */
interface RowParser {
  /**
   * Parses a chunk.
   *
   * @param to empty
   * @return how many lines the chunk has
   */
  long parse(Chunk chunk, Batch to) throws RowDefect;
}
