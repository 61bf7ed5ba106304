package pregel.loaders.read;

/** CSV after RFC 4180: columns may be quoted, and then hold delimiters, line ends and "" for ". */
abstract class CsvLineParser extends LineParser {
  private final byte delimiter;
  private final CsvCut cut;
  private int chunkEnd;
  private byte[] unquoted = new byte[64];
  private int unquotedLength;

  CsvLineParser(ParseRules rules, String expected, byte delimiter) {
    super(rules, expected);
    this.delimiter = delimiter;
    this.cut = new CsvCut(delimiter);
  }

  /** Takes the next column of a line: without its quotes, but with "" for ". */
  abstract void column(int column, byte[] line, int from, int to, boolean quoted);

  /** Ends a line that is well formed, if only it has the right columns. */
  abstract void end(int columns, ParsedChunk parsed);

  @Override
  public void parse(Chunk chunk, ParsedChunk parsed) {
    chunkEnd = chunk.end;
    super.parse(chunk, parsed);
  }

  @Override
  boolean isComment(byte first) {
    return first == '#';
  }

  @Override
  int lineEnd(byte[] text, int at) {
    int newline = super.lineEnd(text, at);
    for (int i = at; i < newline; i++) {
      if (text[i] == '"') {
        int end = cut.recordEnd(text, at, chunkEnd);
        return end < 0 ? newline : end;
      }
    }
    return newline;
  }

  @Override
  int linesInside(byte[] text, int from, int to) {
    int lines = 0;
    for (int at = from; at < to; at++) {
      lines += text[at] == '\n' ? 1 : 0;
    }
    return lines;
  }

  @Override
  void line(byte[] line, int from, int to, ParsedChunk parsed) {
    int column = 0;
    int at = from;
    while (true) {
      int first = at;
      int last;
      boolean quoted = at < to && line[at] == '"';
      if (quoted) {
        at = closingQuote(line, at + 1, to);
        if (at < 0) {
          reject("an unclosed quote");
          return;
        }
        first++;
        last = at++;
        if (at < to && line[at] != delimiter) {
          reject("text after a closing quote");
          return;
        }
      } else {
        while (at < to && line[at] != delimiter) {
          if (line[at] == '"') {
            reject("a quote inside a column without quotes");
            return;
          }
          at++;
        }
        last = at;
        while (first < last && line[first] == ' ') {
          first++;
        }
        while (last > first && line[last - 1] == ' ') {
          last--;
        }
      }
      column(column++, line, first, last, quoted);
      if (at == to) {
        break;
      }
      at++;
    }
    end(column, parsed);
  }

  /** The id that a column holds. */
  final long id(byte[] line, int from, int to, boolean quoted) {
    if (!quoted || rules.names() == null) {
      return id(line, from, to);
    }
    byte[] name = unquote(line, from, to);
    return id(name, 0, unquotedLength);
  }

  /**
   * What a quoted column holds, in an array that is used again; {@link #unquotedLength} bytes of it
   * are valid.
   */
  final byte[] unquote(byte[] line, int from, int to) {
    if (unquoted.length < to - from) {
      unquoted = new byte[to - from];
    }
    int length = 0;
    for (int at = from; at < to; at++) {
      unquoted[length++] = line[at];
      at += line[at] == '"' ? 1 : 0;
    }
    unquotedLength = length;
    return unquoted;
  }

  final int unquotedLength() {
    return unquotedLength;
  }

  /** The quote that closes the column whose content starts at {@code at}; -1 if none does. */
  private static int closingQuote(byte[] line, int at, int to) {
    for (int i = at; i < to; i++) {
      if (line[i] == '"') {
        if (i + 1 < to && line[i + 1] == '"') {
          i++;
        } else {
          return i;
        }
      }
    }
    return -1;
  }
}
