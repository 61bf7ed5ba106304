package pregel.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.BuildOptions.Duplicates;
import pregel.core.graph.BuildOptions.UnknownVertices;
import pregel.loaders.read.Directedness;
import pregel.loaders.read.GraphFormat;
import pregel.loaders.read.IdKind;
import pregel.loaders.read.ReadOptions;

/** How a graph is read and built; shared by every command that loads one. */
public final class GraphOptions {
  private static final int MOST_PARTITIONS = 65_536;

  /** Two options that exclude each other. */
  static final class Direction {
    @Option(
        names = "--directed",
        order = 22,
        description =
            "Edges go from the first id to the second. The default, unless the format says otherwise.")
    boolean directed;

    @Option(
        names = "--undirected",
        order = 23,
        description = "Each line is an edge in both directions.")
    boolean undirected;
  }

  /** What becomes of an edge from a vertex to itself. */
  enum SelfLoops {
    KEEP,
    DROP
  }

  @Option(
      names = "--format",
      order = 20,
      paramLabel = "F",
      defaultValue = "auto",
      description =
          "auto (from name and content), edgelist, adjacency, graphalytics, matrixmarket, "
              + "dimacs, metis, webgraph, csv, snapshot. Default: auto.")
  public GraphFormat format;

  @Option(
      names = "--vertices",
      order = 21,
      paramLabel = "PATH",
      description =
          "Vertex ids, one a line; adds isolated vertices. Or csv with a header: ids in the first "
              + "column or the one named id, the others values that programs read, typed by "
              + "content or as name:long, :double, :boolean, :string; empty is missing.")
  public Path vertices;

  @ArgGroup Direction direction;

  @Option(
      names = "--ids",
      order = 24,
      paramLabel = "KIND",
      defaultValue = "auto",
      description =
          "What vertices are named by: long, string (any text, in edge lists, adjacency lists and "
              + "csv with a header), auto (long). Default: auto.")
  public IdKind ids;

  @Option(
      names = "--weighted",
      order = 25,
      description = "The third column is the edge's weight. Without it weights are 1.")
  public boolean weighted;

  @Option(names = "--allow-nan", order = 26, description = "Admit NaN and infinite weights.")
  boolean allowNan;

  @Option(
      names = "--duplicates",
      order = 27,
      paramLabel = "RULE",
      defaultValue = "keep",
      description =
          "Parallel edges: keep, drop (keep the first), sum, min, max (of weights; other columns "
              + "keep the values of the first). Default: keep.")
  Duplicates duplicates;

  @Option(
      names = "--self-loops",
      order = 28,
      paramLabel = "RULE",
      defaultValue = "keep",
      description = "Edges from a vertex to itself: keep, drop. Default: keep.")
  SelfLoops selfLoops;

  @Option(
      names = "--unknown-vertices",
      order = 29,
      paramLabel = "RULE",
      description =
          "An edge's end that is not in --vertices: create, drop, fail. Default: fail; without "
              + "--vertices, create.")
  UnknownVertices unknownVertices;

  @Option(
      names = "--max-bad-lines",
      order = 30,
      paramLabel = "N",
      defaultValue = "0",
      description = "Skip up to N malformed lines. Default: 0.")
  long maxBadLines;

  @Option(
      names = "--bad-lines",
      order = 31,
      paramLabel = "FILE",
      description = "Keep skipped lines in this file.")
  public Path badLines;

  @Option(
      names = "--order",
      order = 41,
      paramLabel = "ORDER",
      defaultValue = "auto",
      description =
          "How vertices lie in memory: degree (hubs first), id, auto (by a rule on the graph). "
              + "May change the last bits of floating sums. Default: auto.")
  VertexOrder order;

  @Option(
      names = "--partitions",
      order = 42,
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Logical partitions. May change the last bits of some floating sums. Default: by the "
              + "number of edges.")
  public int partitions;

