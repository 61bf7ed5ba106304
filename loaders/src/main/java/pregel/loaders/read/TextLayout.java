package pregel.loaders.read;

/**
 * How a text is cut up.
 *
 * @param chunkBytes bytes of a chunk; a longer line makes a longer chunk
 * @param lineBytes bytes that a line may have
 * @param cut where chunks may end
 */
public record TextLayout(int chunkBytes, int lineBytes, LineCut cut) {
  static final int CHUNK_BYTES = 1 << 19;

  /** For formats with an edge a line. */
  public static TextLayout shortLines(int chunkBytes) {
    return new TextLayout(chunkBytes, 1 << 20, LineCut.ANY_LINE);
  }

  /** For formats with a vertex and all its neighbours a line. */
  static TextLayout longLines(int chunkBytes) {
    return new TextLayout(chunkBytes, 1 << 30, LineCut.ANY_LINE);
  }

  /** For CSV. */
  public static TextLayout quotedLines(int chunkBytes, LineCut cut) {
    return new TextLayout(chunkBytes, 1 << 20, cut);
  }
}
