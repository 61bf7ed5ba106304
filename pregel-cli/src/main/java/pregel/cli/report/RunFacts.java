package pregel.cli.report;

import java.util.Map;
import pregel.core.job.Verdict;
import pregel.core.protocol.LoadReport.InputCounts;
import pregel.core.protocol.NetworkCounts;

/**
 * What was measured in a run.
 *
 * @param algorithm as the user named it
 * @param parameters name and value
 * @param input what was read
 * @param output where the result went, for people; null if nowhere
 * @param graph what was computed on
 * @param course of the computation
 * @param seconds where the time went
 * @param processes what computed
 */
public record RunFacts(
    String algorithm,
    Map<String, String> parameters,
    Input input,
    String output,
    GraphSize graph,
    Course course,
    Seconds seconds,
    Processes processes) {

  /**
   * What was read.
   *
   * @param name for people
   * @param counts what reading text and building met; {@link InputCounts#NONE} for a snapshot
   * @param mappedBytes the size of a mapped snapshot; 0 for text
   */
  public record Input(String name, InputCounts counts, long mappedBytes) {}

  /**
   * The graph.
   *
   * @param vertices of the graph as loaded
   * @param edges as the data set counts them
   * @param directedEdges held
   * @param undirected whether each edge stands for both directions
   */
  public record GraphSize(long vertices, long edges, long directedEdges, boolean undirected) {}

  /**
   * How the computation went.
   *
   * @param supersteps how many ran
   * @param verdict why it ended
   * @param lostRequests requests to change the graph that lost to others or to what was there
   * @param trace every superstep
   * @param values what the program reported of the whole job, by name
   */
  public record Course(
      int supersteps,
      Verdict verdict,
      long lostRequests,
      Trace trace,
      Map<String, Double> values) {}

  /**
   * Where the time went.
   *
   * @param load from opening the input to the graph
   * @param compute the supersteps
   * @param output writing the result
   * @param total from the command's start
   */
  public record Seconds(double load, double compute, double output, double total) {}

  /**
   * What computed.
   *
   * @param threads of each process
   * @param workers processes among which the graph was divided; 0 for this one alone
   * @param network what workers sent to each other
   * @param peakBytes the high-water mark of this process, or of a cluster's master
   */
  public record Processes(int threads, int workers, NetworkCounts network, long peakBytes) {
    /** This process alone. */
    public static Processes alone(int threads) {
      return new Processes(threads, 0, NetworkCounts.NONE, ProcessMemory.peakBytes());
    }
  }

  /** The sum over supersteps of the senders' degrees, over compute seconds. */
  public double edgesPerSecond() {
    return seconds.compute > 0 ? course.trace.senderDegrees() / seconds.compute : 0;
  }

  /** Messages produced, one per edge of a broadcast. */
  public long messagesBeforeCombining() {
    return course.trace.messages();
  }
}
