package pregel.worker.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import pregel.core.checkpoint.BackgroundPart;
import pregel.core.checkpoint.CheckpointStore;
import pregel.core.checkpoint.PartInfo;
import pregel.core.protocol.ControlMessage.Checkpointed;
import pregel.worker.engine.SharedWorker;

/**
 * This worker's parts of an attempt's checkpoints, one at a time: copied between two supersteps,
 * written while the next ones run. For the attempt's thread.
 *
 * <p>The copies of a part take an eighth of the heap at most, beside what the job needs.
 */
final class BackgroundCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundCheckpoints.class);

  private static final int SHARE_OF_HEAP = 8;

  /** For a disk that does not answer; its thread keeps no process alive. */
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final Leaders leaders;
  private final WorkerFigures figures;
  private BackgroundPart part;
  private Thread writer;

  BackgroundCheckpoints(Leaders leaders, WorkerFigures figures) {
    this.leaders = leaders;
    this.figures = figures;
  }

  /**
   * Copies a worker's state, and lets it be written; whoever ordered that is told in the end. What
   * is still being written is given up: the master that ordered it waits for it no more.
   *
   * @param name of the part
   */
  void take(CheckpointStore store, String name, SharedWorker worker, Leaders.Received ordered)
      throws InterruptedException {
    giveUp();
    if (!worker.canSave()) {
      tell(ordered, new Checkpointed(List.of(), "what is in flight cannot be kept"));
      return;
    }
    int attempt = ordered.attempt().attempt();
    int superstep = ordered.superstep();
    long began = System.nanoTime();
    part =
        new BackgroundPart(
            () -> store.part(attempt, superstep, name),
            Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP,
            new BackgroundPart.Outcome() {
              @Override
              public void written(PartInfo written) {
                figures.checkpointed(System.nanoTime() - began);
                LOG.debug("wrote its part of the checkpoint of superstep {}", superstep);
                tell(ordered, new Checkpointed(List.of(written), ""));
              }

              @Override
              public void failed(Throwable cause) {
                LOG.warn("its part of a checkpoint cannot be written: {}", cause.toString());
                tell(ordered, new Checkpointed(List.of(), cause.toString()));
              }
            });
    BackgroundPart begun = part;
    Map<String, String> context = MDC.getCopyOfContextMap();
    writer =
        new Thread(
            () -> {
              if (context != null) {
                MDC.setContextMap(context);
              }
              begun.run();
            },
            "pregel-checkpoint-" + superstep);
    writer.setDaemon(true); // a disk that hangs must not keep the process alive
    writer.start();
    try {
      worker.save(part);
      part.complete();
    } catch (IOException e) {
      part.fail(e);
    }
    LOG.debug("copied for a checkpoint in {} us", (System.nanoTime() - began) / 1000);
  }

  private void tell(Leaders.Received ordered, Checkpointed what) {
    try {
      leaders.answer(ordered, what, ordered.superstep());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends what is still being written, and returns when nothing is any more. */
  void giveUp() {
    if (writer == null) {
      return;
    }
    part.giveUp();
    boolean interrupted = false;
    long end = System.nanoTime() + FAREWELL.toNanos();
    while (writer.isAlive() && System.nanoTime() < end) {
      try {
        writer.join(FAREWELL.toMillis());
      } catch (InterruptedException e) {
        interrupted = true; // there is nothing left to do but to wait
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    writer = null;
    part = null;
  }
}
