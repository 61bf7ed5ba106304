package pregel.loaders.read;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.EdgeInput;

/** Reads graphs from text. */
public final class GraphReader {
  private GraphReader() {}

  /**
   * Reads a graph. Edges come in input order: inputs as given, files of a directory or a pattern by
   * name, lines as they stand.
   *
   * @param inputs files, globs, directories, {@code -} for standard input, or the prefix, the edge
   *     file or the properties file of a Graphalytics graph
   */
  public static ReadGraph read(List<String> inputs, ReadOptions options) {
    return read(inputs, options, TextLayout.CHUNK_BYTES);
  }

  /**
   * The format that inputs have, from name and content: what {@link #read} would make of AUTO. Of
   * standard input it stays AUTO, since looking would consume it.
   */
  public static GraphFormat detect(List<String> inputs) {
    if (graphalytics(inputs, GraphFormat.AUTO) != null) {
      return GraphFormat.GRAPHALYTICS;
    }
    String first = InputFiles.of(inputs).get(0);
    if (first.equals(Text.STANDARD_INPUT)) {
      return GraphFormat.AUTO;
    }
    try (Text text = Text.open(first)) {
      return FormatDetection.of(first, text.peek(), false);
    }
  }

  static ReadGraph read(List<String> inputs, ReadOptions options, int chunkBytes) {
    try (BadLines badLines = new BadLines(options.maxBadLines(), options.badLines())) {
      Reading reading = new Reading(options, chunkBytes, badLines);
      ReadGraph graph = read(inputs, options, reading);
      badLines.finish();
      return graph;
    }
  }

  /** As {@link #read}, but hands on blocks of edges while it reads: the graph comes without any. */
  static ReadGraph hand(
      List<String> inputs, ReadOptions options, int chunkBytes, EdgeCollector.BlockSink to) {
    try (BadLines badLines = new BadLines(options.maxBadLines(), options.badLines())) {
      Reading reading = new Reading(options, chunkBytes, badLines);
      reading.edges().handTo(to);
      ReadGraph graph = read(inputs, options, reading);
      reading.edges().handTo(null);
      badLines.finish();
      return graph;
    }
  }

  private static ReadGraph read(List<String> inputs, ReadOptions options, Reading reading) {
    GraphalyticsFiles graphalytics = graphalytics(inputs, options.format());
    if (graphalytics != null) {
      requireIds(graphalytics.edges(), GraphFormat.GRAPHALYTICS, options);
      return readGraphalytics(graphalytics, options, reading);
    }
    requireGraphalytics(inputs, options.format());
    List<String> files = InputFiles.of(inputs);
    GraphFormat format = options.format();
    Shape shape = Shape.asAsked(options);
    for (String file : files) {
      try (Text text = Text.open(file)) {
        if (format == GraphFormat.AUTO) {
          format = FormatDetection.of(file, text.peek(), options.ids() == IdKind.STRING);
        }
        requireIds(file, format, options);
        requireFewFiles(file, format, files.size());
        shape = readOne(format, text, reading, shape);
      }
    }
    ListedVertices listed = readVertexFile(options, reading);
    reading.settleNames(listed == null ? null : listed.ids());
    if (format == GraphFormat.ADJACENCY) {
      shape = AdjacencyLists.shape(reading);
    }
    return new ReadGraph(edgeInput(listed, shape, reading), format, Map.of());
  }

  /** Fails if a Graphalytics graph was asked for, which has not been found. */
  static void requireGraphalytics(List<String> inputs, GraphFormat format) {
    if (format == GraphFormat.GRAPHALYTICS && !inputs.isEmpty()) {
      throw new JobException(
          FailureKind.INPUT,
          inputs.get(0) + ": expected PREFIX.v and PREFIX.e but found none; name the prefix");
    }
  }

  /** Refuses names where a format numbers its vertices. */
  static void requireIds(String file, GraphFormat format, ReadOptions options) {
    boolean numbered =
        switch (format) {
          case GRAPHALYTICS, MATRIXMARKET, DIMACS, METIS, WEBGRAPH -> true;
          case AUTO, EDGELIST, ADJACENCY, CSV, PARQUET, SNAPSHOT -> false;
        };
    if (numbered && options.ids() == IdKind.STRING) {
      throw usage(
          file
              + ": "
              + format.label()
              + " numbers its vertices; leave --ids string out, or give the right --format");
    }
  }

