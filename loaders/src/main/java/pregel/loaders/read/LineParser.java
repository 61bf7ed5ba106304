package pregel.loaders.read;

import java.util.Arrays;
import pregel.core.graph.Texts;

/**
 * A parser of lines one by one. It finds lines, leaves out comments and blank ones, and keeps
 * malformed ones with their reason; a format says what a line means. Lines must be UTF-8 without
 * NUL, columns that nobody asks for included; what comments hold is not looked at.
 */
abstract class LineParser implements ChunkParser {
  private static final String NAME_STRINGS =
      "give --ids string if vertices are named by something else";
  private static final String ID_RANGE = "ids are 0 to 9223372036854775807";
  private static final String WITH_BLANKS =
      "put names with blanks or commas into csv, in quotes, or leave --ids string out";

  final ParseRules rules;
  final Fields fields = new Fields();
  private final String expected;
  private final Decimal decimal = new Decimal();
  private ParsedChunk out;
  private byte[] bytes;
  private int lineFrom;
  private int lineTo;

  /**
   * @param expected what a line should hold, for messages
   */
  LineParser(ParseRules rules, String expected) {
    this.rules = rules;
    this.expected = expected;
  }

  /**
   * Reads a line, without its end; {@code from} is its first byte that is not blank. The line is
   * already counted among the rows. Ends with {@link #reject} if it is malformed; what it added is
   * then removed.
   */
  abstract void line(byte[] line, int from, int to, ParsedChunk parsed);

  /** Whether a line that starts with this byte is a comment. */
  boolean isComment(byte first) {
    return first == '#' || first == '%';
  }

  /** Whether blank lines mean something. */
  boolean readsBlankLines() {
    return false;
  }

  @Override
  public void parse(Chunk chunk, ParsedChunk parsed) {
    begin(chunk, parsed);
    if (chunk.overlong) {
      overlong(chunk);
      return;
    }
    int at = 0;
    while (at < chunk.end && goesOn()) {
      at = parseLine(at);
    }
  }

  /** Starts on a chunk. */
  final void begin(Chunk chunk, ParsedChunk parsed) {
    out = parsed;
    bytes = chunk.bytes;
  }

  /** Records a line that is longer than a line may be. */
  final void overlong(Chunk chunk) {
    lineFrom = 0;
    lineTo = Math.min(chunk.end, 1 << 10);
    reject("a line of more than " + (chunk.end > 1 << 24 ? "1 GiB" : "1 MiB"));
    out.rows++;
    out.lines++;
  }

  /** Whether parsing the chunk to its end still makes sense. */
  final boolean goesOn() {
    return out.bad.size() <= rules.maxBadLines();
  }

  /** Reads the line at {@code at}; returns where the next one starts. */
  final int parseLine(int at) {
    byte[] text = bytes;
    int newline = lineEnd(text, at);
    int to = newline > at && text[newline - 1] == '\r' ? newline - 1 : newline;
    int from = at;
    while (from < to && (text[from] == ' ' || text[from] == '\t')) {
      from++;
    }
    lineFrom = at;
    lineTo = to;
    if (from == to ? readsBlankLines() : !isComment(text[from])) {
      int size = out.size;
      int weightCount = out.weightCount;
      int lone = out.lone.size();
      int bad = out.bad.size();
      out.rows++;
      String defect = Utf8.defect(text, from, to);
      if (defect != null) {
        reject(defect, "check that the file is text in UTF-8");
      } else {
        line(text, from, to, out);
      }
      if (out.bad.size() > bad) {
        out.size = size;
        out.weightCount = weightCount;
        out.lone.size(lone);
        if (out.cells != null) {
          out.cells.truncate(size);
        }
        newline = resume(at, newline);
      }
    }
    out.lines += 1 + linesInside(text, at, newline);
    return newline + 1;
  }

  /** Where a malformed line ends: if it spans lines, the next of them may well be a good one. */
  private int resume(int at, int newline) {
    int first = at;
    while (bytes[first] != '\n') {
      first++;
    }
    if (first < newline) {
      BadLine whole = out.bad.remove(out.bad.size() - 1);
      out.bad.add(whole.shortened(first - at));
    }
    return first;
  }

