package pregel.cli.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import pregel.api.Column;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.api.VertexProgram;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;
import pregel.master.JobProgress;
import pregel.master.MasterTurn;
import pregel.worker.engine.Worker;

/** Runs a vertex program over a graph with every core of this process. */
public final class LocalJob {

  /**
   * How to run.
   *
   * @param threads threads that compute
   * @param delivery how broadcasts are delivered
   * @param maxSupersteps the step limit
   * @param timeout how long supersteps may take in all; null for no limit
   * @param seed where the random numbers of vertices start
   */
  public record Options(
      int threads, Delivery delivery, int maxSupersteps, Duration timeout, long seed) {

    /** With the seed 0. */
    public Options(int threads, Delivery delivery, int maxSupersteps, Duration timeout) {
      this(threads, delivery, maxSupersteps, timeout, 0);
    }

    public static Options withThreads(int threads) {
      return new Options(threads, Delivery.AUTO, Integer.MAX_VALUE, null);
    }

    public Options withSeed(long chosen) {
      return new Options(threads, delivery, maxSupersteps, timeout, chosen);
    }
  }

  /**
   * What a job left.
   *
   * @param columns the result columns, by slot of the graph
   * @param supersteps how many ran
   * @param verdict why it ended
   * @param trace the reports of all supersteps
   * @param computeNanos from the first superstep's start to the last one's end
   */
  public record Result(
      List<Column> columns,
      int supersteps,
      Verdict verdict,
      List<SuperstepReport> trace,
      long computeNanos) {}

  private LocalJob() {}

  /**
   * Runs to the end.
   *
   * @param listener told of every superstep as it ends, on the calling thread
   * @throws JobException when the program throws (naming vertex and superstep) or time runs out
   */
  public static Result run(
      Graph graph, VertexProgram program, Options options, Consumer<SuperstepReport> listener) {
    long deadline =
        options.timeout() == null
            ? Long.MAX_VALUE
            : System.nanoTime() + options.timeout().toNanos();
    List<SuperstepReport> trace = new ArrayList<>();
    String name = program.getClass().getName();
    try (Worker worker =
        Worker.open(graph, program, options.threads(), options.delivery(), options.seed())) {
      Schema schema = worker.schema();
      JobProgress progress = JobProgress.start(options.maxSupersteps());
      MasterTurn turn = MasterTurn.first(schema.phases(), graph.vertices(), graph.directedEdges());
      long began = System.nanoTime();
      while (true) {
        MasterTurn.Decision decision = turn.run(schema.masterProgram(), name);
        if (decision.stops()) {
          return result(schema, trace, Verdict.STOPPED_BY_MASTER, began);
        }
        progress = progress.in(decision.phase());
        SuperstepReport report = worker.execute(decision.order());
        trace.add(report);
        listener.accept(report);
        Verdict verdict = progress.verdict(report);
        if (verdict != Verdict.CONTINUE) {
          return result(schema, trace, verdict, began);
        }
        if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0) {
          throw new JobException(
              FailureKind.NO_PROGRESS,
              "--timeout: superstep "
                  + progress.superstep()
                  + " ended after the limit of "
                  + options.timeout().toMillis()
                  + " ms; raise it or lower --max-supersteps");
        }
        turn = MasterTurn.after(progress, report);
        progress = progress.next();
      }
    }
  }

  private static Result result(
      Schema schema, List<SuperstepReport> trace, Verdict verdict, long began) {
    long nanos = System.nanoTime() - began;
    return new Result(schema.resultColumns(), trace.size(), verdict, trace, nanos);
  }
}
