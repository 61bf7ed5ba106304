package pregel.core.coordination;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pregel.api.FailureKind;

/** Coordination over any {@link Tree}: who may write what, and how a lost answer is made good. */
public final class TreeCoordination implements Coordination {
  private final Tree tree;
  private final Layout layout;
  private final Calls calls;
  private final Workers workers;
  private final Jobs jobs;
  private final Set<Watched<?>> watched = ConcurrentHashMap.newKeySet();

  private TreeCoordination(Tree tree, Layout layout, CoordinationDeadlines deadlines) {
    this.tree = tree;
    this.layout = layout;
    this.calls = new Calls(tree, deadlines.call());
    this.workers = new Workers(tree, layout, calls, deadlines.registration());
    this.jobs = new Jobs(tree, layout, calls);
  }

  /**
   * Opens the tree below {@code root}, and makes it if nothing is there. Owns {@code store} from
   * now on, also if it fails.
   */
  public static Coordination open(Tree store, String root, CoordinationDeadlines deadlines)
      throws InterruptedException {
    boolean opened = false;
    try {
      Layout layout = new Layout(root);
      TreeCoordination coordination = new TreeCoordination(store, layout, deadlines);
      new Foundation(store, layout, coordination.calls).lay();
      store.listen(
          event -> {
            if (event == SessionEvent.CONNECTED || event == SessionEvent.RECONNECTED) {
              coordination.watched.forEach(Watched::refresh);
            }
          });
      opened = true;
      return coordination;
    } finally {
      if (!opened) {
        store.close();
      }
    }
  }

  @Override
  public Watch listen(SessionListener listener) {
    return tree.listen(listener);
  }

  @Override
  public Registration register(WorkerRecord worker) throws InterruptedException {
    return workers.register(worker);
  }

  @Override
  public List<WorkerRecord> workers() throws InterruptedException {
    return calls.get(() -> "which workers are there", () -> workers.read(null));
  }

  @Override
  public Watch watchWorkers(Observer<List<WorkerRecord>> observer) {
    return watch(workers::read, observer);
  }

  @Override
  public Election stand(String candidate, ElectionListener listener) {
    return tree.stand(layout.election(), Names.require("master", candidate), listener);
  }

  @Override
  public Leadership lead(String master, String host, int port) throws InterruptedException {
    UUID token = UUID.randomUUID();
    long session = calls.get(() -> "a session", this::requireSession);
    EpochTaken taken = calls.get(() -> "the next epoch", () -> takeEpoch(master, token));
    Leadership leadership =
        new Leadership(
            tree,
            layout,
            calls,
            jobs,
            new MasterRecord(master, host, port, taken.epoch),
            session,
            taken.version);
    leadership.publish();
    return leadership;
  }

  /** An epoch, and the version of the counter as it was written. */
  private record EpochTaken(int epoch, int version) {}

  private long requireSession() throws NoAnswerException {
    long session = tree.session();
    if (session == 0) {
      throw new NoAnswerException("there is no session", null);
    }
    return session;
  }

  private EpochTaken takeEpoch(String master, UUID token)
      throws NoAnswerException, ConflictException, InterruptedException {
    String path = layout.epoch();
    TreeNode node = tree.read(path, null).orElseThrow(() -> Foundation.damaged(path));
    EpochRecord current = EpochRecord.decode(path, node.data());
    EpochRecord next =
        new EpochRecord(
            Math.addExact(current.epoch(), 1),
            token.getMostSignificantBits(),
            token.getLeastSignificantBits(),
            master);
    if (current.hasTokenOf(next)) {
      return new EpochTaken(current.epoch(), node.version());
    }
    tree.apply(List.of(new Change.Write(path, next.encode(), node.version())));
    return new EpochTaken(next.epoch(), node.version() + 1);
  }

  @Override
  public Optional<MasterRecord> master() throws InterruptedException {
    return calls.get(() -> "who leads", () -> readMaster(null));
  }

