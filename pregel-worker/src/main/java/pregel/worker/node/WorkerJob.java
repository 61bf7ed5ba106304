package pregel.worker.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import pregel.api.Column;
import pregel.api.VertexProgram;
import pregel.core.checkpoint.CheckpointStore;
import pregel.core.commit.OutputPart;
import pregel.core.graph.VertexIds;
import pregel.core.job.Delivery;
import pregel.core.protocol.LoadReport.InputCounts;
import pregel.core.protocol.ValueFiles;
import pregel.core.share.GraphShare;
import pregel.core.transport.FrameLog;
import pregel.core.transport.Rounds;

/**
 * What a job is to one worker: its graph, its program, its output. Made from the job's definition
 * by whoever wires the process; used by one thread, for one attempt.
 */
public interface WorkerJob extends AutoCloseable {

  /**
   * A share and what was met while it was loaded.
   *
   * @param properties what the input says of itself
   * @param named the vertices that parameters name, by what they are called there; where ids are
   *     numbers, those that are owned here
   * @param counts of what this worker read
   */
  record Loaded(
      GraphShare share,
      Map<String, String> properties,
      Map<String, Long> named,
      InputCounts counts) {}

  /** Makes jobs of what was submitted. */
  @FunctionalInterface
  interface Source {
    /**
     * @param job its id
     * @param definition what was submitted
     * @throws pregel.api.JobException if it cannot be run
     */
    WorkerJob open(String job, byte[] definition) throws IOException;
  }

  /** Loads this worker's share together with the others, exchanging through {@code rounds}. */
  Loaded load(Rounds rounds) throws IOException, InterruptedException;

  /** A fresh instance of the program; called after {@link #load}. */
  VertexProgram program();

  /** Whether vertices are watched, which the program then must not notice; after {@link #load}. */
  boolean isWatched();

  /**
   * A superstep was computed here, or failed.
   *
   * @param exists whether there is a vertex with an id here
   */
  void computed(int superstep, LongPredicate exists);

  /** Threads that compute. */
  int threads();

  Delivery delivery();

  /** Where the random numbers of vertices start. */
  long seed();

  /** How long this worker waits for the others in one step of loading. */
  Duration loadLimit();

  /** How long it waits for them in one superstep: longer than the slowest computes. */
  Duration patience();

  /** Where the master puts values that are too long for a verdict. */
  ValueFiles valueFiles();

  /**
   * Keeps what this worker sends to others, so that only a lost worker's part is computed again;
   * null if nothing is to be kept. Called once.
   */
  FrameLog openLog();

  /** Where checkpoints are; null if the job has none. */
  CheckpointStore checkpoints();

  /**
   * Writes the result of the owned vertices where the master commits it.
   *
   * @param attempt of the job
   * @param worker the number of this one
   * @param vertices the owned vertices, and their slots
   * @param columns the result columns, by slot
   */
  List<OutputPart> write(int attempt, int worker, VertexIds vertices, List<Column> columns)
      throws IOException;

  @Override
  void close();
}
