package pregel.cli.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.api.VertexProgram;
import pregel.cli.watch.Watch;
import pregel.core.graph.Graph;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;
import pregel.master.JobProgress;
import pregel.master.MasterTurn;
import pregel.worker.engine.ProgramFailure;
import pregel.worker.engine.Worker;

/** Superstep after superstep, until the verdict is to stop. Runs on a thread of the job's own. */
final class JobThread implements Supervised {
  private final Graph graph;
  private final VertexProgram program;
  private final LocalJob.Options options;
  private final Consumer<SuperstepReport> listener;
  private volatile Worker worker;
  private volatile boolean abandoned;
  private volatile int superstep;

  JobThread(
      Graph graph,
      VertexProgram program,
      LocalJob.Options options,
      Consumer<SuperstepReport> listener) {
    this.graph = graph;
    this.program = program;
    this.options = options;
    this.listener = listener;
  }

  @Override
  public LocalJob.Result call() {
    Watch watch = options.watch();
    VertexProgram runs = watch == null ? program : watch.over(program);
    try (Worker opened =
        Worker.open(
            graph,
            runs,
            options.threads(),
            options.delivery(),
            options.seed(),
            options.inPlace() && watch == null)) {
      worker = opened;
      if (watch != null) {
        opened.showSupersteps();
      }
      return run(opened);
    } catch (RuntimeException | Error e) {
      if (e instanceof OutOfMemoryError
          || e instanceof JobException failure && failure.kind() == FailureKind.MEMORY) {
        Exhaustion.note();
      }
      if (!(e instanceof OutOfMemoryError) && ProgramFailure.isFrom(program, e)) {
        throw ProgramFailure.of(program.getClass().getName() + ": superstep " + superstep, e);
      }
      throw e;
    }
  }

  private LocalJob.Result run(Worker opened) {
    Schema schema = opened.schema();
    List<SuperstepReport> trace = new ArrayList<>();
    JobProgress progress = JobProgress.start(options.maxSupersteps());
    MasterTurn turn = MasterTurn.first(schema.phases(), graph.vertices(), graph.directedEdges());
    long began = System.nanoTime();
    while (!abandoned) {
      superstep = progress.superstep();
      MasterTurn.Decision decision = turn.run(schema.masterProgram(), program.getClass().getName());
      if (decision.stops()) {
        return result(opened, trace, Verdict.STOPPED_BY_MASTER, began);
      }
      progress = progress.in(decision.phase(), decision.order().wakesAll());
      SuperstepReport report = execute(opened, decision.order());
      trace.add(report);
      listener.accept(report);
      Verdict verdict = progress.verdict(report);
      if (verdict != Verdict.CONTINUE) {
        return result(opened, trace, verdict, began);
      }
      turn = MasterTurn.after(progress, report);
      progress = progress.next();
    }
    return null; // nobody waits for it any more
  }

  private static LocalJob.Result result(
      Worker worker, List<SuperstepReport> trace, Verdict verdict, long began) {
    worker.finish();
    long nanos = System.nanoTime() - began;
    return new LocalJob.Result(
        worker.vertices(),
        worker.schema().resultColumns(),
        trace.size(),
        verdict,
        trace,
        nanos,
        worker.changedGraph(),
        worker.lost(),
        worker.schema().reports());
  }

  private SuperstepReport execute(Worker opened, SuperstepOrder order) {
    try {
      SuperstepReport report = opened.execute(order);
      opened.publishAggregates();
      return report;
    } finally {
      if (options.watch() != null) {
        // What was seen before a failure is worth most.
        options.watch().endSuperstep(superstep, opened::exists);
      }
    }
  }

  @Override
  public int superstep() {
    return superstep;
  }

  @Override
  public long progress() {
    Worker opened = worker;
    return opened == null ? -1 : opened.progress();
  }

  @Override
  public long vertexId(int thread) {
    return worker.vertexId(thread);
  }

  @Override
  public boolean isComputing() {
    return worker != null;
  }

  @Override
  public void abandon() {
    abandoned = true;
    Worker opened = worker;
    if (opened != null) {
      opened.abandon();
    }
  }
}