  /** Where the line that starts at {@code at} ends: at a line end. */
  int lineEnd(byte[] text, int at) {
    int newline = at;
    while (text[newline] != '\n') {
      newline++;
    }
    return newline;
  }

  /** Line ends that belong to a line instead of ending it. */
  int linesInside(byte[] text, int from, int to) {
    return 0;
  }

  /** Declares the line malformed, with the advice that fits any bad line. */
  final void reject(String found) {
    reject(found, null);
  }

  /** Declares the line malformed. Only the first reason counts. */
  final void reject(String found, String advice) {
    out.bad.add(
        new BadLine(
            out.lines,
            lineFrom,
            Arrays.copyOfRange(bytes, lineFrom, lineTo),
            expected,
            found,
            advice));
  }

  /** Declares the line malformed for what stands where an id should: a constant of VertexId. */
  final void rejectId(String role, long defect) {
    if (defect == VertexId.NEGATIVE) {
      reject("a negative " + role, ID_RANGE);
    } else if (defect == VertexId.TOO_LARGE) {
      reject(article(role) + role + " beyond 9223372036854775807", ID_RANGE);
    } else if (defect == VertexId.EMPTY) {
      reject("an empty " + role);
    } else if (defect == VertexId.TOO_LONG) {
      reject(
          article(role) + role + " of more than " + Texts.LONGEST + " bytes", "shorten its name");
    } else {
      reject(article(role) + role + " that is not an integer", NAME_STRINGS);
    }
  }

  /**
   * What stands for an id while reading: an integer itself, a name's provisional number, or a
   * constant of VertexId.
   */
  final long id(byte[] line, int from, int to) {
    if (rules.names() == null) {
      return VertexId.parse(line, from, to);
    }
    if (from == to) {
      return VertexId.EMPTY;
    }
    return to - from > Texts.LONGEST ? VertexId.TOO_LONG : rules.names().number(line, from, to);
  }

  /**
   * Whether nothing follows the columns that are wanted. Only asked where vertices have names: what
   * is behind them may be the rest of a name.
   */
  final boolean endsHere() {
    if (rules.names() != null && fields.next()) {
      reject("more columns", WITH_BLANKS);
      return false;
    }
    return true;
  }

  private static String article(String role) {
    return role.startsWith("i") ? "an " : "a ";
  }

  /** Declares the line malformed because columns are missing. */
  final void rejectColumns(int count) {
    reject(count + (count == 1 ? " column" : " columns"));
  }

  /** Reads a weight into {@link #weight}; false if the line is malformed for it. */
  final boolean readWeight(byte[] line, int from, int to) {
    if (!decimal.parse(line, from, to)) {
      reject("a weight that is not a number");
      return false;
    }
    double weight = decimal.value();
    if (!rules.allowNan() && !Double.isFinite(weight)) {
      reject("a weight that is NaN or infinite", "give --allow-nan to admit it");
      return false;
    }
    if (rules.refuseNegativeWeights() && weight < 0) {
      reject("a negative weight", "the algorithm needs weights of 0 or more");
      return false;
    }
    return true;
  }

  /** Whether there is a weight that nothing can be said against; it is then the one read last. */
  final boolean isPlainWeight(byte[] line, int from, int to) {
    return decimal.parse(line, from, to)
        && Double.isFinite(decimal.value())
        && !(rules.refuseNegativeWeights() && decimal.value() < 0);
  }

  /**
   * Reads a number that is the edge's weight only if weights are asked for; otherwise any number
   * will do.
   */
  final boolean readValue(byte[] line, int from, int to) {
    if (rules.weighted()) {
      return readWeight(line, from, to);
    }
    if (!decimal.parse(line, from, to)) {
      reject("a value that is not a number");
      return false;
    }
    return true;
  }

  /** The number that was read last. */
  final double weight() {
    return decimal.value();
  }
}
