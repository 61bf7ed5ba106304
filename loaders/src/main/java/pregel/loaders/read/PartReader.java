package pregel.loaders.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pregel.api.JobException;
import pregel.core.files.FileStat;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.transport.Collective;
import pregel.loaders.read.DividedTexts.Piece;
import pregel.loaders.read.DividedTexts.Role;
import pregel.loaders.read.DividedTexts.Source;

/**
 * Reads a graph from text together with other workers, as {@link GraphReader} reads it alone: every
 * line once, with the same malformed lines and the same failures, which all workers then have.
 *
 * <p>A text with an edge or a vertex a line is cut by bytes. What is packed is read by one worker,
 * which hands blocks of its edges on to all in turn, so that nobody gathers a whole graph. Formats
 * whose lines mean something only together are read so by the first worker.
 */
public final class PartReader {
  private static final int HEAD = 0;

  private final List<String> inputs;
  private final ReadOptions options;
  private final Collective together;
  private final int chunkBytes;
  private final PartBadLines badLines;
  private final Reading reading;
  private final List<Source> sources = new ArrayList<>();
  private final List<long[]> listed = new ArrayList<>();

  // What all workers find out alike.
  private GraphFormat format;
  private boolean whole;
  private boolean undirected;
  private boolean hasList;
  private Map<String, String> properties = Map.of();
  private Dimacs.Head dimacs;

  private ListedVertices table;

  private PartReader(
      List<String> inputs, ReadOptions options, Collective together, int chunkBytes) {
    this.inputs = inputs;
    this.options = options;
    this.together = together;
    this.chunkBytes = chunkBytes;
    this.badLines = new PartBadLines(options.maxBadLines());
    this.reading =
        new Reading(
            options, chunkBytes, badLines, new EdgeCollector(options.weighted(), together.self()));
    this.hasList = options.vertices() != null;
  }

  /**
   * Reads this worker's part.
   *
   * @param inputs as {@link GraphReader#read} takes them, but for standard input; the same on all
   *     workers, and so are the options
   * @throws JobException the same on all workers
   */
  public static ReadPart read(List<String> inputs, ReadOptions options, Collective together)
      throws InterruptedException {
    return read(inputs, options, together, TextLayout.CHUNK_BYTES);
  }

  static ReadPart read(
      List<String> inputs, ReadOptions options, Collective together, int chunkBytes)
      throws InterruptedException {
    PartReader reader = new PartReader(inputs, options, together, chunkBytes);
    JobException failure = null;
    try {
      reader.plan();
    } catch (JobException e) {
      failure = e;
    }
    together.fail(failure);
    return reader.whole ? reader.readByFirst() : reader.readParts();
  }

  /** Finds out what there is to read; all workers come to the same. */
  private void plan() {
    GraphalyticsFiles graphalytics = GraphReader.graphalytics(inputs, options.format());
    if (graphalytics != null) {
      GraphReader.requireIds(graphalytics.edges(), GraphFormat.GRAPHALYTICS, options);
      format = GraphFormat.GRAPHALYTICS;
      properties = graphalytics.properties();
      undirected = GraphReader.isUndirected(graphalytics, options);
      hasList = true;
      sources.add(new Source(graphalytics.vertices(), Role.VERTICES, true, false));
      addVertexFile();
      sources.add(new Source(graphalytics.edges(), Role.EDGES, true, false));
      return;
    }
    GraphReader.requireGraphalytics(inputs, options.format());
    List<String> files = InputFiles.of(inputs);
    format = options.format();
    undirected = options.directedness() == Directedness.UNDIRECTED;
    if (format == GraphFormat.AUTO) {
      try (Text text = Text.open(files.get(0))) {
        format = FormatDetection.of(files.get(0), text.peek(), options.ids() == IdKind.STRING);
      }
    }
    for (String file : files) {
      GraphReader.requireIds(file, format, options);
      GraphReader.requireFewFiles(file, format, files.size());
      sources.add(new Source(file, Role.EDGES, true, format == GraphFormat.CSV));
    }
    switch (format) {
      case EDGELIST, CSV -> {
        // An edge a line.
      }
      case ADJACENCY -> whole = undirected;
      case DIMACS -> {
        try (Text text = Text.open(files.get(0))) {
          dimacs = Dimacs.head(text);
        }
        hasList |= dimacs != null;
      }
      case AUTO, GRAPHALYTICS, MATRIXMARKET, METIS, WEBGRAPH, PARQUET, SNAPSHOT -> whole = true;
    }
    addVertexFile();
  }

