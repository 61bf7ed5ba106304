package pregel.cli.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import pregel.api.ContractedGraph;
import pregel.api.Contraction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.Schema;
import pregel.api.StageGraph;
import pregel.api.StagedProgram;
import pregel.api.Stages;
import pregel.api.VertexProgram;
import pregel.core.contract.GraphContraction;
import pregel.core.graph.Graph;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;
import pregel.worker.engine.ProgramFailure;

/**
 * Runs a program of several stages over a graph with every core of this process. Supersteps are
 * counted through all stages, and limits hold for all of them together.
 */
public final class LocalStages implements Stages {
  private final LocalGraph input;
  private final LocalJob.Options options;
  private final Consumer<SuperstepReport> listener;
  private final long began = System.nanoTime();
  private final List<SuperstepReport> trace = new ArrayList<>();
  private final Map<String, Double> values = new LinkedHashMap<>();
  private volatile boolean inStage;
  private volatile int supersteps;

  private LocalStages(Graph graph, LocalJob.Options options, Consumer<SuperstepReport> listener) {
    this.input = new LocalGraph(graph);
    this.options = options;
    this.listener = listener;
  }

  /**
   * Runs to the end.
   *
   * @param program a fresh instance
   * @param listener told of every superstep as it ends, by a thread of the job
   * @throws JobException when the program throws, or reaches a limit: it has no result before its
   *     end
   */
  public static LocalJob.Result run(
      Graph graph,
      StagedProgram program,
      LocalJob.Options options,
      Consumer<SuperstepReport> listener) {
    LocalStages stages = new LocalStages(graph, options, listener);
    return new JobGuard(stages.new Leading(graph, program), program, options).await();
  }

  private static LocalJob.Result run(Graph graph, StagedProgram program, LocalStages stages) {
    Schema schema = new Schema(graph.vertices());
    try {
      program.open(schema);
      program.run(stages);
    } catch (RuntimeException | Error e) {
      String where = ": before superstep " + stages.trace.size();
      throw ProgramFailure.of(program.getClass().getName() + where, e);
    }
    return new LocalJob.Result(
        graph.ids(),
        schema.resultColumns(),
        stages.trace.size(),
        Verdict.FINISH,
        stages.trace,
        System.nanoTime() - stages.began,
        null,
        0,
        stages.values);
  }

  @Override
  public StageGraph graph() {
    return input;
  }

  @Override
  public int run(StageGraph graph, VertexProgram program) {
    int limit = options.maxSupersteps() - trace.size();
    if (limit <= 0) {
      throw limitReached();
    }
    // Time is kept for all stages together, by the guard of them all.
    LocalJob.Options whole =
        new LocalJob.Options(
            options.threads(),
            options.delivery(),
            limit,
            null,
            options.seed(),
            options.stallLimit(),
            null,
            options.inPlace());
    inStage = true;
    LocalJob.Result result = LocalJob.run(((LocalGraph) graph).graph(), program, whole, this::note);
    inStage = false;
    if (result.verdict() == Verdict.STOP_AT_LIMIT) {
      throw limitReached();
    }
    if (result.changedGraph() != null) {
      throw new JobException(
          FailureKind.USER_PROGRAM,
          program.getClass().getName()
              + ": changes the graph, which a stage must not; contract the graph instead, or run"
              + " the program by itself");
    }
    return result.supersteps();
  }

  @Override
  public ContractedGraph contract(StageGraph graph, LongColumn label, Contraction how) {
    LocalGraph before = (LocalGraph) graph;
    return new LocalContraction(
        GraphContraction.contract(before.graph(), label, how, before.origins(), options.threads()));
  }

  @Override
  public void report(String name, double value) {
    values.put(name, value);
  }

  /** Numbers a superstep among those of all stages. */
  private void note(SuperstepReport report) {
    SuperstepReport numbered = report.numbered(trace.size());
    trace.add(numbered);
    listener.accept(numbered);
    supersteps = trace.size();
  }

  private JobException limitReached() {
    return new JobException(
        FailureKind.NO_PROGRESS,
        "--max-supersteps: the program's stages need more than "
            + options.maxSupersteps()
            + " supersteps in all, and it has no result before its end; raise the limit");
  }

  /** The program itself, as it leads from stage to stage; a stage has a guard of its own. */
  private final class Leading implements Supervised {
    private final Graph graph;
    private final StagedProgram program;

    Leading(Graph graph, StagedProgram program) {
      this.graph = graph;
      this.program = program;
    }

    @Override
    public LocalJob.Result call() {
      return run(graph, program, LocalStages.this);
    }

    @Override
    public int superstep() {
      return supersteps;
    }

    @Override
    public long progress() {
      return inStage ? System.nanoTime() : supersteps;
    }

    @Override
    public boolean isComputing() {
      return false;
    }

    @Override
    public long vertexId(int thread) {
      throw new IllegalStateException("the stages compute");
    }

    @Override
    public void abandon() {
      // The guard interrupts the thread that leads, and with it the stage that it waits for.
      return;
    }
  }
}
