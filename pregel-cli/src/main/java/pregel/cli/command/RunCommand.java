package pregel.cli.command;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pregel.api.Channel;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Parameters;
import pregel.api.Parameters.Declaration;
import pregel.api.Program;
import pregel.api.StagedProgram;
import pregel.api.VertexProgram;
import pregel.cli.cluster.JobDefinition;
import pregel.cli.cluster.LocalCluster;
import pregel.cli.local.LocalJob;
import pregel.cli.local.LocalStages;
import pregel.cli.program.ProgramClass;
import pregel.cli.progress.Progress;
import pregel.cli.report.RunFacts;
import pregel.cli.report.RunStats;
import pregel.cli.report.RunSummary;
import pregel.cli.report.TopRows;
import pregel.cli.watch.Watch;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.JobRecord;
import pregel.core.coordination.JobState;
import pregel.core.graph.Graph;
import pregel.core.graph.HeldEdgeColumn;
import pregel.core.graph.VertexNames;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;
import pregel.core.protocol.LoadReport;
import pregel.loaders.read.EdgeColumnChoice;
import pregel.loaders.write.OutputFailures;
import pregel.loaders.write.OutputTarget;
import pregel.loaders.write.ResultWriter;
import pregel.loaders.write.StagedOutput;
import pregel.worker.node.Undivided;

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
class RunCommand implements Callable<Integer> {
  private static final int DEFAULT_TOP = 10;
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final PrintStream out;
  private final PrintStream err;
  private final long began = System.nanoTime();

  @picocli.CommandLine.Parameters(
      paramLabel = "ALGORITHM|CLASS",
      description = "A bundled algorithm, or the full name of a class in --classpath.")
  String program;

  @Option(
      names = {"-i", "--input"},
      order = 1,
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Edges: files, directories, globs, the prefix of a Graphalytics graph; - is standard "
              + "input. .gz, .zst, .bz2 and .lz4 are unpacked.")
  List<String> inputs;

  @Option(
      names = {"-p", "--param"},
      order = 2,
      paramLabel = "NAME=VALUE",
      description = "A parameter of the algorithm.")
  Map<String, String> given = new LinkedHashMap<>();

  @Option(
      names = {"-o", "--output"},
      order = 3,
      paramLabel = "PATH",
      description =
          "The result, sorted by id. .csv, .tsv, .jsonl, .txt: one file, packed if .gz, .zst, "
              + ".bz2 or .lz4 follows; any other name: a directory of parts with _SUCCESS; -: "
              + "standard output.")
  String output;

  @Option(
      names = "--overwrite",
      order = 4,
      description = "Replace an existing output. Without it that is an error before work starts.")
  boolean overwrite;

  @Option(
      names = "--top",
      order = 5,
      paramLabel = "K",
      description = "Print the K best rows. Default: 10; with an output, beside the summary.")
  Integer top;

