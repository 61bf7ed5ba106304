package pregel.worker.node;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.Registration;
import pregel.core.coordination.SessionEvent;
import pregel.core.coordination.Watch;
import pregel.core.coordination.WorkerRecord;
import pregel.core.transport.Attempt;
import pregel.core.transport.Hello;
import pregel.core.transport.Link;
import pregel.core.transport.PeerLobby;
import pregel.core.transport.Purpose;
import pregel.core.transport.Transport;

/**
 * A worker's process among others: enters itself among the living, and serves one attempt of a job
 * after another. A link of a newer attempt ends the attempt before it; one of a higher epoch for
 * the same attempt is of another master that goes on with it; links of lower epochs are refused.
 * Once its session is lost it gives up its attempt, and ends.
 */
public final class WorkerNode implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  /**
   * What a worker is.
   *
   * @param id unique among the living
   * @param cluster its name; equal in all processes
   * @param build equal in all processes
   * @param host at which others reach it, and at which it listens
   * @param port 0 takes a free one
   * @param advertisedPort at which others reach it; 0 if it is the one at which it listens
   * @param cores threads it computes with
   * @param memoryBytes how much its partitions may take
   * @param connectDeadline for the links to the other workers of an attempt
   * @param leaderWait how long an attempt waits for another master when its own is lost
   * @param reconnectLimit for a session that is lost to be found lost, or the ensemble gone
   */
  public record Settings(
      String id,
      String cluster,
      String build,
      String host,
      int port,
      int advertisedPort,
      int cores,
      long memoryBytes,
      Duration connectDeadline,
      Duration leaderWait,
      Duration reconnectLimit) {}

  private final Settings settings;
  private final Coordination coordination;
  private final Transport transport;
  private final WorkerJob.Source jobs;
  private final PeerLobby lobby = new PeerLobby();
  private final WorkerFigures figures = new WorkerFigures();
  private final Hello hello;
  private final BlockingQueue<SessionEvent> session = new LinkedBlockingQueue<>();

  // Guarded by this.
  private WorkerAttempt current;
  private Attempt newest = Attempt.NONE;
  private int port;
  private boolean closed;

  private Registration registration;
  private Watch sessionWatch;
  private Watch masterWatch;

  private WorkerNode(
      Settings settings, Coordination coordination, Transport transport, WorkerJob.Source jobs) {
    this.settings = settings;
    this.coordination = coordination;
    this.transport = transport;
    this.jobs = jobs;
    this.hello =
        new Hello(
            settings.cluster(), settings.id(), settings.build(), Purpose.DATA, Attempt.NONE, -1);
  }

  /**
   * Listens, and enters the worker among the living.
   *
   * @param coordination the process's own; not closed by the node
   * @param transport likewise
   */
  public static WorkerNode start(
      Settings settings, Coordination coordination, Transport transport, WorkerJob.Source jobs)
      throws InterruptedException {
    WorkerNode node = new WorkerNode(settings, coordination, transport, jobs);
    boolean started = false;
    try {
      node.open();
      started = true;
      return node;
    } finally {
      if (!started) {
        node.close();
      }
    }
  }

  private void open() throws InterruptedException {
    InetSocketAddress bound =
        transport.bind(
            new InetSocketAddress(settings.host(), settings.port()), hello, this::accepted);
    synchronized (this) {
      port = bound.getPort();
    }
    sessionWatch = coordination.listen(session::add);
    masterWatch =
        coordination.watchMaster(master -> master.ifPresent(leading -> outdated(leading.epoch())));
    registration =
        coordination.register(
            new WorkerRecord(
                settings.id(),
                settings.host(),
                settings.advertisedPort() == 0 ? bound.getPort() : settings.advertisedPort(),
                settings.cores(),
                settings.memoryBytes(),
                settings.build(),
                System.currentTimeMillis()));
  }

  /** What it has done so far. */
  public WorkerFigures figures() {
    return figures;
  }

  /** Where it listens. */
  public synchronized int port() {
    return port;
  }

  /** On an I/O thread. */
  private void accepted(Link link) {
    if (link.peer().purpose() == Purpose.DATA) {
      lobby.offer(link);
      return;
    }
    synchronized (this) {
      Attempt attempt = link.attempt();
      if (closed || attempt.epoch() < newest.epoch() || attempt.equals(newest)) {
        link.close();
        return;
      }
      newest = attempt;
      if (current != null && isSame(attempt, current.attempt()) && current.attach(link)) {
        return;
      }
      if (current != null && current.attempt().job() == attempt.job()) {
        current.supersede();
      } else if (current != null) {
        current.abandon();
      }
      current =
          new WorkerAttempt(
              link,
              transport,
              lobby,
              hello,
              jobs,
              settings.connectDeadline(),
              settings.leaderWait(),
              figures,
              current);
      current.start();
    }
  }

  private static boolean isSame(Attempt one, Attempt other) {
    return one.job() == other.job() && one.attempt() == other.attempt();
  }

  /** A master with a higher epoch leads: whoever ordered the attempt is fenced. */
  private synchronized void outdated(int epoch) {
    if (current != null) {
      current.outdated(epoch);
    }
  }

  /**
   * Serves until the process is no longer part of the cluster.
   *
   * @throws JobException of kind FENCED if its session was lost, COORDINATION_LOST if the ensemble
   *     was
   */
  public void serve() throws InterruptedException {
    while (true) {
      if (session.take() == SessionEvent.LOST) {
        giveUpAttempt();
        throw lost();
      }
    }
  }

  private JobException lost() throws InterruptedException {
    long end = System.nanoTime() + settings.reconnectLimit().toNanos();
    while (true) {
      long left = end - System.nanoTime();
      SessionEvent event = left <= 0 ? null : session.poll(left, TimeUnit.NANOSECONDS);
      if (event == SessionEvent.CONNECTED) {
        return new JobException(
            FailureKind.FENCED,
            "worker "
                + settings.id()
                + ": its session was lost, and others may do its work; it stops, start it again");
      } else if (event == null) {
        return new JobException(
            FailureKind.COORDINATION_LOST,
            "worker "
                + settings.id()
                + ": ZooKeeper was not reached for "
                + settings.reconnectLimit()
                + "; look at its servers and the network, and start the worker again");
      }
    }
  }

  private void giveUpAttempt() throws InterruptedException {
    WorkerAttempt given;
    synchronized (this) {
      given = current;
      current = null;
    }
    if (given != null) {
      given.abandon();
      given.join(FAREWELL);
    }
  }

  /** Leaves: gives up what it does, and takes its entry back. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    try {
      giveUpAttempt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (masterWatch != null) {
      masterWatch.close();
    }
    if (sessionWatch != null) {
      sessionWatch.close();
    }
    if (registration != null) {
      registration.close();
    }
    lobby.close();
  }
}
