package pregel.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.load.GraphLoading;
import pregel.cli.load.LoadedGraph;
import pregel.cli.option.GraphOptions;
import pregel.cli.option.VoiceOptions;
import pregel.cli.program.BenchmarkParameters;
import pregel.cli.report.Figures;
import pregel.cli.terminal.StandardOutput;
import pregel.cli.terminal.Terminal;
import pregel.core.graph.Graph;
import pregel.loaders.read.EdgeColumnChoice;
import pregel.loaders.snapshot.SnapshotFile;
import pregel.loaders.write.OutputFailures;
import pregel.loaders.write.Packing;
import pregel.loaders.write.StagedOutput;
import pregel.loaders.write.graph.GraphListing;
import pregel.loaders.write.graph.GraphOutput;
import pregel.loaders.write.graph.GraphTarget;
import pregel.loaders.write.graph.GraphText;

/** Reads a graph and writes it in another format. */
@Command(
    name = "convert",
    header = "Converts a graph between formats, and to the snapshot that runs open in no time.",
    customSynopsis = "pregel convert IN OUT [OPTIONS]",
    footer = {
      "  pregel convert web.txt.gz web.snapshot",
      "  pregel convert roads.gr roads.csv --weighted",
      "  pregel convert friends.graph friends --to graphalytics"
    })
final class ConvertCommand implements Callable<Integer> {
  /** What a graph is written as. */
  enum Target {
    EDGELIST,
    TSV,
    CSV,
    GRAPHALYTICS,
    SNAPSHOT;

    static Target ofName(String name) {
      if (SnapshotName.isMeantBy(name)) {
        return SNAPSHOT;
      }
      return switch (GraphTarget.of(name).format()) {
        case EDGE_LIST -> EDGELIST;
        case CSV -> CSV;
        case TSV -> TSV;
        case GRAPHALYTICS -> GRAPHALYTICS;
      };
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    GraphText text() {
      return switch (this) {
        case EDGELIST -> GraphText.EDGE_LIST;
        case CSV -> GraphText.CSV;
        case TSV -> GraphText.TSV;
        case GRAPHALYTICS -> GraphText.GRAPHALYTICS;
        case SNAPSHOT -> throw new IllegalStateException("a snapshot is not text");
      };
    }
  }

  private final long began = System.nanoTime();
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "A file, directory, glob, prefix of a Graphalytics graph; - is standard input.")
  String input;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description =
          "A file: .snapshot, .csv, .tsv, any other name for blank-separated text; text also "
              + ".gz, .zst, .bz2, .lz4. With --to graphalytics, or ending in .properties: a "
              + "Graphalytics graph. - is standard output.")
  String output;

  @Option(
      names = "--to",
      order = 1,
      paramLabel = "F",
      description = "edgelist, tsv, csv, graphalytics, snapshot. Default: by OUT's name.")
  Target to;

  @Option(names = "--overwrite", order = 2, description = "Replace an existing file.")
  boolean overwrite;

  @Option(
      names = "--vertex-file",
      order = 3,
      paramLabel = "FILE",
      description = "Also list every id, those without edges included.")
  Path vertexFile;

  @Mixin GraphOptions graphOptions;

  @Mixin VoiceOptions voice;

  ConvertCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    graphOptions.check();
    Terminal terminal = voice.terminal(out, err);
    Target format = to == null ? Target.ofName(output) : to;
    LoadedGraph loaded =
        format == Target.SNAPSHOT ? writeSnapshot(terminal) : writeText(format, terminal);
    Graph graph = loaded.graph();
    terminal.say(
        GraphLoading.named(List.of(input))
            + " ("
            + loaded.format().label()
            + ") written to "
            + (output.equals("-") ? "standard output" : output)
            + " ("
            + format.label()
            + "): "
            + Figures.counted(graph.vertices(), "vertex", "vertices")
            + ", "
            + Figures.counted(
                graph.edges(), graph.isUndirected() ? "undirected edge" : "directed edge")
            + " in "
            + Figures.seconds((System.nanoTime() - began) / 1e9));
    warnOfIsolated(graph, format, terminal);
    if (format != Target.SNAPSHOT
        && !(graph.vertexColumns().isEmpty() && graph.edgeColumns().isEmpty())) {
      terminal.say(
          "note: columns of vertices and edges are not written as text; .snapshot has them");
    }
    return 0;
  }

  private LoadedGraph writeText(Target format, Terminal terminal) {
    GraphTarget target =
        to == null || output.equals("-")
            ? GraphTarget.of(output)
            : GraphTarget.of(output, format.text());
    try (GraphOutput files =
        GraphOutput.open(target, vertexFile, overwrite, StandardOutput.below(out))) {
      LoadedGraph loaded = load(terminal, EdgeColumnChoice.NONE);
      files.write(GraphListing.of(loaded.graph()), graphOptions.threadCount());
      return loaded;
    }
  }

  private LoadedGraph writeSnapshot(Terminal terminal) {
    if (output.equals("-") || Packing.ofName(output) != Packing.NONE) {
      throw new JobException(
          FailureKind.USAGE,
          output + ": a snapshot is a plain file, to be mapped; give a name without compression");
    }
    SnapshotName.refuse(vertexFile);
    try (StagedOutput file = StagedOutput.open(Path.of(output), false, overwrite)) {
      LoadedGraph loaded = load(terminal, EdgeColumnChoice.ALL);
      SnapshotFile.write(loaded.graph(), file.stage());
      file.commit();
      return loaded;
    } catch (IOException e) {
      throw OutputFailures.of(output, e);
    }
  }

  private LoadedGraph load(Terminal terminal, EdgeColumnChoice edgeColumns) {
    List<String> inputs = List.of(input);
    boolean weights = graphOptions.weighted || BenchmarkParameters.nameWeights("sssp", inputs);
    return new GraphLoading(graphOptions, terminal, edgeColumns)
        .load(inputs, weights, false, () -> Direction.IN, properties -> {});
  }

  /** An edge list cannot hold vertices without edges. */
  private void warnOfIsolated(Graph graph, Target format, Terminal terminal) {
    boolean complete =
        format == Target.SNAPSHOT || format == Target.GRAPHALYTICS || vertexFile != null;
    if (complete) {
      return;
    }
    long isolated = 0;
    for (int slot = 0; slot < graph.vertices(); slot++) {
      if (graph.outDegrees().get(slot) == 0 && graph.inDegrees().get(slot) == 0) {
        isolated++;
      }
    }
    if (isolated > 0) {
      terminal.say(
          "note: "
              + Figures.counted(isolated, "isolated vertex", "isolated vertices")
              + " cannot be told by edges; add --vertex-file FILE to list every id");
    }
  }
}
