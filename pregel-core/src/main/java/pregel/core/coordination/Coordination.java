package pregel.core.coordination;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What must survive, and who is there. Every process of a cluster has one, opened by an
 * implementation and closed last; any thread may call it.
 *
 * <p>Calls wait for the ensemble, across a pause, until their deadline; then they fail with {@code
 * COORDINATION_LOST}. A call whose answer was lost looks whether it was done before it is repeated.
 * None may be made from a {@link SessionListener}.
 */
public interface Coordination extends AutoCloseable {
  /** The longest that a leader tells of a job's course, in bytes: less than ZooKeeper takes. */
  int MOST_PROGRESS_BYTES = 512 << 10;

  // ---- The session

  /** Adds a listener; it first hears where the session stands. */
  Watch listen(SessionListener listener);

  // ---- Workers

  /**
   * Enters a worker among the living. A lost session takes it out again, and it comes back by
   * another call only. An entry of the same id that belongs to another process is waited for until
   * its session must have ended, then refused with {@code PROTOCOL}.
   */
  Registration register(WorkerRecord worker) throws InterruptedException;

  /** The living workers, by id. */
  List<WorkerRecord> workers() throws InterruptedException;

  /** Tells of the living workers, by id, now and whenever they change. */
  Watch watchWorkers(Observer<List<WorkerRecord>> observer);

  // ---- Masters

  /** Stands for leadership; the listener hears how it goes. */
  Election stand(String candidate, ElectionListener listener);

  /**
   * Takes the next epoch and publishes who leads; called by a master that was elected, for it
   * proves nothing else. From then on every write of a master with a lower epoch is refused.
   *
   * @throws FencedException if another took a higher epoch meanwhile
   */
  Leadership lead(String master, String host, int port) throws InterruptedException;

  /** Who leads, if anybody does. */
  Optional<MasterRecord> master() throws InterruptedException;

  /** Tells who leads, now and whenever it changes. */
  Watch watchMaster(Observer<Optional<MasterRecord>> observer);

  // ---- Jobs

  /** Makes a job known. Once it returns, the job survives; {@code USAGE} if the id is taken. */
  void submit(JobRecord job) throws InterruptedException;

  /** All jobs that are kept, in the order of their submission. */
  List<JobSummary> jobs() throws InterruptedException;

  /** Tells the ids of all jobs, in the order of their submission, now and on every change. */
  Watch watchJobs(Observer<List<String>> observer);

  /** A job as it was submitted, if it is kept. */
  Optional<JobRecord> job(String id) throws InterruptedException;

  /** Where a job stands, if it is kept. */
  Optional<JobState> state(String job) throws InterruptedException;

  /** Tells where a job stands, now and on every change; nothing if it is not kept. */
  Watch watchState(String job, Observer<Optional<JobState>> observer);

  /**
   * Waits for the end of a job. Called by clients, from a thread that may block.
   *
   * @return how it ended, or nothing if it had not in time
   * @throws CoordinationException {@code USAGE} if it is not kept, {@code COORDINATION_LOST} if the
   *     session is lost meanwhile
   */
  Optional<JobState> awaitEnd(String job, Duration limit) throws InterruptedException;

  /**
   * Asks the leader to cancel a job; {@code USAGE} if it is not kept. Twice is the same as once.
   */
  void cancel(String job) throws InterruptedException;

  /** Tells whether a job is to be cancelled, now and on a change. */
  Watch watchCancel(String job, Observer<Boolean> observer);

  /** What the leader last told of a job's progress; empty if it told nothing. */
  byte[] progress(String job) throws InterruptedException;

  /** The newest committed checkpoints of a job, newest first, at most two. */
  List<CheckpointPointer> checkpoints(String job) throws InterruptedException;

  /** Whose the partitions of a job are in its newest attempt. */
  Optional<PartitionAssignment> assignment(String job) throws InterruptedException;

  /** Ends the session: what was registered goes, whoever watches hears nothing more. */
  @Override
  void close();
}