  @Option(
      names = "--classpath",
      order = 6,
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Jars and directories with your own programs, and what these need. DIR/* stands for "
              + "the jars of a directory.")
  List<String> classpath = new ArrayList<>();

  @Mixin GraphOptions graphOptions;

  @Option(
      names = "--delivery",
      order = 43,
      paramLabel = "HOW",
      defaultValue = "auto",
      description =
          "How messages travel: push, pull, auto (chosen per superstep). Changes no result. "
              + "Default: auto.")
  Delivery delivery;

  @Option(
      names = "--memory",
      order = 44,
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description =
          "What the engine may lease, as 512m or 8g; heap and direct sizes follow. Default: by "
              + "the machine's memory.")
  Long memory;

  @Option(
      names = "--seed",
      order = 45,
      paramLabel = "N",
      defaultValue = "0",
      description = "Where the random numbers of vertices start. Default: 0.")
  long seed;

  @Option(
      names = "--max-supersteps",
      order = 60,
      paramLabel = "N",
      description = "Stop after N supersteps. Default: no limit.")
  Integer maxSupersteps;

  @Option(
      names = "--timeout",
      order = 61,
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      description =
          "Fail with exit code 22 when computing takes longer, as 90s, 15m or 2h. Default: no "
              + "limit.")
  Duration timeout;

  @Option(
      names = "--stall-timeout",
      order = 61,
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      description =
          "Fail with exit code 22, and keep a thread dump, when no block of vertices (up to "
              + "4,096) is finished for so long: a program hangs. Default: 10m.")
  Duration stallTimeout = LocalJob.STALL_LIMIT;

  @Mixin WatchOptions watching;

  @Option(
      names = "--explain",
      order = 62,
      description = "Print the plan and the memory it needs, and run nothing.")
  boolean explain;

  @Option(
      names = "--stats",
      order = 63,
      paramLabel = "FILE.json",
      description = "Write what was measured as JSON.")
  Path stats;

  @Mixin VoiceOptions voice;

  @Mixin ClusterOptions cluster;

  RunCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    cluster.check();
    check();
    Terminal terminal = voice.terminal(out, err);
    try (ExitGuard guard = ExitGuard.of(program, err)) {
      ProgramChoice choice = ProgramChoice.of("run", program, classpath);
      checkGiven(choice);
      if (explain) {
        RunPlan.print(choice, inputs, graphOptions, memory, weights(choice), out);
        return 0;
      }
      if (cluster.cluster != null || cluster.workers != null) {
        requireDivisible(choice);
      }
      if (cluster.cluster != null) {
        runOnCluster(choice, terminal);
      } else {
        stageAndRun(choice, terminal, guard);
      }
    }
    return 0;
  }

  /** Submits, and waits for the end unless this is not wanted. */
  private void runOnCluster(ProgramChoice choice, Terminal terminal) {
    String id = cluster.job == null ? choiceLabel() + "-" + UUID.randomUUID() : cluster.job;
    try (Coordination coordination = cluster.access().connect()) {
      submit(choice, coordination, id);
      if (!waits()) {
        out.println(id);
        return;
      }
      terminal.say("job " + id);
      Optional<JobState> end = Optional.empty();
      while (end.isEmpty()) {
        end = coordination.awaitEnd(id, LOOK);
      }
      if (end.get().exitCode() != 0) {
        throw LocalCluster.failure(end.get());
      }
      terminal.say(
          choice.name() + ": " + (end.get().superstep() + 1) + " supersteps, result in " + output);
    } catch (CoordinationException e) {
      throw new JobException(e.kind(), e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobException(FailureKind.INTERNAL, "run: interrupted; look at pregel status", e);
    }
  }

  /** Whether the command ends with the job. */
  boolean waits() {
    return true;
  }

  private void stageAndRun(ProgramChoice choice, Terminal terminal, ExitGuard guard)
      throws IOException {
    OutputTarget target = output == null ? null : OutputTarget.of(output);
    try (StagedOutput result = stage(target);
        StagedOutput statistics = stats == null ? null : StagedOutput.open(stats, false, true)) {
      guard.discards(result);
      guard.discards(statistics);
      DistinctFiles.check(
          inputs,
          graphOptions.vertices,
          output,
          stats,
          graphOptions.badLines,
          watching.watchOutput);
      try (WatchOutput watched = watching.open(err, unresolved() != null)) {
        if (cluster.workers != null) {
          runOnWorkers(choice, terminal, target, result, statistics);
        } else {
          run(choice, terminal, target, result, statistics, watched);
        }
      }
    }
  }

  private void run(
      ProgramChoice choice,
      Terminal terminal,
      OutputTarget target,
      StagedOutput result,
      StagedOutput statistics,
      WatchOutput watched)
      throws IOException {
    Parameters[] parameters = new Parameters[1];
    GraphLoading loading = new GraphLoading(graphOptions, terminal, edgeColumns(choice));
    LoadedGraph loaded =
        loading.load(
            inputs,
            weights(choice),
            choice.refusesNegativeWeights(),
            () -> {
              if (parameters[0] == null) {
                return Direction.IN;
              }
              return rowsFor(choice.create(parameters[0]));
            },
            properties ->
                parameters[0] =
                    choice.parameters(
                        BenchmarkParameters.merged(choice.name(), given, properties),
                        unresolved()));
    Graph graph = loaded.graph();
    VertexNames names = graph.ids().names();
    if (names != null) {
      if (target != null) {
        ResultWriter.requireReadable(names, target);
      }
      parameters[0] = choice.parameters(parameters[0].asMap(), names::number);
    }
    requireVertices(choice, parameters[0], graph);
    Program instance = choice.create(parameters[0]);
    Watch watch = watch(choice, parameters[0], graph, watched);
    LocalJob.Result job = compute(graph, instance, parameters[0], watch, terminal);
    long outputBegan = System.nanoTime();
    if (target != null) {
      ResultWriter writer = new ResultWriter(job.ids(), job.columns(), graphOptions.threadCount());
      write(writer, target, result);
    }
    double outputSeconds = (System.nanoTime() - outputBegan) / 1e9;
    RunFacts facts = facts(loaded, parameters[0], job, target, outputSeconds);
    if (statistics != null) {
      try (OutputStream to = statistics.stream()) {
        RunStats.write(facts, to);
      } catch (IOException e) {
        throw OutputFailures.of(stats, e);
      }
      commit(statistics, stats);
    }
    report(choice, job, facts, target, terminal);
  }

  /** Refuses what several processes cannot do. */
  private void requireDivisible(ProgramChoice choice) {
    if (watching.watchOutput != null) {
      throw usage("--watch: is for one process; leave it out");
    }
    if (graphOptions.badLines != null || unresolved() != null) {
      throw usage(
          (graphOptions.badLines != null ? "--bad-lines" : "--ids string")
              + ": is for one process yet; leave --workers and --cluster out");
    }
    Parameters checked = choice.parameters(given, unresolved());
    Undivided.refuse(ShareJob.schema(choice, checked), choice.name());
  }

  /** The job as other processes get it. */
  private JobDefinition definition(ProgramChoice choice, int threads, String place) {
    return new JobDefinition(
        program,
        classpath.stream().map(RunCommand::wholeEntries).toList(),
        given,
        inputs.stream().map(ClusterRun::whole).toList(),
        graphOptions.arguments(),
        weights(choice),
        delivery,
        seed,
        threads,
        cluster.workers == null ? 0 : cluster.workers,
        maxSupersteps == null ? Integer.MAX_VALUE : maxSupersteps,
        timeout,
        stallTimeout,
        cluster.checkpointEvery == null ? 0 : cluster.checkpointEvery,
        cluster.checkpointDir == null ? "" : ClusterRun.whole(cluster.checkpointDir),
        place,
        overwrite);
  }

  /**
   * Hands the job to a cluster that is there.
   *
   * @return its id
   */
  private String submit(ProgramChoice choice, Coordination coordination, String id)
      throws InterruptedException {
    if (output == null || OutputTarget.of(output).isStandardOutput()) {
      throw usage("-o: a cluster needs a place that its machines can write to; name one");
    }
    JobDefinition definition = definition(choice, graphOptions.threads, ClusterRun.whole(output));
    coordination.submit(new JobRecord(id, System.currentTimeMillis(), definition.encode()));
    return id;
  }

  private void runOnWorkers(
      ProgramChoice choice,
      Terminal terminal,
      OutputTarget target,
      StagedOutput result,
      StagedOutput statistics)
      throws IOException {
    int threads =
        graphOptions.threads > 0
            ? graphOptions.threads
            : Math.max(1, Runtime.getRuntime().availableProcessors() / cluster.workers);
    JobDefinition definition = definition(choice, threads, "");
    ClusterRun.Done done;
    long expected = maxSupersteps != null ? maxSupersteps : -1;
    try (Progress progress =
        Progress.of(terminal.progress(), terminal.err(), choiceLabel(), expected, "supersteps")) {
      done =
          ClusterRun.run(
              definition,
              report -> progress.reach(report.superstep() + 1L, "active " + report.active()),
              line -> terminal.say("pregel: " + line));
    }
    LocalJob.Result job = done.job();
    long outputBegan = System.nanoTime();
    if (target != null) {
      ResultWriter writer = new ResultWriter(job.ids(), job.columns(), graphOptions.threadCount());
      write(writer, target, result);
    }
    double outputSeconds = (System.nanoTime() - outputBegan) / 1e9;
    LoadReport graph = done.graph();
    RunFacts facts =
        new RunFacts(
            program,
            done.parameters().asMap(),
            GraphLoading.named(inputs),
            target == null ? null : target.toString(),
            graph.vertices(),
            graph.edges(),
            graph.directedEdges(),
            graph.undirected(),
            job.supersteps(),
            job.verdict(),
            done.loadSeconds(),
            job.computeNanos() / 1e9,
            outputSeconds,
            seconds(),
            0,
            threads,
            cluster.workers,
            done.network().bytes(),
            done.network().messages(),
            graph.counts().lines(),
            graph.counts().skipped(),
            graph.counts().bytes(),
            graph.counts().duplicates(),
            graph.counts().selfLoops(),
            graph.counts().unknownDropped(),
            job.trace(),
            job.lost(),
            job.values());
    if (statistics != null) {
      try (OutputStream to = statistics.stream()) {
        RunStats.write(facts, to);
      } catch (IOException e) {
        throw OutputFailures.of(stats, e);
      }
      commit(statistics, stats);
    }
    report(choice, job, facts, target, terminal);
  }

  /** The entries of a class path, whole. */
  private static String wholeEntries(String entries) {
    return Arrays.stream(entries.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void report(
      ProgramChoice choice,
      LocalJob.Result job,
      RunFacts facts,
      OutputTarget target,
      Terminal terminal) {
    boolean tableToErr = target != null && (top == null || target.isStandardOutput());
    if (!terminal.quiet()) {
      RunSummary.print(facts, err);
    }
    if (tableToErr && terminal.quiet() && top == null) {
      return;
    }
    TopRows rows =
        TopRows.of(job.ids(), job.columns(), choice.ranking(), top == null ? DEFAULT_TOP : top);
    if (rows == null || rows.rows() == 0) {
      return;
    }
    if (tableToErr) {
      rows.print(err, "  ");
    } else {
      rows.print(out, "");
    }
  }

  private LocalJob.Result compute(
      Graph graph, Program instance, Parameters parameters, Watch watch, Terminal terminal) {
    int limit = maxSupersteps == null ? Integer.MAX_VALUE : maxSupersteps;
    LocalJob.Options options =
        new LocalJob.Options(
            graphOptions.threadCount(), delivery, limit, timeout, seed, stallTimeout, watch);
    long expected = maxSupersteps != null ? limit : -1;
    if (parameters.has("iterations")) {
      expected = Math.min(limit, parameters.integer("iterations") + 1L);
    }
    try (Progress progress =
        Progress.of(terminal.progress(), terminal.err(), choiceLabel(), expected, "supersteps")) {
      Consumer<SuperstepReport> listener =
          report -> progress.reach(report.superstep() + 1L, "active " + report.active());
      return instance instanceof StagedProgram staged
          ? LocalStages.run(graph, staged, options, listener)
          : LocalJob.run(graph, (VertexProgram) instance, options, listener);
    }
  }

  private String choiceLabel() {
    return program.substring(program.lastIndexOf('.') + 1);
  }

  private void write(ResultWriter writer, OutputTarget target, StagedOutput result) {
    try {
      if (result == null) {
        writer.write(target, StandardOutput.below(out));
      } else {
        writer.write(target, result);
      }
    } catch (IOException e) {
      throw OutputFailures.of(target, e);
    }
    if (result != null) {
      commit(result, target);
    }
  }

  private static void commit(StagedOutput staged, Object name) {
    try {
      staged.commit();
    } catch (IOException e) {
      throw OutputFailures.of(name, e);
    }
  }

  private StagedOutput stage(OutputTarget target) {
    return target == null || target.isStandardOutput()
        ? null
        : StagedOutput.open(target.path(), target.directory(), overwrite);
  }

  private boolean weights(ProgramChoice choice) {
    return graphOptions.weighted
        || choice.bundled() != null
            && choice.usesWeights()
            && BenchmarkParameters.nameWeights(choice.name(), inputs);
  }

  private void check() {
    graphOptions.check();
    if (top != null && top < 0) {
      throw usage("--top: " + top + " is not a number of rows; give 0 or more");
    }
    if (maxSupersteps != null && maxSupersteps < 1) {
      throw usage("--max-supersteps: " + maxSupersteps + " runs nothing; give 1 or more");
    }
  }

  /** Refuses unknown or ill-typed parameters before any work; needed ones may still come. */
  private void checkGiven(ProgramChoice choice) {
    Parameters checked = choice.parameters(given, unresolved());
    if (choice.bundled() == null) {
      // A class of the user's may refuse its parameters itself: better now than after loading.
      ProgramClass.schema(choice.create(checked));
      return;
    }
    for (Declaration declaration : choice.declared()) {
      if (declaration.defaultValue() == null
          && !checked.has(declaration.name())
          && !BenchmarkParameters.mayName(choice.name(), declaration.name(), inputs)) {
        checked.text(declaration.name());
      }
    }
  }

  /** Any name is a vertex until the graph tells; null where ids are integers. */
  private ToLongFunction<String> unresolved() {
    return new GraphLoading(graphOptions, null).hasNames(inputs) ? name -> 0 : null;
  }

  /** The columns of edges that a class of the user's reads; bundled algorithms read none. */
  private EdgeColumnChoice edgeColumns(ProgramChoice choice) {
    if (choice.bundled() != null) {
      return EdgeColumnChoice.NONE;
    }
    Program created = choice.create(choice.parameters(given, unresolved()));
    return EdgeColumnChoice.of(
        ProgramClass.schema(created).edgeColumns().stream().map(HeldEdgeColumn::of).toList());
  }

  private void requireVertices(ProgramChoice choice, Parameters parameters, Graph graph) {
    for (Declaration declaration : choice.declared()) {
      if (!parameters.has(declaration.name())) {
        continue;
      }
      long[] ids =
          switch (declaration.type()) {
            case VERTEX -> new long[] {parameters.vertex(declaration.name())};
            case VERTICES -> parameters.vertices(declaration.name());
            case INTEGER, REAL, TEXT -> new long[0];
          };
      for (long id : ids) {
        if (graph.ids().slot(id) < 0) {
          throw new JobException(
              FailureKind.INPUT,
              "--param "
                  + declaration.name()
                  + ": vertex "
                  + graph.ids().text(id)
                  + " is not in the graph; give the id of a vertex that is");
        }
      }
    }
  }

  /** What is watched; null for nothing. */
  private Watch watch(
      ProgramChoice choice, Parameters parameters, Graph graph, WatchOutput watched) {
    if (watched == null) {
      return null;
    }
    if (!(choice.create(parameters) instanceof VertexProgram program)) {
      throw new JobException(
          FailureKind.USAGE,
          "--watch: "
              + choice.name()
              + " runs several programs over graphs of its own, whose vertices cannot be watched;"
              + " leave it out");
    }
    return watching.watch(graph, ProgramClass.schema(program).isTopologyChanging(), watched);
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

  private RunFacts facts(
      LoadedGraph loaded,
      Parameters parameters,
      LocalJob.Result job,
      OutputTarget target,
      double outputSeconds) {
    Graph graph = loaded.graph();
    boolean text = loaded.counts() != null;
    return new RunFacts(
        program,
        parameters.asMap(),
        GraphLoading.named(inputs),
        target == null ? null : target.toString(),
        graph.vertices(),
        graph.edges(),
        graph.directedEdges(),
        graph.isUndirected(),
        job.supersteps(),
        job.verdict(),
        loaded.seconds(),
        job.computeNanos() / 1e9,
        outputSeconds,
        seconds(),
        loaded.mappedBytes(),
        graphOptions.threadCount(),
        0,
        0,
        0,
        text ? loaded.counts().lines() : 0,
        text ? loaded.counts().skipped() : 0,
        text ? loaded.counts().bytes() : 0,
        loaded.report() == null ? 0 : loaded.report().duplicates(),
        loaded.report() == null ? 0 : loaded.report().selfLoops(),
        loaded.report() == null ? 0 : loaded.report().unknownDropped(),
        job.trace(),
        job.lost(),
        job.values());
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  private static JobException usage(String message) {
    return new JobException(FailureKind.USAGE, message);
  }
}
