package pregel.cli.report;

import java.util.List;
import java.util.Map;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;

/**
 * What was measured in a run.
 *
 * @param algorithm as the user named it
 * @param parameters name and value
 * @param input what was read, for people
 * @param output where the result went, for people; null if nowhere
 * @param vertices vertices of the graph
 * @param edges edges as the data set counts them
 * @param directedEdges edges held
 * @param undirected whether the graph is
 * @param supersteps how many ran
 * @param verdict why it ended
 * @param loadSeconds from opening the input to the graph
 * @param computeSeconds the supersteps
 * @param outputSeconds writing the result
 * @param totalSeconds from the command's start
 * @param mappedBytes the size of a mapped snapshot
 * @param threads threads that worked
 * @param workers processes among which the graph was divided; 0 for this one alone
 * @param bytesSent what workers sent to each other
 * @param messagesSent values and messages in it
 * @param lines lines read
 * @param skipped malformed lines left out
 * @param textBytes bytes of text read, unpacked
 * @param duplicates parallel edges met
 * @param selfLoops edges from a vertex to itself met
 * @param unknownDropped edges left out because an end is not in the vertex list
 * @param trace every superstep
 * @param lostRequests requests to change the graph that lost to others or to what was there
 * @param values what the program reported of the whole job, by name
 */
public record RunFacts(
    String algorithm,
    Map<String, String> parameters,
    String input,
    String output,
    long vertices,
    long edges,
    long directedEdges,
    boolean undirected,
    int supersteps,
    Verdict verdict,
    double loadSeconds,
    double computeSeconds,
    double outputSeconds,
    double totalSeconds,
    long mappedBytes,
    int threads,
    int workers,
    long bytesSent,
    long messagesSent,
    long lines,
    long skipped,
    long textBytes,
    long duplicates,
    long selfLoops,
    long unknownDropped,
    List<SuperstepReport> trace,
    long lostRequests,
    Map<String, Double> values) {

  /** The sum over supersteps of the senders' degrees, over compute seconds. */
  public double edgesPerSecond() {
    long degrees = 0;
    for (SuperstepReport report : trace) {
      degrees += report.senderDegrees();
    }
    return computeSeconds > 0 ? degrees / computeSeconds : 0;
  }

  /** Messages produced, one per edge of a broadcast. */
  public long messagesBeforeCombining() {
    long messages = 0;
    for (SuperstepReport report : trace) {
      messages += report.messages();
    }
    return messages;
  }
}