  private void addVertexFile() {
    if (options.vertices() != null) {
      String name = options.vertices().toString();
      try (Text text = Text.open(name)) {
        boolean list = reading.vertexHeader(text) == null;
        sources.add(new Source(name, Role.VERTEX_FILE, list, false));
      }
    }
  }

  /**
   * Reads everything on the first worker, which hands edges on while it reads. Of undirected
   * adjacency lists it keeps them all: whether they name edges from one end or from both shows when
   * all are there.
   */
  private ReadPart readByFirst() throws InterruptedException {
    HandedBlocks handed = new HandedBlocks(together, options.weighted());
    ReadGraph graph = null;
    JobException failure = null;
    handed.open();
    if (together.self() == 0) {
      try {
        graph =
            format == GraphFormat.ADJACENCY
                ? GraphReader.read(inputs, options, chunkBytes)
                : GraphReader.hand(inputs, options, chunkBytes, handed);
      } catch (JobException e) {
        failure = e;
      }
    }
    handed.finish();
    together.fail(failure);
    EdgeInput found = graph == null ? null : graph.edges();
    long[] shape =
        together
            .gather(
                found != null && found.undirected() ? 1 : 0,
                found != null && found.symmetric() ? 1 : 0,
                found != null && found.vertices() != null ? 1 : 0)[0];
    if (found == null) {
      found =
          new EdgeInput(
              new ArrayList<>(),
              shape[2] == 0 ? null : new long[0],
              shape[0] != 0,
              shape[1] != 0,
              options.weighted(),
              new EdgeInput.Counts(0, 0, 0));
    }
    found.blocks().addAll(handed.kept());
    return new ReadPart(found, false, format, properties);
  }

  private ReadPart readParts() throws InterruptedException {
    List<Piece> pieces = DividedTexts.divide(sources, together);
    HandedBlocks handed = new HandedBlocks(together, options.weighted());
    long[] lines = new long[sources.size()];
    JobException failure = null;
    handed.open();
    try {
      for (Piece piece : pieces) {
        long before = reading.lines();
        try {
          read(piece, handed);
        } finally {
          lines[piece.text()] = reading.lines() - before;
        }
      }
    } catch (JobException e) {
      failure = e;
    }
    handed.finish();
    settleFailures(pieces, lines, failure);
    boolean lone = together.sum((long) reading.lone().size())[0] > 0;
    if (dimacs != null) {
      long found = reading.edges().total() + reading.skipped();
      Dimacs.requireCount(sources.get(HEAD).name(), dimacs, together.sum(found)[0]);
      listed.add(dimacsVertices());
    }
    List<EdgeBlock> blocks = reading.edges().blocks();
    blocks.addAll(handed.kept());
    return new ReadPart(
        new EdgeInput(
            blocks,
            hasList || lone ? vertices() : null,
            undirected,
            false,
            options.weighted(),
            null,
            table == null ? List.of() : table.columns(),
            List.of(),
            reading.counts()),
        lone && options.vertices() == null,
        format,
        properties);
  }

  private void read(Piece piece, HandedBlocks handed) {
    Source source = sources.get(piece.text());
    badLines.beginText(piece.text());
    if (piece.whole()) {
      reading.edges().handTo(handed);
      try (Text text = Text.open(source.name())) {
        read(text, source, true, null);
      } finally {
        reading.edges().handTo(null);
      }
      return;
    }
    FileStat file = piece.file();
    String first = null;
    long body = 0;
    if (source.role() == Role.EDGES
        && (format == GraphFormat.CSV || format == GraphFormat.DIMACS)) {
      try (Text head = Text.open(source.name())) {
        first = format == GraphFormat.CSV ? EdgeTexts.csvHead(head, options) : null;
        if (format == GraphFormat.DIMACS) {
          Dimacs.head(head);
        }
        body = head.offset();
      }
    }
    long from =
        piece.from() == 0 ? 0 : Math.max(body, LineStarts.from(source.name(), file, piece.from()));
    long to = Math.max(body, LineStarts.from(source.name(), file, piece.to()));
    if (from < to) {
      try (Text text = Text.open(source.name(), file, from, to)) {
        read(text, source, from == 0, first);
      }
    }
  }

