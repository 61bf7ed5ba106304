package pregel.loaders.read;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.NameTable;
import pregel.core.graph.VertexNames;

/** One call of the reader under way: what is gathered from all its texts. */
final class Reading {
  private final ReadOptions options;
  private final int chunkBytes;
  private final BadLines badLines;
  private final EdgeCollector edges;
  private final LongArrayList lone = new LongArrayList();
  private final NameTable nameTable;
  private VertexNames names;
  private long lines;
  private long bytes;

  Reading(ReadOptions options, int chunkBytes, BadLines badLines) {
    this(options, chunkBytes, badLines, new EdgeCollector(options.weighted()));
  }

  Reading(ReadOptions options, int chunkBytes, BadLines badLines, EdgeCollector edges) {
    this.options = options;
    this.chunkBytes = chunkBytes;
    this.badLines = badLines;
    this.edges = edges;
    this.nameTable = options.ids() == IdKind.STRING ? new NameTable() : null;
  }

  /** The same reading from its start, which gathers all edges and leaves no file. */
  Reading afresh() {
    return new Reading(options, chunkBytes, new BadLines(options.maxBadLines(), null));
  }

  ReadOptions options() {
    return options;
  }

  ParseRules rules() {
    return ParseRules.of(options, nameTable);
  }

  int chunkBytes() {
    return chunkBytes;
  }

  EdgeCollector edges() {
    return edges;
  }

  /** Lines read so far. */
  long lines() {
    return lines;
  }

  /** Lines that were skipped so far. */
  long skipped() {
    return badLines.skipped();
  }

  /** Vertices whose line named no neighbour. */
  LongArrayList lone() {
    return lone;
  }

  /**
   * Makes the dictionary, if vertices have names, and replaces provisional numbers by its: in
   * edges, lone vertices, and the vertices given. After this nothing more is parsed.
   */
  void settleNames(long[] vertices) {
    if (nameTable == null) {
      return;
    }
    names = nameTable.sort(options.threads());
    nameTable.renumber(edges.blocks(), options.threads());
    nameTable.renumber(lone.elements(), 0, lone.size());
    if (vertices != null) {
      nameTable.renumber(vertices, 0, vertices.length);
    }
  }

  /** The dictionary; null if ids are integers. */
  VertexNames names() {
    return names;
  }

  /** An id for people. */
  String text(long id) {
    return names == null ? Long.toString(id) : names.name(id);
  }

  EdgeInput.Counts counts() {
    return new EdgeInput.Counts(lines, badLines.skipped(), bytes);
  }

  /** Parses what is left of a text, and appends the edges found. */
  void parseEdges(Text text, TextLayout layout, Supplier<ChunkParser> parsers) {
    parse(text, layout, parsers, edges::append, options.threads());
  }

  /** Parses what is left of a text into a list of ids. */
  long[] parseVertices(Text text) {
    List<long[]> parts = new ArrayList<>();
    ParseRules rules = rules();
    parse(
        text,
        TextLayout.shortLines(chunkBytes),
        () -> new VertexListParser(rules),
        parsed -> parts.add(Arrays.copyOf(parsed.ids, parsed.size)),
        options.threads());
    return concatenated(parts);
  }

  /** Takes the lines to the first that is no comment; null if that does not name columns. */
  VertexHeader vertexHeader(Text text) {
    String first = text.nextLine();
    while (first != null && (first.isBlank() || first.startsWith("#") || first.startsWith("%"))) {
      first = text.nextLine();
    }
    boolean named = nameTable != null;
    return first == null ? null : VertexHeader.of(text.name(), text.lines(), first, named);
  }

  /** Parses a list of vertices, or a table of them and their values. */
  ListedVertices parseVertexFile(Text text) {
    VertexHeader header = vertexHeader(text);
    if (header == null) {
      text.pushBack();
      return new ListedVertices(parseVertices(text), List.of());
    }
    List<long[]> parts = new ArrayList<>();
    List<Cells> cells = new ArrayList<>();
    ParseRules rules = rules();
    parse(
        text,
        TextLayout.quotedLines(chunkBytes, new CsvCut(header.delimiter())),
        () -> new VertexTableParser(rules, header),
        parsed -> {
          parts.add(Arrays.copyOf(parsed.ids, parsed.size));
          cells.add(parsed.cells);
        },
        options.threads());
    return ListedVertices.of(concatenated(parts), header, cells, options.threads());
  }

  /** Parses what is left of a text. */
  void parse(
      Text text, TextLayout layout, Supplier<ChunkParser> parsers, ChunkSink found, int threads) {
    long textStart = bytes;
    long firstLine = lines;
    lines += text.lines();
    bytes += text.offset() - text.start();
    ChunkPipeline.run(
        text,
        layout,
        parsers,
        parsed -> {
          for (BadLine bad : parsed.bad) {
            long line = lines - firstLine + bad.line() + 1;
            badLines.skip(text.name(), line, parsed.offset + bad.offset(), bad);
          }
          lines += parsed.lines;
          lone.addAll(parsed.lone);
          found.accept(parsed);
          bytes = textStart + parsed.offset - text.start() + parsed.bytes;
          options.onBytes().accept(bytes);
        },
        threads);
    text.checkUnchanged();
  }

  private static long[] concatenated(List<long[]> parts) {
    int length = 0;
    for (long[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    long[] all = new long[length];
    int at = 0;
    for (long[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
