package pregel.worker.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.crash.CrashPoints;
import pregel.core.protocol.ControlMessage.Answer;
import pregel.core.protocol.ControlMessage.Checkpoint;
import pregel.core.protocol.ControlMessage.Failed;
import pregel.core.protocol.ControlMessage.Load;
import pregel.core.protocol.ControlMessage.Order;
import pregel.core.protocol.ControlMessage.Rejoin;
import pregel.core.protocol.ControlMessage.Release;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.ControlMessage.Write;
import pregel.core.protocol.Member;
import pregel.core.transport.Attempt;
import pregel.core.transport.Hello;
import pregel.core.transport.Link;
import pregel.core.transport.PeerLobby;
import pregel.core.transport.Peers;
import pregel.core.transport.Transport;

/**
 * One attempt at a job on this worker, on a thread of its own: does what the master orders, order
 * after order, until it is released, nobody leads any more, or something fails. Whatever it was,
 * nothing of the attempt is left when the thread ends; but for its {@link ShareExecution}, if only
 * another worker was lost and the next attempt comes in time to go on with it.
 */
final class WorkerAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerAttempt.class);

  /** For the attempt before this one to end. */
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  /** For the next attempt, while the share of this one is kept: longer than one is prepared. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  private final Link link;
  private final Leaders leaders;
  private final BackgroundCheckpoints checkpoints;
  private final Transport transport;
  private final PeerLobby lobby;
  private final Hello self;
  private final WorkerJob.Source jobs;
  private final Duration connectDeadline;
  private final WorkerFigures figures;
  private WorkerAttempt before;
  private final Thread thread;
  private volatile boolean abandoned;

  /** Whether the next attempt is there, and may go on with what this one has. */
  private volatile boolean superseded;

  private int superstep = -1;
  private boolean released;
  private volatile Peers peers;

  /** What this worker has of the job; null before it was told to load. */
  private volatile ShareExecution execution;

  /** What the attempt before has left; whoever comes next takes it, or it is closed. */
  private ShareExecution kept;

  /**
   * @param link what the master dialled for the attempt
   * @param self how this process introduces itself to the other workers, but for its number
   * @param leaderWait how long another master is waited for when one is lost
   * @param figures counts what it does
   * @param before the attempt that was given up for this one, or null: its end is waited for
   */
  WorkerAttempt(
      Link link,
      Transport transport,
      PeerLobby lobby,
      Hello self,
      WorkerJob.Source jobs,
      Duration connectDeadline,
      Duration leaderWait,
      WorkerFigures figures,
      WorkerAttempt before) {
    this.figures = figures;
    this.before = before;
    this.transport = transport;
    this.lobby = lobby;
    this.self = self;
    this.jobs = jobs;
    this.connectDeadline = connectDeadline;
    this.thread = new Thread(this::run, "pregel-attempt-" + link.attempt().attempt());
    this.thread.setDaemon(true); // a program that hangs must not keep the process alive
    this.leaders = new Leaders(link.attempt(), leaderWait, this::abandon);
    this.checkpoints = new BackgroundCheckpoints(leaders, figures);
    this.link = link;
  }

  void start() {
    leaders.begin(link);
    thread.start();
  }

  /** The attempt, with the epoch of the master that leads it. */
  Attempt attempt() {
    return leaders.attempt();
  }

  /** As {@link Leaders#attach}. */
  boolean attach(Link link) {
    return leaders.attach(link);
  }

  /** As {@link Leaders#outdated}. */
  void outdated(int epoch) {
    leaders.outdated(epoch);
  }

  /** Makes the attempt end as soon as the program lets it; from any thread, more than once. */
  void abandon() {
    abandoned = true;
    leaders.close();
    ShareExecution running = execution;
    if (running != null) {
      running.abandon();
    }
    closePeers();
    thread.interrupt();
  }

  /**
   * Ends the attempt because another one of its job begins, to which it leaves what it has if it
   * can; from any thread.
   */
  void supersede() {
    synchronized (this) {
      superseded = true;
      notifyAll();
    }
    ShareExecution running = execution;
    if (running != null && running.stands()) {
      leaders.close();
      closePeers();
      thread.interrupt();
    } else {
      abandon();
    }
  }

  private void closePeers() {
    Peers connected = peers;
    if (connected != null) {
      connected.close();
    }
  }

  /** What the attempt has left, once its thread has ended; null if nothing. */
  private synchronized ShareExecution takeKept() {
    ShareExecution taken = kept;
    kept = null;
    return taken;
  }

  /** Waits for the end of the thread, if it comes in time. */
  void join(Duration limit) throws InterruptedException {
    thread.join(Math.max(1, limit.toMillis()));
  }

  private void run() {
    MDC.put("epoch", Integer.toString(attempt().epoch()));
    MDC.put("worker", self.process());
    figures.begun();
    boolean failed = true;
    try {
      inherit();
      while (obey(leaders.next())) {
        continue;
      }
      failed = !released;
      LOG.info("attempt {} {}", attempt().attempt(), released ? "is done" : "has no master");
    } catch (InterruptedException | CancellationException e) {
      LOG.info("attempt {} is given up", attempt().attempt());
      leaders.fail(
          new Failed(FailureKind.RECOVERY_SPENT, true, "the attempt was given up"), superstep);
    } catch (Throwable e) { // a program may throw anything
      Failed told = FailureText.of(e, superstep);
      if (abandoned || superseded) {
        LOG.info("attempt {} is given up: {}", attempt().attempt(), told.message());
      } else if (told.kind() == FailureKind.INTERNAL) {
        LOG.warn("attempt {} failed: {}", attempt().attempt(), told.message(), e);
      } else {
        LOG.warn("attempt {} failed: {}", attempt().attempt(), told.message());
      }
      leaders.fail(told, superstep);
    } finally {
      if (!released && execution != null && execution.stands()) {
        keep();
      } else {
        close();
      }
      figures.over(failed);
      MDC.clear();
    }
  }

  private void inherit() throws InterruptedException {
    if (before == null) {
      return;
    }
    before.join(FAREWELL);
    if (before.thread.isAlive()) {
      before.abandon();
    } else {
      kept = before.takeKept();
    }
    before = null;
  }

  /** Keeps the share for the next attempt, if it comes in time. */
  private void keep() {
    closePeers();
    checkpoints.giveUp();
    leaders.close();
    synchronized (this) {
      long end = System.nanoTime() + KEPT.toNanos();
      boolean interrupted = false;
      for (long left = KEPT.toMillis(); !superseded && !abandoned && left > 0; ) {
        try {
          wait(left);
        } catch (InterruptedException e) {
          interrupted = true; // by abandon(), which is seen above
        }
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (superseded && !abandoned) {
        kept = execution;
        LOG.info("keeps its share as of superstep {}", superstep);
        return;
      }
    }
    close();
  }

  private boolean obey(Leaders.Received received) throws IOException, InterruptedException {
    if (received == null || abandoned) {
      return false;
    }
    if (!(received.message() instanceof Order order)) {
      throw new JobException(
          FailureKind.PROTOCOL,
          "the master sent a worker's answer; run the same build on all machines");
    }
    if (order instanceof Release) {
      released = true;
      return false;
    }
    if (order instanceof Checkpoint && execution != null && execution.takesCheckpoints()) {
      superstep = received.superstep();
      execution.saveInto(checkpoints, received);
      return true;
    }
    Answer said;
    if (order instanceof Load load && execution == null) {
      said = load(load, received.attempt());
    } else if (order instanceof Rejoin rejoin && execution == null) {
      said = rejoin(rejoin, received.attempt());
    } else if (order instanceof Superstep next && execution != null) {
      superstep = next.order().superstep();
      said = execution.execute(next);
    } else if (order instanceof Write && execution != null) {
      checkpoints.giveUp(); // of a job that is about to end
      said = execution.write(attempt().attempt());
    } else {
      throw new JobException(
          FailureKind.PROTOCOL,
          "the master ordered "
              + order.getClass().getSimpleName()
              + " out of turn; run the same build on all machines");
    }
    leaders.answer(received, said, superstep);
    if (order instanceof Rejoin rejoin) {
      execution.resend(rejoin); // to whoever is in the lost place, who is told meanwhile
    }
    return true;
  }

  /**
   * @param ordered the attempt as it is between the workers, whoever leads it later
   */
  private Answer load(Load order, Attempt ordered) throws IOException, InterruptedException {
    closeKept();
    CrashPoints.identify(order.worker(), attempt().attempt());
    CrashPoints.at("worker.load");
    MDC.put("job", order.job());
    LOG.info(
        "attempt {} begins, worker {} of {}",
        attempt().attempt(),
        order.worker(),
        order.members().size());
    execution = new ShareExecution(jobs.open(order.job(), order.definition()), figures);
    execution.over(connect(order.worker(), order.members(), ordered));
    return execution.load(order, attempt().epoch());
  }

  /** Goes on with what the attempt before has left. */
  private Answer rejoin(Rejoin order, Attempt ordered) throws InterruptedException {
    CrashPoints.identify(order.worker(), attempt().attempt());
    MDC.put("job", order.job());
    execution = takeKept();
    if (execution == null) {
      throw ShareExecution.notRepeatable("nothing is kept of the attempt before");
    }
    execution.requireAt(order);
    LOG.info("attempt {} goes on with the share that is here", attempt().attempt());
    execution.over(connect(order.worker(), order.members(), ordered));
    return execution.rejoin(order);
  }

  private Peers connect(int number, List<Member> members, Attempt ordered)
      throws InterruptedException {
    Hello hello =
        new Hello(self.cluster(), self.process(), self.build(), self.purpose(), ordered, number);
    List<InetSocketAddress> addresses = members.stream().map(Member::address).toList();
    peers = Peers.connect(transport, lobby, hello, addresses, connectDeadline);
    return peers;
  }

  private void closeKept() {
    ShareExecution left = takeKept();
    if (left != null) {
      left.close();
    }
  }

  private void close() {
    closeKept();
    if (execution != null) {
      execution.close();
    }
    closePeers();
    checkpoints.giveUp();
    leaders.close();
  }
}
