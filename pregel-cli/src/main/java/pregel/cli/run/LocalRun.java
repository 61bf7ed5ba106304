package pregel.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import pregel.api.Channel;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Parameters;
import pregel.api.Program;
import pregel.api.StagedProgram;
import pregel.api.VertexProgram;
import pregel.cli.load.GraphLoading;
import pregel.cli.load.LoadedGraph;
import pregel.cli.local.LocalJob;
import pregel.cli.local.LocalStages;
import pregel.cli.option.RunOptions;
import pregel.cli.program.ProgramClass;
import pregel.cli.progress.Progress;
import pregel.cli.report.RunFacts;
import pregel.cli.report.WatchOutput;
import pregel.cli.terminal.Terminal;
import pregel.cli.watch.Watch;
import pregel.core.graph.Graph;
import pregel.core.graph.VertexNames;
import pregel.core.job.SuperstepReport;

/** Runs a job in this process. */
public final class LocalRun {
  private final RunRequest request;
  private final RunOptions options;
  private final Terminal terminal;
  private Parameters parameters;

  private LocalRun(RunRequest request, Terminal terminal) {
    this.request = request;
    this.options = request.options();
    this.terminal = terminal;
  }

  /** Loads, computes, writes and reports. */
  public static void run(
      RunRequest request, Terminal terminal, RunOutput output, WatchOutput watched)
      throws IOException {
    new LocalRun(request, terminal).run(output, watched);
  }

  private void run(RunOutput output, WatchOutput watched) throws IOException {
    LoadedGraph loaded = load();
    Graph graph = loaded.graph();
    VertexNames names = graph.ids().names();
    if (names != null) {
      output.requireReadable(names);
      parameters = request.choice().parameters(parameters.asMap(), names::number);
    }
    request.requireVertices(parameters, graph);
    Program program = request.choice().create(parameters);
    Watch watch = watched == null ? null : watch(program, graph, watched);
    LocalJob.Result job = compute(graph, program, watch);
    output.finish(
        job, (outputSeconds, seconds) -> facts(loaded, job, output, outputSeconds, seconds));
  }

  private LoadedGraph load() {
    return new GraphLoading(
            options.graphOptions, terminal, request.choice().edgeColumns(request.given()))
        .load(
            options.inputs,
            request.weights(),
            request.choice().refusesNegativeWeights(),
            () -> parameters == null ? Direction.IN : rowsFor(request.choice().create(parameters)),
            properties -> parameters = request.given(properties));
  }

  private Watch watch(Program program, Graph graph, WatchOutput watched) {
    if (!(program instanceof VertexProgram)) {
      throw new JobException(
          FailureKind.USAGE,
          "--watch: "
              + request.choice().name()
              + " runs several programs over graphs of its own, whose vertices cannot be watched;"
              + " leave it out");
    }
    // Asked of an instance of its own: a program is opened once.
    Program other = request.choice().create(parameters);
    boolean mayAdd = ProgramClass.schema(other).isTopologyChanging();
    return options.watching.watch(graph, mayAdd, watched);
  }

  /**
   * The rows that a program's messages are pulled along; of several channels, the first's. Of
   * several stages, those that contraction reads.
   */
  private static Direction rowsFor(Program program) {
    if (!(program instanceof VertexProgram vertexProgram)) {
      return Direction.IN;
    }
    List<Channel> channels = ProgramClass.schema(vertexProgram).channels();
    Direction along = channels.isEmpty() ? Direction.OUT : channels.get(0).direction();
    return switch (along) {
      case OUT, BOTH -> Direction.IN;
      case IN -> Direction.OUT;
    };
  }

  private LocalJob.Result compute(Graph graph, Program program, Watch watch) {
    int limit = options.superstepLimit();
    LocalJob.Options how =
        new LocalJob.Options(
            options.graphOptions.threadCount(),
            options.delivery,
            limit,
            options.timeout,
            options.seed,
            options.stallTimeout,
            watch,
            true);
    long expected = options.maxSupersteps != null ? limit : -1;
    if (parameters.has("iterations")) {
      expected = Math.min(limit, parameters.integer("iterations") + 1L);
    }
    try (Progress progress =
        Progress.of(terminal.progress(), terminal.err(), options.label(), expected, "supersteps")) {
      Consumer<SuperstepReport> listener =
          report -> progress.reach(report.superstep() + 1L, "active " + report.active());
      return program instanceof StagedProgram staged
          ? LocalStages.run(graph, staged, how, listener)
          : LocalJob.run(graph, (VertexProgram) program, how, listener);
    }
  }

  private RunFacts facts(
      LoadedGraph loaded,
      LocalJob.Result job,
      RunOutput output,
      double outputSeconds,
      double seconds) {
    Graph graph = loaded.graph();
    return new RunFacts(
        options.program,
        parameters.asMap(),
        new RunFacts.Input(
            GraphLoading.named(options.inputs), loaded.counts(), loaded.mappedBytes()),
        output.name(),
        new RunFacts.GraphSize(
            graph.vertices(), graph.edges(), graph.directedEdges(), graph.isUndirected()),
        RunOutput.course(job),
        new RunFacts.Seconds(loaded.seconds(), job.computeNanos() / 1e9, outputSeconds, seconds),
        RunFacts.Processes.alone(options.graphOptions.threadCount()));
  }
}
