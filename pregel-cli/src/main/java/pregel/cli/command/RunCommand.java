package pregel.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pregel.cli.exit.ExitGuard;
import pregel.cli.option.RunOptions;
import pregel.cli.report.WatchOutput;
import pregel.cli.run.AwaitedRun;
import pregel.cli.run.DividedRun;
import pregel.cli.run.LocalRun;
import pregel.cli.run.RunOutput;
import pregel.cli.run.RunPlan;
import pregel.cli.run.RunRequest;
import pregel.cli.terminal.Terminal;

/** Loads a graph, runs a program over it, writes the result. */
@Command(
    name = "run",
    header = "Loads a graph, runs an algorithm on it, writes the result.",
    customSynopsis = "pregel run ALGORITHM|CLASS -i PATH... [-o PATH] [-p NAME=VALUE]... [OPTIONS]",
    footer = {
      "  pregel run pagerank --input web.txt.gz --output ranks.csv",
      "  pregel run bfs -p source=42 --undirected -i friends.txt -o distances.csv.gz",
      "  pregel run sssp -p source=1 --weighted -i roads.gr --top 20",
      "  pregel run my.Program --classpath my.jar -i web.txt -o out.jsonl",
      "  pregel run wcc -i 'crawl/part-*.zst' -o - | head",
      "",
      "pregel list names the algorithms, pregel describe ALGORITHM their parameters."
    })
final class RunCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;
  private final long began = System.nanoTime();

  @Mixin RunOptions options;

  RunCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    options.check();
    Terminal terminal = options.voice.terminal(out, err);
    try (ExitGuard guard = ExitGuard.of(options.program, err)) {
      RunRequest request = RunRequest.of("run", options);
      request.checkGiven();
      if (options.explain) {
        RunPlan.print(request, out);
        return 0;
      }
      if (options.cluster.cluster != null) {
        runOnCluster(request, terminal, guard);
        return 0;
      }
      run(request, terminal, guard);
    }
    return 0;
  }

  private void runOnCluster(RunRequest request, Terminal terminal, ExitGuard guard)
      throws IOException {
    try (AwaitedRun awaited = AwaitedRun.stage(request, terminal, guard, began);
        WatchOutput watched = options.watching.open(err, request.unresolved() != null)) {
      awaited.run(watched);
    }
  }

  private void run(RunRequest request, Terminal terminal, ExitGuard guard) throws IOException {
    try (RunOutput output = RunOutput.stage(request, terminal, guard, began);
        WatchOutput watched = options.watching.open(err, request.unresolved() != null)) {
      if (options.cluster.workers != null) {
        DividedRun.run(request, terminal, output, watched);
      } else {
        LocalRun.run(request, terminal, output, watched);
      }
    }
  }
}
