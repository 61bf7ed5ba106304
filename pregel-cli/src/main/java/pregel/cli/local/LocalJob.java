package pregel.cli.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import pregel.api.Column;
import pregel.api.JobException;
import pregel.api.VertexProgram;
import pregel.cli.watch.Watch;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.Graph;
import pregel.core.graph.VertexIds;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;

/** Runs a vertex program over a graph with every core of this process. */
public final class LocalJob {
  /** How long no block of vertices may be finished before a program counts as hanging. */
  public static final Duration STALL_LIMIT = Duration.ofMinutes(10);

  /**
   * How to run.
   *
   * @param threads threads that compute
   * @param delivery how broadcasts are delivered
   * @param maxSupersteps the step limit
   * @param timeout how long the job may take in all; null for no limit
   * @param seed where the random numbers of vertices start
   * @param stallLimit how long no block of vertices may be finished
   * @param watch which vertices are recorded, superstep by superstep; null for none
   * @param inPlace whether the values of a monotone program may improve in place
   */
  public record Options(
      int threads,
      Delivery delivery,
      int maxSupersteps,
      Duration timeout,
      long seed,
      Duration stallLimit,
      Watch watch,
      boolean inPlace) {

    /** With the seed 0, the default limit on standing still, without a watch, and in place. */
    public Options(int threads, Delivery delivery, int maxSupersteps, Duration timeout) {
      this(threads, delivery, maxSupersteps, timeout, 0, STALL_LIMIT, null, true);
    }

    public static Options withThreads(int threads) {
      return new Options(threads, Delivery.AUTO, Integer.MAX_VALUE, null);
    }

    public Options withSeed(long chosen) {
      return new Options(
          threads, delivery, maxSupersteps, timeout, chosen, stallLimit, watch, inPlace);
    }

    public Options withStallLimit(Duration limit) {
      return new Options(threads, delivery, maxSupersteps, timeout, seed, limit, watch, inPlace);
    }

    public Options withWatch(Watch chosen) {
      return new Options(
          threads, delivery, maxSupersteps, timeout, seed, stallLimit, chosen, inPlace);
    }

    /** Monotone programs run superstep by superstep, like all others. */
    public Options withoutImprovingInPlace() {
      return new Options(threads, delivery, maxSupersteps, timeout, seed, stallLimit, watch, false);
    }
  }

  /**
   * What a job left.
   *
   * @param ids the vertices that exist in the end, with their slots
   * @param columns the result columns, by slot
   * @param supersteps how many ran
   * @param verdict why it ended
   * @param trace the reports of all supersteps
   * @param computeNanos from the first superstep's start to the last one's end
   * @param changedGraph the graph as the program changed it; null if it changes none
   * @param lost requests to change the graph that lost, those of the last superstep included
   * @param values what the program reported of the job as a whole, by name
   */
  public record Result(
      VertexIds ids,
      List<Column> columns,
      int supersteps,
      Verdict verdict,
      List<SuperstepReport> trace,
      long computeNanos,
      ChangingGraph changedGraph,
      long lost,
      Map<String, Double> values) {}

  private LocalJob() {}

  /**
   * Runs to the end, on threads of the job's own: when time runs out this returns even if the
   * program does not.
   *
   * @param listener told of every superstep as it ends, by a thread of the job
   * @throws JobException when the program throws (naming vertex and superstep), when time runs out,
   *     and when the program hangs
   */
  public static Result run(
      Graph graph, VertexProgram program, Options options, Consumer<SuperstepReport> listener) {
    return new JobGuard(new JobThread(graph, program, options, listener), program, options).await();
  }
}
