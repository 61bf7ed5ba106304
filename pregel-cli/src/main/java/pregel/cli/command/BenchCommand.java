package pregel.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pregel.cli.bench.BenchRequest;
import pregel.cli.bench.BenchRun;
import pregel.cli.load.GraphLoading;
import pregel.cli.option.GraphOptions;
import pregel.cli.option.TimeSpan;
import pregel.cli.option.VoiceOptions;
import pregel.cli.terminal.Terminal;

/** Measures algorithms on graphs. */
@Command(
    name = "bench",
    header = "Measures algorithms on generated graphs and on yours; every result is checked first.",
    customSynopsis = "pregel bench [--graphs G,...] [--algorithms A,...] [OPTIONS]",
    footer = {
      "  pregel bench --graphs rmat:20,uniform:20,grid:1000 --report results.md -o results.json",
      "  pregel bench --graphs web.snapshot --algorithms pagerank,wcc --trials 9",
      "  pregel bench --name after --baseline before.json",
      "",
      "rmat:S and uniform:S have 2^S vertices and 16 times as many edges, grid:N is N by N;",
      "all are undirected, with weights from 1 to 255. Searches begin at another vertex in",
      "each trial. Checks run on one thread and take longer than what they check."
    })
final class BenchCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--graphs",
      order = 1,
      split = ",",
      paramLabel = "G",
      defaultValue = "rmat:16,uniform:16,grid:256",
      description =
          "rmat:S, uniform:S, grid:N, or files as run reads them. Default: rmat:16,uniform:16,"
              + "grid:256.")
  List<String> graphs;

  @Option(
      names = "--algorithms",
      order = 2,
      split = ",",
      paramLabel = "A",
      defaultValue = "bfs,sssp,pagerank,wcc,cdlp,lcc,triangles,betweenness",
      description = "Default: bfs,sssp,pagerank,wcc,cdlp,lcc,triangles,betweenness.")
  List<String> algorithms;

  @Option(
      names = "--trials",
      order = 3,
      paramLabel = "N",
      defaultValue = "5",
      description = "Timed runs of each. Default: 5.")
  int trials;

  @Option(
      names = "--warm-up",
      order = 4,
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = TimeSpan.class,
      description = "How long each runs before it is timed, at least once. Default: 2s.")
  Duration warmUp;

  @Option(
      names = "--name",
      order = 5,
      paramLabel = "NAME",
      defaultValue = "pregel",
      description = "What this run is called where others are compared with it. Default: pregel.")
  String name;

  @Option(
      names = "--baseline",
      order = 6,
      paramLabel = "FILE",
      description = "An earlier run's --output: also tell how many times as fast this one is.")
  Path baseline;

  @Option(
      names = {"-o", "--output"},
      order = 7,
      paramLabel = "FILE",
      description = "All figures as JSON.")
  Path output;

  @Option(
      names = "--report",
      order = 8,
      paramLabel = "FILE",
      description = "A report in Markdown, with plots (Mermaid).")
  Path report;

  @Option(
      names = "--overwrite",
      order = 9,
      description = "Replace existing files. Without it that is an error before work starts.")
  boolean overwrite;

  @Mixin GraphOptions graphOptions;

  @Mixin VoiceOptions voice;

  BenchCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    graphOptions.check();
    Terminal terminal = voice.terminal(out, err);
    BenchRequest request =
        new BenchRequest(
            graphs, algorithms, trials, warmUp, name, baseline, output, report, overwrite);
    new BenchRun(
            request,
            graphOptions.buildOptions(),
            new GraphLoading(graphOptions, terminal),
            graphOptions.weighted,
            terminal)
        .run(out);
    return 0;
  }
}
