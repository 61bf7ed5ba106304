package pregel.master.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import pregel.api.Schema;
import pregel.core.checkpoint.CheckpointStore;
import pregel.core.commit.OutputPart;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;
import pregel.core.protocol.LoadReport;
import pregel.core.protocol.NetworkCounts;
import pregel.core.protocol.ValueFiles;

/**
 * What a job is to the master: its limits, what its program declares, and how its output appears.
 * Made from the job's definition by whoever wires the process; used by one thread.
 */
public interface MasterJob extends AutoCloseable {

  /** Makes jobs of what was submitted. */
  @FunctionalInterface
  interface Source {
    /**
     * @param job its id
     * @param definition what was submitted
     * @throws pregel.api.JobException if it cannot be run
     */
    MasterJob open(String job, byte[] definition) throws IOException;
  }

  /**
   * Limits of a job.
   *
   * @param workers how many it wants; 0 for all that are there
   * @param workersDeadline how long that many are waited for
   * @param newcomerWait how long another attempt waits for somebody in the place of a lost worker
   * @param maxSupersteps the step limit
   * @param timeout how long its supersteps may take in all; null for no limit
   * @param loadLimit how long loading may take
   * @param patience how long one superstep, checkpoint or writing may take
   * @param attempts how many are made
   * @param checkpointEvery before every how many supersteps a checkpoint is taken; 0 for never
   * @param keepsSent whether workers keep what they send, so that only a lost worker's part is
   *     computed again
   */
  record Terms(
      int workers,
      Duration workersDeadline,
      Duration newcomerWait,
      int maxSupersteps,
      Duration timeout,
      Duration loadLimit,
      Duration patience,
      int attempts,
      int checkpointEvery,
      boolean keepsSent) {}

  /**
   * What a job has come to.
   *
   * @param attempt which one succeeded
   * @param epoch of the master under which it did
   * @param verdict why it ended
   * @param supersteps how many ran
   * @param computeNanos from the first superstep's start, or when this master took over, to the
   *     last one's end
   * @param network what the workers sent to each other
   * @param parts of the result, as the workers wrote them, by worker
   * @param lost requests of the last superstep to change the graph that lost; earlier ones are in
   *     the reports
   */
  record Outcome(
      int attempt,
      int epoch,
      Verdict verdict,
      int supersteps,
      long computeNanos,
      NetworkCounts network,
      List<List<OutputPart>> parts,
      long lost) {}

  Terms terms();

  /** The program's name, for errors. */
  String programName();

  /**
   * Every worker of an attempt has loaded its share.
   *
   * @param attempt of the job
   * @param whole what the graph is like, and what was met on the way, added up
   * @param superstep the first one to come: later ones that an earlier attempt told of are void
   * @return what the program declares, of a fresh instance
   */
  Schema loaded(int attempt, LoadReport whole, int superstep);

  /** Where values go that are too long for a verdict. */
  ValueFiles valueFiles();

  /** Where checkpoints are; null if the job has none. */
  CheckpointStore checkpoints();

  /** What must be the same for a checkpoint to be this job's, line by line. */
  String identity();

  /** Whether the job is to go on from checkpoints that are there, and not to begin. */
  boolean resumes();

  /** Every worker has executed a superstep. */
  void computed(SuperstepReport report);

  /**
   * Ends the commit of an output that another master has begun.
   *
   * @param isCommitting whether that master had come so far that it let the output appear
   * @return whether there was one, so that the job has succeeded
   */
  boolean resume(boolean isCommitting) throws IOException;

  /**
   * Prepares the output's place, before the first attempt that this master begins; what other
   * masters' attempts have staged there is removed.
   *
   * @throws pregel.api.JobException of kind OUTPUT if the place is taken
   */
  void prepare() throws IOException;

  /** What the program reports of the job as a whole, by name, once its supersteps are over. */
  Map<String, Double> values();

  /**
   * Puts the rows together; all that is left then is to let them appear.
   *
   * @return what whoever waits for the job is told of its course; empty for nothing
   */
  byte[] stage(Outcome outcome) throws IOException;

  /** Lets the output appear. */
  void finish(Outcome outcome) throws IOException;

  /** The job ended without an output: removes what was staged for it. */
  void abandon() throws IOException;

  @Override
  void close();
}
