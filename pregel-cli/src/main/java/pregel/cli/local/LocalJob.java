package pregel.cli.local;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import pregel.api.Column;
import pregel.api.VertexProgram;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;

/** Runs a vertex program over a graph with every core of this process. */
public final class LocalJob {

  /**
   * How to run.
   *
   * @param threads threads that compute
   * @param delivery how broadcasts are delivered
   * @param maxSupersteps the step limit
   * @param timeout how long supersteps may take in all; null for no limit
   */
  public record Options(int threads, Delivery delivery, int maxSupersteps, Duration timeout) {
    public static Options withThreads(int threads) {
      return new Options(threads, Delivery.AUTO, Integer.MAX_VALUE, null);
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
   * @throws pregel.api.JobException when the program throws (naming vertex and superstep) or time
   *     runs out
   */
  public static Result run(
      Graph graph, VertexProgram program, Options options, Consumer<SuperstepReport> listener) {
    throw new AssertionError("being written");
  }
}
