package pregel.loaders.read;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.NameTable;

/**
 * Reads results: a line with id and value for every vertex, separated by blanks, a tab or a comma;
 * perhaps a line of names first, comments and blank lines anywhere. Or JSON lines, an object with
 * id and value in this order. Packed or not.
 */
public final class ResultReader {

  /** Takes the rows in the order of the text; exactly one call for each. */
  public interface Sink {
    /** A whole number that fits, however it is written. */
    void whole(long id, long value);

    /** Any other number, infinity and NaN. */
    void real(long id, double value);

    /** Nothing after the separator: what CSV writes for an unreachable vertex. */
    void absent(long id);

    /**
     * What is no number, where ids are names: a name too.
     *
     * @param value its provisional number in the table of names
     */
    default void name(long id, long value) {
      throw new IllegalStateException("a name as value where ids are integers");
    }
  }

  private static final String NO_ID =
      "an id that is not an integer from 0 to 2^63 - 1 (--ids string reads names)";
  private static final double TWO_TO_63 = 0x1p63;

  private final String name;
  private final Sink sink;
  private final NamedRows named;
  private final Decimal decimal = new Decimal();
  private byte[] bytes;
  private long lines;
  private boolean namesMayCome = true;

  private ResultReader(String name, Sink sink, NameTable names) {
    this.name = name;
    this.sink = sink;
    this.named = names == null ? null : new NamedRows(names, sink);
  }

  /**
   * Reads a file, standard input if the name is {@code -}, or all parts of a directory or a pattern
   * by name.
   *
   * @throws JobException of kind INPUT, naming the line, at the first line that is not a row
   */
  public static void read(String input, Sink sink) {
    read(input, sink, null);
  }

  /**
   * As {@link #read(String, Sink)}, for results whose ids are names.
   *
   * @param names where names are collected; ids are then provisional numbers. Null if ids are
   *     integers
   */
  public static void read(String input, Sink sink, NameTable names) {
    for (String file : InputFiles.of(List.of(input))) {
      try (Text text = Text.open(file)) {
        new ResultReader(text.name(), sink, names).read(text);
      }
    }
  }

  private void read(Text text) {
    TextLayout layout = TextLayout.shortLines(TextLayout.CHUNK_BYTES);
    Chunk chunk = new Chunk(layout.chunkBytes());
    try {
      while (text.nextChunk(chunk, layout)) {
        bytes = chunk.bytes;
        if (chunk.overlong) {
          throw new JobException(
              FailureKind.INPUT,
              name + ":" + (lines + 1) + ": a line of more than 1 MiB; check that it is a result");
        }
        int at = 0;
        while (at < chunk.end) {
          int newline = at;
          while (bytes[newline] != '\n') {
            newline++;
          }
          lines++;
          line(at, newline);
          at = newline + 1;
        }
      }
    } catch (IOException e) {
      throw text.unreadable(e);
    }
    text.checkUnchanged();
  }

  private void line(int lineFrom, int newline) {
    int from = lineFrom;
    int to = newline;
    if (to > from && bytes[to - 1] == '\r') {
      to--;
    }
    int whole = to;
    boolean separated = false;
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    while (to > from && isBlank(bytes[to - 1])) {
      separated |= bytes[to - 1] == '\t';
      to--;
    }
    if (from == to || bytes[from] == '#' || bytes[from] == '%') {
      return;
    }
    if (named != null) {
      try {
        named.line(bytes, from, whole);
      } catch (NamedRows.Malformed e) {
        throw malformed(lineFrom, whole, e.getMessage());
      }
      return;
    }
    if (bytes[from] == '{') {
      json(from, to, lineFrom, whole);
      return;
    }
    int idTo = from;
    while (idTo < to && !isBlank(bytes[idTo]) && bytes[idTo] != ',') {
      idTo++;
    }
    int valueFrom = idTo;
    while (valueFrom < to && isBlank(bytes[valueFrom])) {
      valueFrom++;
    }
    if (valueFrom < to && bytes[valueFrom] == ',') {
      separated = true;
      valueFrom++;
      while (valueFrom < to && isBlank(bytes[valueFrom])) {
        valueFrom++;
      }
    }
    long id = VertexId.parse(bytes, from, idTo);
    boolean first = namesMayCome;
    namesMayCome = false;
    if (id < 0) {
      if (first && isName(bytes[from])) {
        return;
      }
      throw malformed(lineFrom, whole, NO_ID);
    }
    if (valueFrom == to) {
      if (!separated) {
        throw malformed(lineFrom, whole, "1 column");
      }
      sink.absent(id);
      return;
    }
    value(id, valueFrom, to, lineFrom, whole);
  }

  /** An object with two members; what they are called does not matter. */
  private void json(int from, int to, int lineFrom, int lineTo) {
    namesMayCome = false;
    int idColon = indexOf(':', from, to);
    int comma = indexOf(',', idColon, to);
    int valueColon = indexOf(':', comma, to);
    if (valueColon == to || bytes[to - 1] != '}') {
      throw malformed(lineFrom, lineTo, "another object");
    }
    int valueFrom = firstInside(valueColon + 1, to - 1);
    int valueTo = endInside(valueFrom, to - 1);
    long id = VertexId.parse(bytes, firstInside(idColon + 1, comma), endInside(idColon + 1, comma));
    if (id < 0) {
      throw malformed(lineFrom, lineTo, NO_ID);
    }
    if (valueTo - valueFrom == 4 && bytes[valueFrom] == 'n' && bytes[valueFrom + 1] == 'u') {
      sink.absent(id);
    } else {
      value(id, valueFrom, valueTo, lineFrom, lineTo);
    }
  }

  private int indexOf(char wanted, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** The first byte inside blanks and quotes. */
  private int firstInside(int from, int to) {
    int at = from;
    while (at < to && (isBlank(bytes[at]) || bytes[at] == '"')) {
      at++;
    }
    return at;
  }

  /** The end inside blanks and quotes. */
  private int endInside(int from, int to) {
    int at = to;
    while (at > from && (isBlank(bytes[at - 1]) || bytes[at - 1] == '"')) {
      at--;
    }
    return at;
  }

  private void value(long id, int from, int to, int lineFrom, int lineTo) {
    if (!number(id, bytes, from, to, decimal, sink)) {
      for (int at = from; at < to; at++) {
        if (isBlank(bytes[at]) || bytes[at] == ',') {
          throw malformed(lineFrom, lineTo, "more than 2 columns");
        }
      }
      throw malformed(lineFrom, lineTo, "a value that is not a number");
    }
  }

  /** Hands a number over; false if it is none. */
  static boolean number(long id, byte[] bytes, int from, int to, Decimal decimal, Sink sink) {
    boolean negative = bytes[from] == '-';
    long magnitude = VertexId.parse(bytes, negative ? from + 1 : from, to);
    if (magnitude >= 0) {
      sink.whole(id, negative ? -magnitude : magnitude);
      return true;
    }
    if (!decimal.parse(bytes, from, to)) {
      return false;
    }
    double value = decimal.value();
    if (value == Math.rint(value) && Math.abs(value) < TWO_TO_63) {
      sink.whole(id, (long) value);
    } else {
      sink.real(id, value);
    }
    return true;
  }

  private JobException malformed(int from, int to, String found) {
    return new JobException(
        FailureKind.INPUT,
        name
            + ":"
            + lines
            + ": expected id and value but found "
            + found
            + ": "
            + Excerpt.of(Arrays.copyOfRange(bytes, from, to))
            + "; mend the line");
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }

  /** Whether a column that is no id may be the name of one. */
  private static boolean isName(byte first) {
    return first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first == '"';
  }
}
