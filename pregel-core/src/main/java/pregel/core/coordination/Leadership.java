package pregel.core.coordination;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import pregel.core.coordination.Change.Check;
import pregel.core.coordination.Change.Create;
import pregel.core.coordination.Change.Delete;
import pregel.core.coordination.Change.Life;
import pregel.core.coordination.Change.Write;

/**
 * What the leading master may write, while nobody has taken a higher epoch and its session lives:
 * the counter's version is checked together with every write. Otherwise all calls fail with {@link
 * FencedException}, and nothing was written.
 *
 * <p>Any thread of the master may call, from none of the listeners; calls wait for each other, so
 * that a write that is repeated after a lost answer never goes over a later one.
 */
public final class Leadership implements AutoCloseable {
  /** Longer than anybody takes between the first part of a definition and the job. */
  private static final Duration ORPHAN_AGE = Duration.ofHours(1);

  private final Tree tree;
  private final Layout layout;
  private final Calls calls;
  private final Jobs jobs;
  private final MasterRecord master;
  private final long session;
  private final int epochVersion;

  /** Definitions without a job, and since when this master has seen them. */
  private final Map<String, Long> orphans = new HashMap<>();

  Leadership(
      Tree tree,
      Layout layout,
      Calls calls,
      Jobs jobs,
      MasterRecord master,
      long session,
      int epochVersion) {
    this.tree = tree;
    this.layout = layout;
    this.calls = calls;
    this.jobs = jobs;
    this.master = master;
    this.session = session;
    this.epochVersion = epochVersion;
  }

  /** The epoch that every order, frame and commit of this master carries. */
  public int epoch() {
    return master.epoch();
  }

  /** Fails if this master leads no more; a look, not a promise for later. */
  public synchronized void require() throws InterruptedException {
    fenced(() -> "whether " + master.id() + " still leads", List::of);
  }

  /** Tells everybody who leads. */
  void publish() throws InterruptedException {
    String path = layout.master();
    fenced(
        () -> "publishing who leads",
        () -> {
          List<Change> changes = new ArrayList<>();
          Optional<TreeNode> found = tree.read(path, null);
          if (found.isPresent()) {
            if (found.get().owner() == session
                && MasterRecord.decode(path, found.get().data()).equals(master)) {
              return changes;
            }
            changes.add(new Delete(path, found.get().version()));
          }
          changes.add(new Create(path, master.encode(), Life.SESSION));
          return changes;
        });
  }

  /**
   * Writes where a job stands.
   *
   * @throws IllegalStateException if the job may not become this, see {@link JobState#mayBecome}
   */
  public synchronized void writeState(String job, JobState state) throws InterruptedException {
    requireEpoch(state.epoch());
    fenced(() -> "the state of job " + job, () -> stateChange(job, state));
  }

  /**
   * Writes where a job stands and whose the partitions are, together.
   *
   * @throws IllegalStateException if the job may not become this
   */
  public synchronized void beginAttempt(String job, JobState state, PartitionAssignment assignment)
      throws InterruptedException {
    requireEpoch(state.epoch());
    if (assignment.attempt() != state.attempt()) {
      throw new IllegalArgumentException(
          "assignment of attempt " + assignment.attempt() + " for attempt " + state.attempt());
    }
    fenced(
        () -> "attempt " + state.attempt() + " of job " + job,
        () -> {
          List<Change> changes = new ArrayList<>(stateChange(job, state));
          changes.add(new Write(layout.assignment(job), assignment.encode(), Change.ANY_VERSION));
          return changes;
        });
  }

  private List<Change> stateChange(String job, JobState state)
      throws NoAnswerException, InterruptedException {
    String path = layout.state(job);
    TreeNode node = read(job, path);
    JobState current = JobState.decode(path, node.data());
    if (current.equals(state)) {
      return List.of();
    }
    if (!current.mayBecome(state)) {
      throw new IllegalStateException("job " + job + " is " + current + " and cannot be " + state);
    }
    return List.of(new Write(path, state.encode(), node.version()));
  }

  /**
   * Overwrites what is told of a job's course to whoever waits for it: at most {@link
   * Coordination#MOST_PROGRESS_BYTES}.
   */
  public synchronized void writeProgress(String job, byte[] progress) throws InterruptedException {
    if (progress.length > Coordination.MOST_PROGRESS_BYTES) {
      throw new IllegalArgumentException(
          "progress of "
              + progress.length
              + " bytes; at most "
              + Coordination.MOST_PROGRESS_BYTES
              + " are taken");
    }
    String path = layout.progress(job);
    fenced(
        () -> "the progress of job " + job,
        () -> List.of(new Write(path, progress, read(job, path).version())));
  }

  /** Makes a checkpoint the newest, as the last step of its commit. May be repeated. */
  public synchronized void commitCheckpoint(String job, CheckpointPointer checkpoint)
      throws InterruptedException {
    requireEpoch(checkpoint.epoch());
    String path = layout.checkpoints(job);
    fenced(
        () -> "a checkpoint of job " + job,
        () -> {
          TreeNode node = read(job, path);
          List<CheckpointPointer> kept = new ArrayList<>();
          kept.add(checkpoint);
          for (CheckpointPointer older : CheckpointPointer.decode(path, node.data())) {
            if (older.equals(checkpoint)) {
              return List.of();
            }
            if (!checkpoint.isNewerThan(older)) {
              throw new IllegalStateException(
                  "job " + job + " has " + older + ", which " + checkpoint + " does not follow");
            }
            if (kept.size() < CheckpointPointer.KEPT) {
              kept.add(older);
            }
          }
          return List.of(new Write(path, CheckpointPointer.encode(kept), node.version()));
        });
  }

