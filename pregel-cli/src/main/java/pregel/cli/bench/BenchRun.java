package pregel.cli.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.load.GraphLoading;
import pregel.cli.progress.Progress;
import pregel.cli.terminal.Terminal;
import pregel.core.graph.BuildOptions;
import pregel.loaders.write.OutputFailures;
import pregel.loaders.write.StagedOutput;

/** Runs the suite: one graph after the other, on each one algorithm after the other. */
public final class BenchRun {
  private final BenchRequest request;
  private final BuildOptions files;
  private final GraphLoading loading;
  private final boolean weighted;
  private final Terminal terminal;

  /**
   * @param files how files become graphs; how many threads work
   * @param weighted whether the files' weights are read
   */
  public BenchRun(
      BenchRequest request,
      BuildOptions files,
      GraphLoading loading,
      boolean weighted,
      Terminal terminal) {
    this.request = request;
    this.files = files;
    this.loading = loading;
    this.weighted = weighted;
    this.terminal = terminal;
  }

  /** Measures everything, prints a table, and writes what is asked for, whole or not at all. */
  public void run(PrintStream out) {
    request.graphs().forEach(BenchGraph::requireThere);
    Baseline baseline =
        request.baseline() == null ? Baseline.NONE : Baseline.read(request.baseline());
    try (StagedOutput json = staged(request.json());
        StagedOutput report = staged(request.report())) {
      BenchResult result = measure(baseline);
      out.print(BenchTable.of(result));
      publish(json, request.json(), BenchJson.bytes(result));
      publish(report, request.report(), BenchReport.bytes(result));
    }
  }

  private BenchResult measure(Baseline baseline) {
    List<BenchResult.Row> rows = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    long runs = (long) request.graphs().size() * request.algorithms().size();
    try (Progress progress =
        Progress.of(
            terminal.progress(), terminal.err(), "Measuring", runs * request.trials(), "trials")) {
      Suite suite = new Suite(request.trials(), request.warmUp(), files.threads(), progress);
      for (String name : request.graphs()) {
        BenchGraph graph = BenchGraph.of(name, generated(), loading, weighted);
        for (String algorithm : request.algorithms()) {
          measure(suite, graph, algorithm, rows, refused);
        }
      }
    }
    return new BenchResult(
        request.name(),
        request.command(files.threads()),
        Machine.here(files.threads()),
        rows,
        refused,
        baseline);
  }

  /** Adds a row, or why the algorithm says that it cannot be done on such a graph. */
  private static void measure(
      Suite suite,
      BenchGraph graph,
      String algorithm,
      List<BenchResult.Row> rows,
      List<String> refused) {
    try {
      rows.add(BenchResult.Row.of(suite.measure(graph, algorithm)));
    } catch (JobException e) {
      if (e.kind() != FailureKind.USER_PROGRAM) {
        throw e;
      }
      refused.add(algorithm + " on " + graph.name() + ": " + e.getMessage());
    }
  }

  /** Generated graphs are simple. */
  private BuildOptions generated() {
    return new BuildOptions(
        files.order(),
        BuildOptions.Duplicates.DROP,
        true,
        BuildOptions.UnknownVertices.FAIL,
        files.partitions(),
        files.threads());
  }

  private StagedOutput staged(Path file) {
    return file == null ? null : StagedOutput.open(file, false, request.overwrite());
  }

  private static void publish(StagedOutput output, Path file, byte[] bytes) {
    if (output == null) {
      return;
    }
    try (var to = output.stream()) {
      to.write(bytes);
    } catch (IOException e) {
      throw OutputFailures.of(file, e);
    }
    try {
      output.commit();
    } catch (IOException e) {
      throw OutputFailures.of(file, e);
    }
  }
}
