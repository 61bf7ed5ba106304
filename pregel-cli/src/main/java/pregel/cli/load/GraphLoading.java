package pregel.cli.load;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.option.GraphOptions;
import pregel.cli.progress.Progress;
import pregel.cli.terminal.Terminal;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildReport;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.core.protocol.LoadReport.InputCounts;
import pregel.loaders.read.EdgeColumnChoice;
import pregel.loaders.read.GraphFormat;
import pregel.loaders.read.GraphReader;
import pregel.loaders.read.IdKind;
import pregel.loaders.read.ReadGraph;
import pregel.loaders.snapshot.SnapshotFile;
import pregel.loaders.write.Packing;

/** From inputs to a graph: text is read and built, a snapshot is mapped. */
public final class GraphLoading {
  private final GraphOptions options;
  private final Terminal terminal;
  private final EdgeColumnChoice edgeColumns;

  public GraphLoading(GraphOptions options, Terminal terminal) {
    this(options, terminal, EdgeColumnChoice.NONE);
  }

  /**
   * @param edgeColumns columns of edges to read from text; a snapshot has what it has
   */
  public GraphLoading(GraphOptions options, Terminal terminal, EdgeColumnChoice edgeColumns) {
    this.options = options;
    this.terminal = terminal;
    this.edgeColumns = edgeColumns;
  }

  /**
   * Loads a graph.
   *
   * @param weights whether weights are read
   * @param refuseNegative whether a negative weight is an error
   * @param first the direction whose rows are built; asked after {@code early}
   * @param early hears the properties of the input before the graph is built
   */
  public LoadedGraph load(
      List<String> inputs,
      boolean weights,
      boolean refuseNegative,
      Supplier<Direction> first,
      Consumer<Map<String, String>> early) {
    long began = System.nanoTime();
    if (isSnapshot(inputs)) {
      early.accept(Map.of());
      return snapshot(Path.of(inputs.get(0)), refuseNegative, began);
    }
    ReadGraph read;
    try (Progress progress =
        Progress.of(terminal.progress(), terminal.err(), "Loading", plainBytes(inputs), "MiB")) {
      read =
          GraphReader.read(
              inputs,
              options
                  .readOptions(weights, refuseNegative)
                  .withEdgeColumns(edgeColumns)
                  .withProgress(bytes -> progress.reach(bytes, "")));
    }
    early.accept(read.properties());
    EdgeInput.Counts counts = read.edges().read();
    GraphBuilder.Built built =
        GraphBuilder.build(read.edges(), options.buildOptions(), first.get());
    return new LoadedGraph(
        built.graph(),
        met(counts, built.report()),
        read.format(),
        (System.nanoTime() - began) / 1e9,
        0);
  }

  private static InputCounts met(EdgeInput.Counts read, BuildReport built) {
    return new InputCounts(
        read.lines(),
        read.skipped(),
        read.bytes(),
        built.duplicates(),
        built.selfLoops(),
        built.unknownDropped());
  }

  /** The inputs for people. */
  public static String named(List<String> inputs) {
    return inputs.equals(List.of("-")) ? "standard input" : String.join(", ", inputs);
  }

  /** Whether vertices have names, as far as can be told before loading. */
  public boolean hasNames(List<String> inputs) {
    if (options.ids == IdKind.STRING || !isSnapshot(inputs)) {
      return options.ids == IdKind.STRING;
    }
    try {
      return SnapshotFile.hasNames(Path.of(inputs.get(0)));
    } catch (IOException | JobException e) {
      // Opening it meets the same trouble and says what it is.
      return false;
    }
  }

  /** Whether the inputs are one snapshot, as far as can be told before loading. */
  public boolean isSnapshot(List<String> inputs) {
    if (options.format == GraphFormat.SNAPSHOT) {
      if (inputs.size() != 1) {
        throw new JobException(FailureKind.USAGE, "--format snapshot: is one file; name one input");
      }
      return true;
    }
    if (options.format != GraphFormat.AUTO || inputs.size() != 1) {
      return false;
    }
    try {
      return SnapshotFile.isSnapshot(Path.of(inputs.get(0)));
    } catch (IOException | InvalidPathException e) {
      // Reading it meets the same trouble and says what it is.
      return false;
    }
  }

  private LoadedGraph snapshot(Path file, boolean refuseNegative, long began) {
    requireUnshaped(file);
    Graph graph;
    long mapped;
    try {
      mapped = SnapshotFile.mappedBytes(file);
      graph = SnapshotFile.open(file, true, options.threadCount());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    requireFitting(file, graph.ids().names() != null, graph.isWeighted());
    if (refuseNegative && graph.isWeighted()) {
      requireNoNegativeWeights(file, graph);
    }
    return new LoadedGraph(
        graph, InputCounts.NONE, GraphFormat.SNAPSHOT, (System.nanoTime() - began) / 1e9, mapped);
  }

  /** Refuses options that a snapshot cannot heed. */
  public void requireUnshaped(Path file) {
    List<String> shaping = options.shapingOptions();
    if (!shaping.isEmpty()) {
      throw new JobException(
          FailureKind.USAGE,
          shaping.get(0)
              + ": shapes a graph while it is built, and "
              + file
              + " is a built one; give it to pregel convert instead");
    }
  }

  /** Refuses a snapshot that is not what the options say. */
  public void requireFitting(Path file, boolean named, boolean weighted) {
    if (options.ids == IdKind.STRING && !named || options.ids == IdKind.LONG && named) {
      throw new JobException(
          FailureKind.INPUT,
          file
              + (named ? ": names its vertices" : ": numbers its vertices")
              + "; leave --ids out, for a snapshot knows what it has");
    }
    if (options.weighted && !weighted) {
      throw new JobException(
          FailureKind.INPUT,
          file + ": has no weights; leave --weighted out, or convert the text again with it");
    }
  }

  private static void requireNoNegativeWeights(Path file, Graph graph) {
    Adjacency rows = graph.adjacency(graph.has(Direction.IN) ? Direction.IN : Direction.OUT);
    for (int partition = 0; partition < rows.partitions().partitions(); partition++) {
      DoubleBuffer weights = rows.rows(partition).weights();
      for (int i = 0; i < weights.capacity(); i++) {
        if (weights.get(i) < 0) {
          throw negativeWeight(file, weights.get(i));
        }
      }
    }
  }

  public static JobException negativeWeight(Path file, double weight) {
    return new JobException(
        FailureKind.INPUT,
        file + ": holds the negative weight " + weight + "; give weights from 0 up");
  }

  public static JobException unreadable(Path file, IOException e) {
    return new JobException(
        FailureKind.INPUT, file + ": cannot be read (" + e.getMessage() + "); check the file", e);
  }

  /** Bytes of text to come if they can be told from the files; else -1. */
  private static long plainBytes(List<String> inputs) {
    long sum = 0;
    for (String input : inputs) {
      Path file = Path.of(input);
      try {
        if (!Files.isRegularFile(file) || Packing.ofName(input) != Packing.NONE) {
          return -1;
        }
        sum += Files.size(file);
      } catch (IOException e) {
        return -1;
      }
    }
    return sum;
  }
}
