package pregel.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pregel.api.Direction;
import pregel.cli.inspect.Inspection;
import pregel.cli.inspect.InspectionJson;
import pregel.cli.inspect.InspectionText;
import pregel.cli.inspect.Repetitions;
import pregel.cli.load.GraphLoading;
import pregel.cli.load.LoadedGraph;
import pregel.cli.option.GraphOptions;
import pregel.cli.option.VoiceOptions;
import pregel.cli.terminal.StandardOutput;
import pregel.cli.terminal.WholeText;
import pregel.core.protocol.LoadReport.InputCounts;
import pregel.loaders.read.GraphFormat;
import pregel.loaders.write.OutputFailures;

/** Loads a graph and tells what it is like. */
@Command(
    name = "inspect",
    header = "Tells what a graph is like: size, degrees, components, self-loops, duplicates.",
    customSynopsis = "pregel inspect GRAPH... [--triangles] [--json] [OPTIONS]",
    footer = {
      "  pregel inspect web.txt.gz",
      "  pregel inspect friends.txt --undirected --duplicates drop --triangles",
      "  pregel inspect roads.gr --json | jq .components.count",
      "",
      "A file that lists every undirected edge from both ends is read with --undirected",
      "--duplicates drop. Components, triangles and clustering leave direction aside; triangles",
      "and clustering also parallel edges and self-loops."
    })
final class InspectCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      arity = "1..*",
      paramLabel = "GRAPH",
      description =
          "Files, directories, globs, the prefix of a Graphalytics graph; - is standard input. "
              + ".gz, .zst, .bz2 and .lz4 are unpacked.")
  List<String> inputs;

  @Option(names = "--json", order = 1, description = "Print one JSON object.")
  boolean json;

  @Option(
      names = "--triangles",
      order = 2,
      description = "Also count triangles: average clustering coefficient, transitivity.")
  boolean triangles;

  @Mixin GraphOptions graphOptions;

  @Mixin VoiceOptions voice;

  InspectCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    graphOptions.check();
    GraphLoading loading = new GraphLoading(graphOptions, voice.terminal(out, err));
    LoadedGraph loaded =
        loading.load(inputs, graphOptions.weighted, false, () -> Direction.IN, properties -> {});
    Inspection inspection = inspect(loaded);
    if (json) {
      printJson(inspection);
    } else {
      WholeText.print(text -> InspectionText.print(inspection, text), out);
    }
    return 0;
  }

  private void printJson(Inspection inspection) {
    try {
      InspectionJson.write(inspection, StandardOutput.below(out));
    } catch (IOException e) {
      throw OutputFailures.of("standard output", e);
    }
  }

  private Inspection inspect(LoadedGraph loaded) {
    boolean snapshot = loaded.format() == GraphFormat.SNAPSHOT;
    InputCounts met = loaded.counts();
    return Inspection.of(
        loaded.graph(),
        GraphLoading.named(inputs),
        loaded.format().label(),
        snapshot ? null : new Repetitions(met.duplicates(), met.selfLoops()),
        met.skipped(),
        met.unknownDropped(),
        triangles ? graphOptions.threadCount() : 0);
  }
}
