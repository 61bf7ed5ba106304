package pregel.core.coordination;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import pregel.api.FailureKind;
import pregel.core.coordination.Change.Create;
import pregel.core.coordination.Change.Delete;
import pregel.core.coordination.Change.Life;

/** The living workers. */
final class Workers {
  private final Tree tree;
  private final Layout layout;
  private final Calls calls;
  private final Duration patience;

  /**
   * @param patience how long an entry of another process is waited for
   */
  Workers(Tree tree, Layout layout, Calls calls, Duration patience) {
    this.tree = tree;
    this.layout = layout;
    this.calls = calls;
    this.patience = patience;
  }

  List<WorkerRecord> read(Runnable changed) throws NoAnswerException, InterruptedException {
    List<String> ids =
        new ArrayList<>(
            tree.children(layout.workers(), changed)
                .orElseThrow(() -> Foundation.damaged(layout.workers())));
    ids.sort(null);
    List<WorkerRecord> workers = new ArrayList<>();
    for (String id : ids) {
      String path = layout.worker(id);
      // One that went meanwhile is not among the living. Watched too: an entry may be replaced.
      Optional<TreeNode> node = tree.read(path, changed);
      if (node.isPresent()) {
        WorkerRecord worker = WorkerRecord.decode(path, node.get().data());
        if (!worker.id().equals(id)) {
          throw CoordinationException.foreign(path, "the entry of worker " + worker.id());
        }
        workers.add(worker);
      }
    }
    return List.copyOf(workers);
  }

  Registration register(WorkerRecord worker) throws InterruptedException {
    String path = layout.worker(worker.id());
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Semaphore changed = new Semaphore(0);
      Outcome outcome =
          calls.get(
              () -> "the entry of worker " + worker.id(),
              () -> attempt(path, worker, changed::release));
      if (outcome.session != 0) {
        return new Entry(path, worker, outcome.session);
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new CoordinationException(
            FailureKind.PROTOCOL,
            "worker %s: %s:%d has this id already; give every worker an id of its own"
                .formatted(worker.id(), outcome.other.host(), outcome.other.port()));
      }
      // Not longer than half a second at once: the change may be lost with the connection.
      boolean ignored =
          changed.tryAcquire(
              Math.min(left, TimeUnit.MILLISECONDS.toNanos(500)), TimeUnit.NANOSECONDS);
    }
  }

  /** The session of the entry, or whose entry is in the way. */
  private record Outcome(long session, WorkerRecord other) {}

  private Outcome attempt(String path, WorkerRecord worker, Runnable changed)
      throws NoAnswerException, ConflictException, InterruptedException {
    long session = tree.session();
    if (session == 0) {
      throw new NoAnswerException("there is no session", null);
    }
    Create create = new Create(path, worker.encode(), Life.SESSION);
    Optional<TreeNode> found = tree.read(path, changed);
    if (found.isEmpty()) {
      tree.apply(List.of(create));
      // Which session it was made in is the store's word, not ours.
      found = tree.read(path, null);
      if (found.isEmpty()) {
        throw new NoAnswerException("the session ended while the worker was entered", null);
      }
    }
    TreeNode node = found.get();
    WorkerRecord present = WorkerRecord.decode(path, node.data());
    if (!present.isSameProcess(worker)) {
      return new Outcome(0, present);
    }
    if (node.owner() != session) {
      // Ours, of a session before: it would go when the store finds out.
      tree.apply(List.of(new Delete(path, node.version()), create));
      node = tree.read(path, null).orElse(node);
      if (node.owner() != tree.session()) {
        throw new NoAnswerException("the session ended while the worker was entered", null);
      }
    }
    return new Outcome(node.owner(), worker);
  }

  private final class Entry implements Registration {
    private final String path;
    private final WorkerRecord worker;
    private final long session;

    Entry(String path, WorkerRecord worker, long session) {
      this.path = path;
      this.worker = worker;
      this.session = session;
    }

    @Override
    public boolean isCurrent() {
      return tree.session() == session;
    }

    @Override
    public void close() {
      if (!isCurrent()) {
        return;
      }
      try {
        Optional<TreeNode> node = tree.read(path, null);
        if (node.isPresent() && node.get().owner() == session) {
          tree.apply(List.of(new Delete(path, node.get().version())));
        }
      } catch (NoAnswerException | ConflictException | CoordinationException e) {
        // It goes with the session.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public String toString() {
      return worker.toString();
    }
  }
}
