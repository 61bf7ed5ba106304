package pregel.worker.engine;

import java.nio.ByteBuffer;
import pregel.api.VertexProgram;
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

  /** The worker that computes. */
  public Worker worker() {
    return worker;
  }

  @Override
  public void close() {
    worker.close();
  }
}
