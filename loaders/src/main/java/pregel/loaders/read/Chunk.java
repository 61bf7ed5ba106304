package pregel.loaders.read;

import java.util.Arrays;

/**
 * A run of whole lines in a reused buffer: bytes 0 to {@link #end} - 1, the last of them a line
 * end, added if the text lacks its last one.
 */
public final class Chunk {
  public byte[] bytes;
  public int end;

  /** Where it starts in its text. */
  public long offset;

  /** Whether all of it is the beginning of one line that is longer than a line may be. */
  public boolean overlong;

  public Chunk(int capacity) {
    bytes = new byte[capacity + 1];
  }

  /** Bytes of text that fit, leaving room for a line end. */
  int capacity() {
    return bytes.length - 1;
  }

  void grow(int capacity) {
    bytes = Arrays.copyOf(bytes, capacity + 1);
  }
}
