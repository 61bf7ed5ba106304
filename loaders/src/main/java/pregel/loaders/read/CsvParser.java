package pregel.loaders.read;

import java.nio.charset.StandardCharsets;

/** CSV after RFC 4180: columns may be quoted, and then hold delimiters, line ends and "" for ". */
final class CsvParser extends LineParser {
  private final CsvDialect dialect;
  private final CsvCut cut;
  private int chunkEnd;
  private byte[] unquoted = new byte[64];

  CsvParser(ParseRules rules, CsvDialect dialect) {
    super(rules, expected(rules, dialect));
    this.dialect = dialect;
    this.cut = new CsvCut(dialect.delimiter());
  }

  private static String expected(ParseRules rules, CsvDialect dialect) {
    String columns = rules.weighted() ? "source,target,weight" : "source,target";
    int shown = rules.weighted() ? 3 : 2;
    String among = dialect.columns() > shown ? " among " + dialect.columns() + " columns" : "";
    String names = dialect.unknownNames();
    return columns
        + among
        + (names == null
            ? ""
            : " below the column names " + Excerpt.of(names.getBytes(StandardCharsets.ISO_8859_1)));
  }

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
    long source = VertexId.NOT_AN_INTEGER;
    long target = VertexId.NOT_AN_INTEGER;
    boolean quoted;
    int weightFrom = 0;
    int weightTo = 0;
    int column = 0;
    int at = from;
    while (true) {
      int first = at;
      int last;
      quoted = at < to && line[at] == '"';
      if (quoted) {
        at = closingQuote(line, at + 1, to);
        if (at < 0) {
          reject("an unclosed quote");
          return;
        }
        first++;
        last = at++;
        if (at < to && line[at] != dialect.delimiter()) {
          reject("text after a closing quote");
          return;
        }
      } else {
        while (at < to && line[at] != dialect.delimiter()) {
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
      if (column == dialect.source()) {
        source = id(line, first, last, quoted);
      } else if (column == dialect.target()) {
        target = id(line, first, last, quoted);
      } else if (column == dialect.weight()) {
        weightFrom = first;
        weightTo = last;
      }
      column++;
      if (at == to) {
        break;
      }
      at++;
    }
    if (column != dialect.columns() || column < 2) {
      rejectColumns(column);
    } else if (source < 0) {
      rejectId("source", source);
    } else if (target < 0) {
      rejectId("target", target);
    } else if (!rules.weighted()) {
      parsed.add(source, target);
    } else if (dialect.weight() < 0) {
      rejectColumns(column);
    } else if (readWeight(line, weightFrom, weightTo)) {
      parsed.add(source, target, weight());
    }
  }

  /** An id, without the second of each two quotes. */
  private long id(byte[] line, int from, int to, boolean quoted) {
    if (!quoted || rules.names() == null) {
      return id(line, from, to);
    }
    if (unquoted.length < to - from) {
      unquoted = new byte[to - from];
    }
    int length = 0;
    for (int at = from; at < to; at++) {
      unquoted[length++] = line[at];
      at += line[at] == '"' ? 1 : 0;
    }
    return id(unquoted, 0, length);
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