  @Override
  public Watch watchMaster(Observer<Optional<MasterRecord>> observer) {
    return watch(this::readMaster, observer);
  }

  private Optional<MasterRecord> readMaster(Runnable changed)
      throws NoAnswerException, InterruptedException {
    return tree.read(layout.master(), changed)
        .map(node -> MasterRecord.decode(layout.master(), node.data()));
  }

  @Override
  public void submit(JobRecord job) throws InterruptedException {
    jobs.submit(job);
  }

  @Override
  public List<JobSummary> jobs() throws InterruptedException {
    return calls.get(() -> "which jobs are there", jobs::summaries);
  }

  @Override
  public Watch watchJobs(Observer<List<String>> observer) {
    return watch(jobs::ids, observer);
  }

  @Override
  public Optional<JobRecord> job(String id) throws InterruptedException {
    return calls.get(() -> "job " + id, () -> jobs.read(id));
  }

  @Override
  public Optional<JobState> state(String job) throws InterruptedException {
    return calls.get(() -> "where job " + job + " stands", () -> jobs.state(job, null));
  }

  @Override
  public Watch watchState(String job, Observer<Optional<JobState>> observer) {
    layout.job(job);
    return watch(changed -> jobs.state(job, changed), observer);
  }

  @Override
  public Optional<JobState> awaitEnd(String job, Duration limit) throws InterruptedException {
    CompletableFuture<JobState> end = new CompletableFuture<>();
    Observer<Optional<JobState>> observer =
        new Observer<>() {
          @Override
          public void changed(Optional<JobState> state) {
            if (state.isEmpty()) {
              end.completeExceptionally(Jobs.unknown(job));
            } else if (state.get().status().isEnd()) {
              end.complete(state.get());
            }
          }

          @Override
          public void failed(CoordinationException failure) {
            end.completeExceptionally(failure);
          }
        };
    SessionListener lost =
        event -> {
          if (event == SessionEvent.LOST) {
            end.completeExceptionally(
                new CoordinationException(
                    FailureKind.COORDINATION_LOST,
                    tree.name()
                        + ": the session was lost while waiting for job "
                        + job
                        + "; the job goes on: ask for its status when it can be reached again"));
          }
        };
    try (Watch session = tree.listen(lost);
        Watch state = watchState(job, observer)) {
      return Optional.of(end.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CoordinationException failure) {
        throw new CoordinationException(failure.kind(), failure.getMessage(), failure);
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void cancel(String job) throws InterruptedException {
    calls.act(() -> "cancelling job " + job, () -> jobs.cancel(job));
  }

  @Override
  public Watch watchCancel(String job, Observer<Boolean> observer) {
    String path = layout.cancel(job);
    return watch(changed -> tree.read(path, changed).isPresent(), observer);
  }

  @Override
  public byte[] progress(String job) throws InterruptedException {
    return calls
        .get(() -> "the progress of job " + job, () -> tree.read(layout.progress(job), null))
        .map(TreeNode::data)
        .orElseThrow(() -> Jobs.unknown(job));
  }

  @Override
  public List<CheckpointPointer> checkpoints(String job) throws InterruptedException {
    return calls
        .get(() -> "the checkpoints of job " + job, () -> jobs.checkpoints(job))
        .orElseThrow(() -> Jobs.unknown(job));
  }

  @Override
  public Optional<PartitionAssignment> assignment(String job) throws InterruptedException {
    return calls.get(() -> "the assignment of job " + job, () -> jobs.assignment(job));
  }

  @Override
  public void close() {
    calls.close();
    new ArrayList<>(watched).forEach(Watched::close);
    tree.close();
  }

  private <T> Watch watch(Watched.Reading<T> reading, Observer<T> observer) {
    Watched<T> watch = new Watched<>(tree, reading, observer, watched::remove);
    watched.add(watch);
    watch.refresh();
    return watch;
  }
}
