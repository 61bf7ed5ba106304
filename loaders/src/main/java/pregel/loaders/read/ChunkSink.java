package pregel.loaders.read;

/** Takes what parsers found, in input order, from one thread at a time. */
interface ChunkSink {
  /** Takes a chunk's content, which is valid until this returns. */
  void accept(ParsedChunk parsed);
}