  /**
   * Removes jobs that have ended, but for the newest of them, and what submissions that died left
   * behind.
   *
   * @param keep how many that have ended stay
   * @return the ids of those removed, newest first
   */
  public List<String> removeOldJobs(int keep) throws InterruptedException {
    return removeOldJobs(keep, ORPHAN_AGE);
  }

  synchronized List<String> removeOldJobs(int keep, Duration orphanAge)
      throws InterruptedException {
    List<Jobs.Found> all =
        new ArrayList<>(calls.get(() -> "which jobs are there", () -> jobs.all(null)));
    List<String> removed = new ArrayList<>();
    Set<String> definitions = new HashSet<>();
    int ended = 0;
    for (int i = all.size() - 1; i >= 0; i--) {
      Jobs.Found job = all.get(i);
      String definition = job.head(layout).definition();
      boolean hasEnded =
          calls.get(
              () -> "where job " + job.id() + " stands",
              () -> jobs.state(job.id(), null).map(s -> s.status().isEnd()).orElse(false));
      if (hasEnded && ++ended > keep) {
        remove(job.id(), definition);
        removed.add(job.id());
      } else {
        definitions.add(definition);
      }
    }
    removeOrphans(definitions, orphanAge);
    return removed;
  }

  private void remove(String job, String definition) throws InterruptedException {
    String path = layout.job(job);
    fenced(
        () -> "removing job " + job,
        () -> {
          List<Change> changes = new ArrayList<>();
          Optional<List<String>> children = tree.children(path, null);
          if (children.isPresent()) {
            for (String child : children.get()) {
              changes.add(new Delete(path + "/" + child, Change.ANY_VERSION));
            }
            changes.add(new Delete(path, Change.ANY_VERSION));
          }
          return changes;
        });
    removeDefinition(definition);
  }

  private void removeOrphans(Set<String> inUse, Duration age) throws InterruptedException {
    long now = System.nanoTime();
    List<String> found =
        calls.get(() -> "definitions", () -> jobs.children(layout.definitions(), null));
    orphans.keySet().retainAll(found);
    orphans.keySet().removeAll(inUse);
    for (String name : found) {
      if (!inUse.contains(name) && now - orphans.computeIfAbsent(name, n -> now) >= age.toNanos()) {
        removeDefinition(name);
      }
    }
  }

  private void removeDefinition(String name) throws InterruptedException {
    calls.act(
        () -> "definition " + name,
        () -> {
          try {
            jobs.removeDefinition(name, fence());
          } catch (ConflictException e) {
            throw refused(e);
          }
        });
  }

  /** Steps down: says that nobody leads. The epoch stays taken. */
  @Override
  public synchronized void close() {
    try {
      Optional<TreeNode> found = tree.read(layout.master(), null);
      if (found.isPresent() && found.get().owner() == session) {
        tree.apply(List.of(new Delete(layout.master(), found.get().version())));
      }
    } catch (NoAnswerException | ConflictException | CoordinationException e) {
      // It goes with the session.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- The fence

  /** Finds out what is to be changed; nothing if it was done already. */
  @FunctionalInterface
  private interface Plan {
    List<Change> changes() throws NoAnswerException, InterruptedException;
  }

  private void fenced(Supplier<String> what, Plan plan) throws InterruptedException {
    calls.act(
        what,
        () -> {
          List<Change> changes = new ArrayList<>();
          changes.add(fence());
          RuntimeException objection = null;
          try {
            changes.addAll(plan.changes());
          } catch (RuntimeException e) {
            // What does not fit may be another leader's: then this one is told so.
            objection = e;
          }
          try {
            tree.apply(changes);
          } catch (ConflictException e) {
            throw refused(e);
          }
          if (objection != null) {
            throw objection;
          }
        });
  }

  private Change fence() {
    if (tree.session() != session) {
      throw new FencedException(
          "master "
              + master.id()
              + ": the session in which it took epoch "
              + epoch()
              + " is over; it stops, and may stand for election again");
    }
    return new Check(layout.epoch(), epochVersion);
  }

  /** Returns a conflict that is worth another try. */
  private ConflictException refused(ConflictException conflict)
      throws NoAnswerException, InterruptedException {
    if (conflict.index() != 0) {
      return conflict;
    }
    EpochRecord taken =
        EpochRecord.decode(
            layout.epoch(),
            tree.read(layout.epoch(), null)
                .orElseThrow(() -> Foundation.damaged(layout.epoch()))
                .data());
    throw new FencedException(
        "master "
            + master.id()
            + ": master "
            + taken.holder()
            + " has taken epoch "
            + taken.epoch()
            + ", this one had "
            + epoch()
            + "; it stops, and may stand for election again");
  }

  private TreeNode read(String job, String path) throws NoAnswerException, InterruptedException {
    return tree.read(path, null).orElseThrow(() -> Jobs.unknown(job));
  }

  private void requireEpoch(int written) {
    if (written != epoch()) {
      throw new IllegalArgumentException(
          "a record of epoch " + written + " written by the master of epoch " + epoch());
    }
  }
}
