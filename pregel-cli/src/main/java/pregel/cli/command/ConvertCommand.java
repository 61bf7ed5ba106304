package pregel.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pregel.api.Direction;
import pregel.cli.report.Figures;
import pregel.core.graph.Graph;
import pregel.loaders.write.EdgeFormat;

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
              + ".gz, .zst, .bz2, .lz4. With --to graphalytics a prefix. - is standard output.")
  String output;

  @Option(
      names = "--to",
      order = 1,
      paramLabel = "F",
      description = "edgelist, tsv, csv, graphalytics, snapshot. Default: by OUT's name.")
  EdgeFormat to;

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
    long began = System.nanoTime();
    graphOptions.check();
    Terminal terminal = voice.terminal(out, err);
    EdgeFormat format = to == null ? EdgeFormat.ofName(output) : to;
    int threads = graphOptions.threadCount();
    try (GraphTarget target =
        new GraphTarget(output, format, vertexFile, overwrite, threads, out)) {
      List<String> inputs = List.of(input);
      boolean weights = graphOptions.weighted || BenchmarkParameters.nameWeights("sssp", inputs);
      LoadedGraph loaded =
          new GraphLoading(graphOptions, terminal)
              .load(inputs, weights, false, () -> Direction.IN, properties -> {});
      Graph graph = loaded.graph();
      target.write(graph);
      terminal.say(
          input
              + " ("
              + loaded.format().label()
              + ") written to "
              + (output.equals("-") ? "standard output" : output)
              + " ("
              + format.label()
              + "): "
              + Figures.count(graph.vertices())
              + " vertices, "
              + Figures.count(graph.edges())
              + (graph.isUndirected() ? " undirected edges in " : " directed edges in ")
              + Figures.seconds((System.nanoTime() - began) / 1e9));
      warnOfIsolated(graph, format, terminal);
    }
    return 0;
  }

  /** An edge list cannot hold vertices without edges. */
  private void warnOfIsolated(Graph graph, EdgeFormat format, Terminal terminal) {
    boolean complete =
        format == EdgeFormat.SNAPSHOT || format == EdgeFormat.GRAPHALYTICS || vertexFile != null;
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
              + Figures.counted(isolated, "isolated vertex").replace("vertexs", "vertices")
              + " cannot be told by edges; add --vertex-file FILE to list every id");
    }
  }
}
