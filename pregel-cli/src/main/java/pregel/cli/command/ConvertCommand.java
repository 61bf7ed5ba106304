package pregel.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.report.Figures;
import pregel.core.graph.Graph;
import pregel.loaders.snapshot.SnapshotFile;
import pregel.loaders.write.OutputFailures;
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
      "  pregel convert friends.graph friends.properties"
    })
final class ConvertCommand implements Callable<Integer> {
  private static final String SNAPSHOT = ".snapshot";

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
          "By its ending: .snapshot; .txt, .el, .e, .edges, .edgelist (source target [weight]), .csv "
              + "and .tsv (with a header), each also packed by .gz, .zst, .bz2, .lz4; "
              + "PREFIX.properties: a Graphalytics graph. - is an edge list on standard output.")
  String output;

  @Option(names = "--overwrite", order = 2, description = "Replace an existing file.")
  boolean overwrite;

  @Option(
      names = "--vertices-file",
      order = 3,
      paramLabel = "FILE",
      description = "Also list every id, those without edges included.")
  Path verticesFile;

  @Mixin GraphOptions graphOptions;

  @Mixin VoiceOptions voice;

  ConvertCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    long began = System.nanoTime();
    graphOptions.check();
    Terminal terminal = voice.terminal(out, err);
    if (output.endsWith(SNAPSHOT)) {
      LoadedGraph loaded = writeSnapshot(terminal);
      report(terminal, loaded, began);
      return 0;
    }
    GraphTarget target = GraphTarget.of(output);
    try (GraphOutput files = GraphOutput.open(target, verticesFile, overwrite, out)) {
      LoadedGraph loaded = load(terminal);
      files.write(GraphListing.of(loaded.graph()), graphOptions.threadCount());
      report(terminal, loaded, began);
      boolean complete = target.format() == GraphText.GRAPHALYTICS || verticesFile != null;
      if (!complete) {
        warnOfIsolated(loaded.graph(), terminal);
      }
    }
    return 0;
  }

  private LoadedGraph load(Terminal terminal) {
    List<String> inputs = List.of(input);
    boolean weights = graphOptions.weighted || BenchmarkParameters.nameWeights("sssp", inputs);
    return new GraphLoading(graphOptions, terminal)
        .load(inputs, weights, false, () -> Direction.IN, properties -> {});
  }

  private LoadedGraph writeSnapshot(Terminal terminal) {
    if (verticesFile != null) {
      throw new JobException(
          FailureKind.USAGE,
          "--vertices-file: a snapshot holds every vertex already; leave the option out");
    }
    Path file = Path.of(output);
    try (StagedOutput staged = StagedOutput.open(file, false, overwrite)) {
      LoadedGraph loaded = load(terminal);
      SnapshotFile.write(loaded.graph(), staged.stage());
      staged.commit();
      return loaded;
    } catch (IOException e) {
      throw OutputFailures.of(file, e);
    }
  }

  private void report(Terminal terminal, LoadedGraph loaded, long began) {
    Graph graph = loaded.graph();
    terminal.say(
        input
            + " ("
            + loaded.format().label()
            + ") written to "
            + (output.equals("-") ? "standard output" : output)
            + ": "
            + Figures.count(graph.vertices())
            + " vertices, "
            + Figures.count(graph.edges())
            + (graph.isUndirected() ? " undirected edges in " : " directed edges in ")
            + Figures.seconds((System.nanoTime() - began) / 1e9));
  }

  /** An edge list cannot hold vertices without edges. */
  private static void warnOfIsolated(Graph graph, Terminal terminal) {
    long isolated = 0;
    for (int slot = 0; slot < graph.vertices(); slot++) {
      if (graph.outDegrees().get(slot) == 0 && graph.inDegrees().get(slot) == 0) {
        isolated++;
      }
    }
    if (isolated > 0) {
      terminal.say(
          "note: "
              + Figures.count(isolated)
              + (isolated == 1 ? " isolated vertex" : " isolated vertices")
              + " cannot be told by edges; add --vertices-file FILE to list every id");
    }
  }
}
