package pregel.worker.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import pregel.api.VertexProgram;
import pregel.core.checkpoint.PartReader;
import pregel.core.checkpoint.PartWriter;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Traffic;
import pregel.core.job.WorkerReport;
import pregel.core.share.GraphShare;
import pregel.core.share.HaloPlan;

/**
 * One of several workers: executes supersteps on its share of a graph, and between the vertices of
 * one superstep and those of the next exchanges with the others what crosses the border.
 */
public final class SharedWorker implements AutoCloseable {
  private final Worker worker;
  private final GraphShare share;
  private final Halo[] halos;

  private SharedWorker(Worker worker, GraphShare share) {
    this.worker = worker;
    this.share = share;
    this.halos = new Halo[worker.mails().length];
    for (Mail mail : worker.mails()) {
      HaloPlan plan = share.halo(mail.route.channel.direction().reversed());
      halos[mail.route.channel.index()] = new Halo(mail, plan, share.slots().count());
    }
  }

  /**
   * Opens the program on a share whose halos are agreed for every channel.
   *
   * @param seed the seed of all random numbers
   */
  public static SharedWorker open(
      GraphShare share, VertexProgram program, int threads, Delivery delivery, long seed) {
    return new SharedWorker(Worker.open(share, program, threads, delivery, seed), share);
  }

  /**
   * Executes a superstep up to the exchange. Frames that others send in it may be received once
   * this has returned, not before: they land where this superstep still reads.
   *
   * @param traffic what all workers together sent in the superstep before
   */
  public WorkerReport compute(SuperstepOrder order, Traffic traffic) {
    worker.follow(traffic);
    SuperstepReport report = worker.execute(order);
    return new WorkerReport(report, worker.traffic(), worker.contributions());
  }

  /** Sends what the superstep that was just computed has for others. */
  public void send(Outlet outlet) {
    for (int peer = 0; peer < share.ownership().workers(); peer++) {
      if (peer != share.worker()) {
        for (Halo halo : halos) {
          halo.send(peer, outlet);
        }
      }
    }
  }

  /**
   * Takes a frame of another worker's superstep; called by any thread, but one at a time for each
   * sender.
   */
  public void receive(int peer, int kind, int part, ByteBuffer body) {
    halos[part].receive(peer, body);
  }

  /** Once every frame of the superstep has arrived: makes them ready for the next one. */
  public void settle() {
    for (Halo halo : halos) {
      halo.settle();
    }
  }

  /** Whether all that is in flight can be written to a checkpoint. */
  public boolean canSave() {
    return new ShareState(worker.state(), worker.mails()).isComplete();
  }

  /** Writes what the own vertices need to go on; after {@link #settle}, before the next compute. */
  public void save(PartWriter part) throws IOException {
    new ShareState(worker.state(), worker.mails()).save(part);
  }

  /**
   * Goes on from a checkpoint instead of beginning: reads what {@link #save} wrote, on whatever
   * workers. Afterwards {@link #send}, {@link #receive} and {@link #settle} follow, as after the
   * superstep before the checkpoint.
   *
   * @throws IOException if a part cannot be read, or a partition is in none
   */
  public void restore(List<PartReader> parts) throws IOException {
    ShareState saved = new ShareState(worker.state(), worker.mails());
    boolean[] restored = new boolean[share.slots().partitions().partitions()];
    for (PartReader part : parts) {
      saved.restore(part, restored);
    }
    for (int partition = 0; partition < restored.length; partition++) {
      int whole = share.slots().wholePartition(partition);
      if (whole >= 0 && !restored[partition]) {
        throw new IOException("partition " + whole + " is in no part");
      }
    }
    saved.recount();
    worker.recountActive();
  }

  /** The worker that computes. */
  public Worker worker() {
    return worker;
  }

  @Override
  public void close() {
    worker.close();
  }
}
