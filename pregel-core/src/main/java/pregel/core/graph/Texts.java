package pregel.core.graph;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A numbered list of byte strings, UTF-8 of up to {@link #LONGEST} bytes, off the heap: in segments
 * of {@value #PER_SEGMENT}, so that each stays below 2 GiB and can be mapped from a snapshot.
 */
public final class Texts {
  /** Strings in every segment but the last. */
  public static final int PER_SEGMENT = 1 << 16;

  /** Bytes that a string may have. */
  public static final int LONGEST = Short.MAX_VALUE;

  private static final int SEGMENT_LOG = 16;

  /**
   * Some of the strings, one after the other.
   *
   * @param offsets where each starts, and where the last one ends
   * @param bytes all of them
   */
  public record Segment(IntBuffer offsets, ByteBuffer bytes) {}

  /** Where strings come from. Asked by several threads, for the length of each first. */
  public interface Source {
    int length(int index);

    /** Puts a string's bytes into a buffer from {@code at} on, leaving its position alone. */
    void copy(int index, ByteBuffer to, int at);
  }

  private final int count;
  private final Segment[] segments;

  /**
   * @param count how many strings
   * @param segments one for every {@value #PER_SEGMENT}
   */
  public Texts(int count, Segment[] segments) {
    this.count = count;
    this.segments = segments.clone();
  }

  /** Copies strings. */
  static Texts copy(int count, Source source, BuildThreads threads) {
    Segment[] segments = new Segment[segments(count)];
    threads.each(segments.length, s -> segments[s] = segment(count, s, source));
    return new Texts(count, segments);
  }

  private static Segment segment(int count, int number, Source source) {
    int first = number << SEGMENT_LOG;
    int size = Math.min(PER_SEGMENT, count - first);
    IntBuffer offsets = OffHeap.ints(size + 1);
    int sum = 0;
    for (int i = 0; i < size; i++) {
      sum += source.length(first + i);
      offsets.put(i + 1, sum);
    }
    ByteBuffer bytes = OffHeap.bytes(sum);
    for (int i = 0; i < size; i++) {
      source.copy(first + i, bytes, offsets.get(i));
    }
    return new Segment(offsets, bytes);
  }

  /** Segments that so many strings need. */
  public static int segments(int count) {
    return (int) ((count + PER_SEGMENT - 1L) >>> SEGMENT_LOG);
  }

  public int count() {
    return count;
  }

  public Segment segment(int number) {
    return segments[number];
  }

  public int length(int index) {
    IntBuffer offsets = segments[index >>> SEGMENT_LOG].offsets();
    int at = index & PER_SEGMENT - 1;
    return offsets.get(at + 1) - offsets.get(at);
  }

  /** A string's bytes; a copy. */
  public byte[] bytes(int index) {
    Segment segment = segments[index >>> SEGMENT_LOG];
    int at = index & PER_SEGMENT - 1;
    int from = segment.offsets().get(at);
    byte[] copy = new byte[segment.offsets().get(at + 1) - from];
    segment.bytes().get(from, copy);
    return copy;
  }

  public String text(int index) {
    return new String(bytes(index), StandardCharsets.UTF_8);
  }

  /** Compares a string with other bytes, both as unsigned bytes. */
  int compare(int index, byte[] other, int from, int to) {
    Segment segment = segments[index >>> SEGMENT_LOG];
    int at = segment.offsets().get(index & PER_SEGMENT - 1);
    int end = segment.offsets().get((index & PER_SEGMENT - 1) + 1);
    int place = from;
    while (at < end && place < to) {
      int order = Byte.compareUnsigned(segment.bytes().get(at++), other[place++]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(end - at, to - place);
  }

  /** The place of other bytes among strings in unsigned order; -1 if they are none of them. */
  int find(byte[] other, int from, int to) {
    int place = firstFrom(other, from, to);
    return place < count && compare(place, other, from, to) == 0 ? place : -1;
  }

  /** The first string, of strings in unsigned order, that is not below other bytes. */
  int firstFrom(byte[] other, int from, int to) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, other, from, to) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Puts a string's bytes into a buffer, moving its position. */
  void put(int index, ByteBuffer into) {
    Segment segment = segments[index >>> SEGMENT_LOG];
    int from = segment.offsets().get(index & PER_SEGMENT - 1);
    int length = length(index);
    into.put(into.position(), segment.bytes(), from, length);
    into.position(into.position() + length);
  }

  /** Byte strings on the heap as a source; null is an empty one. */
  static Source source(byte[][] texts) {
    return new Source() {
      @Override
      public int length(int index) {
        return texts[index] == null ? 0 : texts[index].length;
      }

      @Override
      public void copy(int index, ByteBuffer to, int at) {
        if (texts[index] != null) {
          to.put(at, texts[index]);
        }
      }
    };
  }

  /** Some of this list as a source of another. */
  Source source(int[] chosen) {
    return new Source() {
      @Override
      public int length(int index) {
        return Texts.this.length(chosen[index]);
      }

      @Override
      public void copy(int index, ByteBuffer to, int at) {
        int from = chosen[index];
        Segment segment = segments[from >>> SEGMENT_LOG];
        int start = segment.offsets().get(from & PER_SEGMENT - 1);
        to.put(at, segment.bytes(), start, Texts.this.length(from));
      }
    };
  }
}