  static void requireFewFiles(String file, GraphFormat format, int files) {
    if (files > 1 && !takesManyFiles(format)) {
      throw usage(
          file + ": " + format.label() + " is read from one file; name one, or convert them");
    }
  }

  private static boolean takesManyFiles(GraphFormat format) {
    return switch (format) {
      case EDGELIST, ADJACENCY, CSV -> true;
      case AUTO, GRAPHALYTICS, MATRIXMARKET, DIMACS, METIS, WEBGRAPH, PARQUET, SNAPSHOT -> false;
    };
  }

  private static Shape readOne(GraphFormat format, Text text, Reading reading, Shape asked) {
    return switch (format) {
      case EDGELIST -> {
        EdgeTexts.readEdgeList(text, reading);
        yield asked;
      }
      case CSV -> {
        EdgeTexts.readCsv(text, reading);
        yield asked;
      }
      case ADJACENCY -> {
        AdjacencyLists.read(text, reading);
        yield asked;
      }
      case MATRIXMARKET -> MatrixMarket.read(text, reading);
      case DIMACS -> Dimacs.read(text, reading);
      case METIS -> Metis.read(text, reading);
      case WEBGRAPH -> WebGraphText.read(text, reading);
      case PARQUET ->
          throw usage(text.name() + ": parquet is not supported yet; convert it to csv");
      case SNAPSHOT ->
          throw usage(
              text.name() + ": a snapshot is opened, not read as text; name it alone, unpacked");
      case AUTO, GRAPHALYTICS ->
          throw new IllegalStateException(format + " is not what one text is read as");
    };
  }

  private static ReadGraph readGraphalytics(
      GraphalyticsFiles files, ReadOptions options, Reading reading) {
    long[] vertices = readVertices(files.vertices(), reading);
    ListedVertices listed = readVertexFile(options, reading);
    try (Text text = Text.open(files.edges())) {
      EdgeTexts.readEdgeList(text, reading);
    }
    return new ReadGraph(
        edgeInput(listed, new Shape(vertices, isUndirected(files, options), false), reading),
        GraphFormat.GRAPHALYTICS,
        files.properties());
  }

  static boolean isUndirected(GraphalyticsFiles files, ReadOptions options) {
    return options.directedness() == Directedness.UNSPECIFIED
        ? "false".equals(files.properties().get("directed"))
        : options.directedness() == Directedness.UNDIRECTED;
  }

  /**
   * @param listed the vertex file that the user gave, or null
   */
  private static EdgeInput edgeInput(ListedVertices listed, Shape shape, Reading reading) {
    return new EdgeInput(
        reading.edges().blocks(),
        listed == null ? shape.vertices() : joined(listed.ids(), shape.vertices()),
        shape.undirected(),
        shape.symmetric(),
        reading.options().weighted(),
        reading.names(),
        listed == null ? List.of() : listed.columns(),
        reading.edges().settleColumns(),
        reading.counts());
  }

  /** The vertex file that the user gave; null if there is none. */
  private static ListedVertices readVertexFile(ReadOptions options, Reading reading) {
    if (options.vertices() == null) {
      return null;
    }
    try (Text text = Text.open(options.vertices().toString())) {
      return reading.parseVertexFile(text);
    }
  }

  private static long[] readVertices(String file, Reading reading) {
    try (Text text = Text.open(file)) {
      return reading.parseVertices(text);
    }
  }

  static long[] joined(long[] first, long[] second) {
    if (second == null) {
      return first;
    }
    long[] both = Arrays.copyOf(first, Math.addExact(first.length, second.length));
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  static GraphalyticsFiles graphalytics(List<String> inputs, GraphFormat format) {
    if (inputs.isEmpty()
        || (format != GraphFormat.GRAPHALYTICS && format != GraphFormat.AUTO)
        || (format == GraphFormat.AUTO && InputPlace.of(inputs.get(0)).isDirectory())) {
      return null;
    }
    return GraphalyticsFiles.of(inputs);
  }

  private static JobException usage(String message) {
    return new JobException(FailureKind.USAGE, message);
  }
}
