package pregel.loaders.read;

import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.loaders.read.MatrixHeader.Symmetry;

/**
 * Matrix Market files: an edge from row to column for every entry of a sparse matrix, and for every
 * entry of a dense one that is not zero. A symmetric matrix is an undirected graph unless the user
 * says otherwise, a skew-symmetric one a directed graph with both directions.
 */
final class MatrixMarket {
  private MatrixMarket() {}

  static Shape read(Text text, Reading reading) {
    ReadOptions options = reading.options();
    if (text.atEnd()) {
      return Shape.asAsked(options);
    }
    MatrixHeader header = MatrixHeader.read(text, options.format() != GraphFormat.MATRIXMARKET);
    if (options.weighted() && header.pattern()) {
      throw new JobException(
          FailureKind.INPUT,
          text.name() + ": a pattern matrix has no values; leave --weighted out");
    }
    boolean undirected =
        options.directedness() == Directedness.UNSPECIFIED
            ? header.symmetry() == Symmetry.SYMMETRIC
            : options.directedness() == Directedness.UNDIRECTED;
    if (undirected && header.symmetry() == Symmetry.SKEW_SYMMETRIC && options.weighted()) {
      throw new JobException(
          FailureKind.USAGE,
          text.name()
              + ": in a skew-symmetric matrix both directions differ in their weights; leave"
              + " --undirected or --weighted out");
    }
    boolean mirror = !undirected && header.symmetry() != Symmetry.GENERAL;
    ParseRules rules = reading.rules();
    EntryCount count = new EntryCount(reading.edges());
    if (header.dense()) {
      DenseEntries dense = new DenseEntries(header, mirror, options.weighted(), count);
      reading.parse(
          text,
          TextLayout.shortLines(reading.chunkBytes()),
          () -> new DenseParser(rules),
          dense,
          options.threads());
    } else {
      reading.parse(
          text,
          TextLayout.shortLines(reading.chunkBytes()),
          () -> new EntryParser(rules, header, mirror),
          count,
          options.threads());
    }
    if (count.entries != header.entries()) {
      throw HeaderText.miscounted(
          text.name(), header.entries() + " entries", String.valueOf(count.entries));
    }
    return new Shape(Shape.range(text.name(), 1, header.vertices()), undirected, false);
  }

  /** Gathers edges and counts the entries they come from. */
  private static final class EntryCount implements ChunkSink {
    private final EdgeCollector edges;
    private long entries;

    EntryCount(EdgeCollector edges) {
      this.edges = edges;
    }

    @Override
    public void accept(ParsedChunk parsed) {
      entries += parsed.rows;
      edges.append(parsed);
    }
  }

  /** Finds the places of a dense matrix's values, which are listed column by column. */
  private static final class DenseEntries implements ChunkSink {
    private final MatrixHeader header;
    private final boolean mirror;
    private final boolean weighted;
    private final ChunkSink next;
    private final ParsedChunk placed = new ParsedChunk();
    private long entries;
    private long column;
    private long columnStart;

    DenseEntries(MatrixHeader header, boolean mirror, boolean weighted, ChunkSink next) {
      this.header = header;
      this.mirror = mirror;
      this.weighted = weighted;
      this.next = next;
    }

    @Override
    public void accept(ParsedChunk parsed) {
      placed.clear();
      placed.rows = parsed.rows;
      for (int i = 0; i < parsed.size / 2; i++) {
        long place = entries + parsed.ids[2 * i];
        if (place >= header.entries()) {
          break;
        }
        while (place >= columnStart + columnLength()) {
          columnStart += columnLength();
          column++;
        }
        long row = firstRow() + place - columnStart;
        put(row + 1, column + 1, weighted ? parsed.weights[i] : 1);
        if (mirror && row != column) {
          double same = weighted ? parsed.weights[i] : 1;
          put(column + 1, row + 1, header.symmetry() == Symmetry.SYMMETRIC ? same : -same);
        }
      }
      entries += parsed.rows;
      next.accept(placed);
    }

    private void put(long row, long col, double weight) {
      if (weighted) {
        placed.add(row, col, weight);
      } else {
        placed.add(row, col);
      }
    }

    private long firstRow() {
      return switch (header.symmetry()) {
        case GENERAL -> 0;
        case SYMMETRIC -> column;
        case SKEW_SYMMETRIC -> column + 1;
      };
    }

    private long columnLength() {
      return header.rows() - firstRow();
    }
  }
}