  /**
   * @param start whether the text starts where the file does
   * @param first the first line of a CSV file of which this is a later part
   */
  private void read(Text text, Source source, boolean start, String first) {
    switch (source.role()) {
      case VERTICES -> listed.add(reading.parseVertices(text));
      case VERTEX_FILE -> {
        ListedVertices found =
            start
                ? reading.parseVertexFile(text)
                : new ListedVertices(reading.parseVertices(text), List.of());
        if (found.columns().isEmpty()) {
          listed.add(found.ids());
        } else {
          table = found;
        }
      }
      case EDGES -> {
        switch (format) {
          case EDGELIST, GRAPHALYTICS -> EdgeTexts.readEdgeList(text, reading);
          case ADJACENCY -> AdjacencyLists.read(text, reading);
          case CSV -> {
            if (start) {
              EdgeTexts.readCsv(text, reading);
            } else {
              EdgeTexts.readCsv(text, first, reading);
            }
          }
          case DIMACS -> {
            if (start) {
              Dimacs.head(text);
            }
            if (dimacs != null) {
              Dimacs.readLines(text, dimacs, reading);
            }
          }
          case AUTO, MATRIXMARKET, METIS, WEBGRAPH, PARQUET, SNAPSHOT ->
              throw new IllegalStateException(format + " is not read in parts");
        }
      }
    }
  }

  /** Those of a table come first, because its columns are in their order. */
  private long[] vertices() {
    if (table != null) {
      listed.add(0, table.ids());
    }
    listed.add(reading.lone().toLongArray());
    long[] all = {};
    for (long[] some : listed) {
      all = all.length == 0 ? some : GraphReader.joined(all, some);
    }
    return all;
  }

  /** This worker's share of the vertices that a header declares. */
  private long[] dimacsVertices() {
    long workers = together.workers();
    long from = dimacs.vertices() / workers * together.self();
    long to =
        together.self() == workers - 1
            ? dimacs.vertices()
            : dimacs.vertices() / workers * (together.self() + 1);
    return Shape.range(sources.get(HEAD).name(), 1 + from, to - from);
  }

  /**
   * Fails on all workers as one that read everything would: with the malformed line that is one too
   * many, or with what stopped the first worker that was stopped before it.
   *
   * @param lines read of each text here
   */
  private void settleFailures(List<Piece> pieces, long[] lines, JobException failure)
      throws InterruptedException {
    List<PartBadLines.Met> met = badLines.met();
    long bad = 0;
    long[] mine = new long[2 + 2 * pieces.size()];
    mine[0] = met.size();
    mine[1] = failure == null ? 0 : 1;
    for (int i = 0; i < pieces.size(); i++) {
      mine[2 + 2 * i] = pieces.get(i).text();
      mine[3 + 2 * i] = lines[pieces.get(i).text()];
    }
    long[][] all = together.gather(mine);
    for (int worker = 0; worker < together.self(); worker++) {
      bad += all[worker][0];
    }
    JobException settled = failure;
    long culprit = options.maxBadLines() - bad;
    if (culprit >= 0 && culprit < met.size()) {
      PartBadLines.Met line = met.get((int) culprit);
      long before = 0;
      for (int worker = 0; worker < together.self(); worker++) {
        for (int i = 2; i < all[worker].length; i += 2) {
          before += all[worker][i] == line.text() ? all[worker][i + 1] : 0;
        }
      }
      settled =
          BadLines.failure(
              line.name(), before + line.line(), line.offset(), line.bad(), options.maxBadLines());
    } else if (culprit < 0) {
      // An earlier worker has met the one that is too many.
      settled = null;
    }
    together.fail(settled);
  }
}