  @Option(
      names = "--threads",
      order = 40,
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads to work with. Default: one per processor.")
  public int threads;

  public int threadCount() {
    if (threads < 0) {
      throw usage("--threads: " + threads + " is not a number of threads; give 1 or more");
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /** Whether every line was said to be an edge in both directions. */
  public boolean isUndirected() {
    return direction != null && direction.undirected;
  }

  /** Refuses what cannot go together. */
  public void check() {
    if (maxBadLines < 0) {
      throw usage("--max-bad-lines: " + maxBadLines + " is not a number of lines; give 0 or more");
    }
    if (partitions < 0 || partitions > MOST_PARTITIONS) {
      throw usage(
          "--partitions: "
              + partitions
              + " is not a number of partitions; give 1 to "
              + MOST_PARTITIONS);
    }
    threadCount();
    boolean needsWeights =
        switch (duplicates) {
          case SUM, MIN, MAX -> true;
          case KEEP, DROP -> false;
        };
    if (needsWeights && !weighted) {
      throw usage(
          "--duplicates "
              + duplicates.name().toLowerCase(Locale.ROOT)
              + ": needs weights; add --weighted, or use keep or drop");
    }
  }

  public ReadOptions readOptions(boolean weights, boolean refuseNegative) {
    ReadOptions options =
        ReadOptions.defaults(threadCount())
            .withFormat(format)
            .withIds(ids)
            .withVertices(vertices)
            .withBadLines(maxBadLines, badLines);
    if (direction != null) {
      options =
          options.withDirectedness(
              direction.undirected ? Directedness.UNDIRECTED : Directedness.DIRECTED);
    }
    if (weights) {
      options = options.withWeights();
    }
    if (allowNan) {
      options = options.allowingNan();
    }
    return refuseNegative ? options.refusingNegativeWeights() : options;
  }

  public BuildOptions buildOptions() {
    return new BuildOptions(
        order,
        duplicates,
        selfLoops == SelfLoops.DROP,
        unknownVertices == null ? UnknownVertices.FAIL : unknownVertices,
        partitions,
        threadCount());
  }

  /**
   * What was given, as arguments that say the same to another process: paths are whole, threads are
   * left out.
   */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add(arguments, "--format", format);
    if (vertices != null) {
      arguments.addAll(List.of("--vertices", vertices.toAbsolutePath().toString()));
    }
    if (direction != null) {
      arguments.add(direction.undirected ? "--undirected" : "--directed");
    }
    add(arguments, "--ids", ids);
    if (weighted) {
      arguments.add("--weighted");
    }
    if (allowNan) {
      arguments.add("--allow-nan");
    }
    add(arguments, "--duplicates", duplicates);
    add(arguments, "--self-loops", selfLoops);
    if (unknownVertices != null) {
      add(arguments, "--unknown-vertices", unknownVertices);
    }
    arguments.addAll(List.of("--max-bad-lines", Long.toString(maxBadLines)));
    if (badLines != null) {
      arguments.addAll(List.of("--bad-lines", badLines.toAbsolutePath().toString()));
    }
    add(arguments, "--order", order);
    arguments.addAll(List.of("--partitions", Integer.toString(partitions)));
    return arguments;
  }

  private static void add(List<String> arguments, String option, Enum<?> value) {
    arguments.addAll(List.of(option, value.name().toLowerCase(Locale.ROOT)));
  }

  /** Options of another process, which are what {@link #arguments} made. */
  public static GraphOptions of(List<String> arguments, int threads) {
    GraphOptions options = new GraphOptions();
    new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(arguments.toArray(new String[0]));
    options.threads = threads;
    return options;
  }

  /** The options, by name, that a snapshot cannot heed: they shape a graph while it is built. */
  public List<String> shapingOptions() {
    List<String> given = new ArrayList<>();
    if (vertices != null) {
      given.add("--vertices");
    }
    if (direction != null) {
      given.add(direction.undirected ? "--undirected" : "--directed");
    }
    if (duplicates != Duplicates.KEEP) {
      given.add("--duplicates");
    }
    if (selfLoops != SelfLoops.KEEP) {
      given.add("--self-loops");
    }
    if (order != VertexOrder.AUTO) {
      given.add("--order");
    }
    if (partitions != 0) {
      given.add("--partitions");
    }
    return given;
  }

  private static JobException usage(String message) {
    return new JobException(FailureKind.USAGE, message);
  }
}
