package pregel.core.graph;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes a list of byte strings that come one after the other. For one thread. */
public final class TextsBuilder {
  private static final int FIRST_BYTES = 1 << 12;

  private final List<Texts.Segment> full = new ArrayList<>();
  private final int[] offsets = new int[Texts.PER_SEGMENT + 1];
  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;
  private int count;

  /** Appends the string in bytes {@code from} to {@code to} - 1. */
  public void add(byte[] text, int from, int to) {
    int end = offsets[size] + to - from;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    System.arraycopy(text, from, bytes, offsets[size], to - from);
    offsets[++size] = end;
    GraphLimits.checkVertices(++count);
    if (size == Texts.PER_SEGMENT) {
      close();
    }
  }

  /** Strings so far. */
  public int count() {
    return count;
  }

  /** All of them; nothing more may come. */
  public Texts build() {
    if (size > 0) {
      close();
    }
    return new Texts(count, full.toArray(new Texts.Segment[0]));
  }

  private void close() {
    IntBuffer places = OffHeap.ints(size + 1);
    places.put(0, offsets, 0, size + 1);
    ByteBuffer content = OffHeap.bytes(offsets[size]);
    content.put(0, bytes, 0, offsets[size]);
    full.add(new Texts.Segment(places, content));
    size = 0;
  }
}
