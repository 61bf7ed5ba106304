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
 * <p>For the attempt's thread. What is done to files and to the coordination service, which may
 * take as long as supersteps, is done on another one. One that cannot be written costs nothing but
 * itself: the job goes on with the older one.
 */
final class CheckpointCommits implements AutoCloseable {
  private final CheckpointStore store;
  private final AttemptRun.Listener listener;
  private final Runnable changed;

  /** What is being written, without its parts; null if nothing is. */
  private Manifest draft;

  private List<Checkpointed> written;
  private Thread publisher;
  private volatile boolean isPublishing;
  private volatile Throwable failure;

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
  boolean isIdle() {
    return draft == null && !isPublishing;
  }

  /**
   * Awaits the parts of a checkpoint; only when idle.
   *
   * @param manifest of the checkpoint, without parts
   * @param workers how many parts
   */
  void begin(Manifest manifest, int workers) {
    requireSound();
    if (!isIdle()) {
      throw new IllegalStateException(
          "checkpoint of superstep " + manifest.superstep() + " while another is written");
    }
    draft = manifest;
    written = new ArrayList<>(Collections.nCopies(workers, null));
  }

  /** A worker has written its part, or could not. */
  void written(int worker, int superstep, Checkpointed part) {
    if (draft == null || draft.superstep() != superstep || written.get(worker) != null) {
      throw new JobException(
          FailureKind.PROTOCOL,
          "worker "
              + worker
              + " wrote a part of a checkpoint of superstep "
              + superstep
              + " that was not ordered; run the same build on all machines");
    }
    written.set(worker, part);
    if (!written.contains(null)) {
      Manifest whole = whole();
      String trouble =
          written.stream()
              .map(Checkpointed::trouble)
              .filter(t -> !t.isEmpty())
              .findFirst()
              .orElse("");
      draft = null;
      isPublishing = true;
      Map<String, String> context = MDC.getCopyOfContextMap();
      publisher = new Thread(() -> publish(whole, trouble, context), "pregel-publish-" + superstep);
      publisher.start();
    }
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

  private void publish(Manifest manifest, String workersTrouble, Map<String, String> context) {
    if (context != null) {
      MDC.setContextMap(context);
    }
    String trouble = workersTrouble;
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
      failure = e;
    } finally {
      if (!trouble.isEmpty()) {
        listener.warn(
            "checkpoint of superstep "
                + manifest.superstep()
                + ": "
                + trouble
                + "; the job goes on without it");
      }
      isPublishing = false;
      changed.run();
    }
  }

  /** Throws what went wrong while something was published, and costs more than the checkpoint. */
  void requireSound() {
    Throwable thrown = failure;
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    } else if (thrown instanceof Error error) {
      throw error;
    } else if (thrown != null) {
      throw new IllegalStateException(
          "the thread that publishes checkpoints was interrupted", thrown);
    }
  }

  /** Forgets what is being written, and waits for what is being published. */
  @Override
  public void close() {
    draft = null;
    boolean interrupted = false;
    while (isPublishing) {
      try {
        publisher.join();
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
