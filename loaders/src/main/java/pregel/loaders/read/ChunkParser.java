package pregel.loaders.read;

/** Turns chunks of text into ids and weights. Each belongs to one thread. */
interface ChunkParser {
  /**
   * Parses a chunk.
   *
   * @param out cleared by the caller; malformed lines are put into it and end nothing
   */
  void parse(Chunk chunk, ParsedChunk out);
}
