package pregel.master.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.checkpoint.CheckpointStore;
import pregel.core.checkpoint.Manifest;
import pregel.core.checkpoint.PartInfo;
import pregel.core.protocol.ControlMessage.Checkpointed;

/**
 * The checkpoints of an attempt, from their order to their commit, beside its supersteps; one at a
 * time:
 *
 * <pre>
 *   idle ── begin ──▶ writing ── every worker has written ──▶ publishing ──▶ idle
 *                                a worker could not ──▶ giving up ──▶ idle
 * </pre>
 *
 * <p>For the attempt's thread, but for {@link #written}. What is done to files and to the
 * coordination service, which may take as long as supersteps, is done on another one. One that
 * cannot be written costs nothing but itself: the job goes on with the older one.
 */
final class CheckpointCommits implements AutoCloseable {
  private final CheckpointStore store;
  private final AttemptRun.Listener listener;
  private final Runnable changed;

  // Guarded by this.
  /** What is being written, without its parts; null if nothing is. */
  private Manifest draft;

  private List<Checkpointed> written;
  private Thread publisher;
  private boolean isPublishing;
  private Throwable failure;

  /** What log lines say of the attempt. */
  private final Map<String, String> context = MDC.getCopyOfContextMap();

  /**
   * @param listener is called on a thread of its own
   * @param changed is called by any thread when {@link #isIdle} may have changed
   */
  CheckpointCommits(CheckpointStore store, AttemptRun.Listener listener, Runnable changed) {
    this.store = store;
    this.listener = listener;
    this.changed = changed;
  }

  /** Whether nothing is being written, nor published. */
  synchronized boolean isIdle() {
    requireSound();
    return draft == null && !isPublishing;
  }

  /**
   * Awaits the parts of a checkpoint; only when idle.
   *
   * @param manifest of the checkpoint, without parts
   * @param workers how many parts
   */
  synchronized void begin(Manifest manifest, int workers) {
    if (!isIdle()) {
      throw new IllegalStateException(
          "checkpoint of superstep " + manifest.superstep() + " while another is written");
    }
    draft = manifest;
    written = new ArrayList<>(Collections.nCopies(workers, null));
  }

  /** A worker has written its part, or could not; on its link's I/O thread. */
  synchronized void written(int worker, int superstep, Checkpointed part) {
    if (draft == null || draft.superstep() != superstep || written.get(worker) != null) {
      failure =
          new JobException(
              FailureKind.PROTOCOL,
              "worker "
                  + worker
                  + " wrote a part of a checkpoint of superstep "
                  + superstep
                  + " that was not ordered; run the same build on all machines");
      changed.run();
      return;
    }
    written.set(worker, part);
    if (!written.contains(null)) {
      publish();
    }
  }

  private void publish() {
    Manifest whole = whole();
    String trouble =
        written.stream()
            .map(Checkpointed::trouble)
            .filter(t -> !t.isEmpty())
            .findFirst()
            .orElse("");
    draft = null;
    isPublishing = true;
    publisher = new Thread(() -> publish(whole, trouble), "pregel-publish-" + whole.superstep());
    publisher.setDaemon(true); // as after a crash, a checkpoint without a manifest is none
    publisher.start();
  }

  private Manifest whole() {
    List<PartInfo> parts = new ArrayList<>();
    written.forEach(one -> parts.addAll(one.parts()));
    return new Manifest(
        draft.job(),
        draft.epoch(),
        draft.attempt(),
        draft.superstep(),
        parts,
        draft.masterState(),
        draft.aggregates(),
        draft.partitionOwners());
  }

  private void publish(Manifest manifest, String workersTrouble) {
    if (context != null) {
      MDC.setContextMap(context);
    }
    String trouble = workersTrouble;
    Throwable thrown = null;
    try {
      if (trouble.isEmpty()) {
        store.publish(manifest);
        listener.checkpointed(manifest);
        store.keepTwo();
      } else {
        store.abandon(manifest.attempt(), manifest.superstep());
      }
    } catch (IOException e) {
      trouble = e.toString();
    } catch (InterruptedException | RuntimeException | Error e) {
      thrown = e;
    }
    if (!trouble.isEmpty()) {
      listener.warn(
          "checkpoint of superstep "
              + manifest.superstep()
              + ": "
              + trouble
              + "; the job goes on without it");
    }
    synchronized (this) {
      failure = failure == null ? thrown : failure;
      isPublishing = false;
    }
    changed.run();
  }

  /** Throws what went wrong beside the supersteps, and costs more than a checkpoint. */
  synchronized void requireSound() {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    } else if (failure instanceof Error error) {
      throw error;
    } else if (failure != null) {
      throw new IllegalStateException("interrupted while a checkpoint was published", failure);
    }
  }

  /** Forgets what is being written, and waits for what is being published. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      draft = null;
      last = publisher;
    }
    boolean interrupted = false;
    while (last != null && last.isAlive()) {
      try {
        last.join();
      } catch (InterruptedException e) {
        interrupted = true; // its files are not to change under whoever comes next
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    requireSound();
  }
}
