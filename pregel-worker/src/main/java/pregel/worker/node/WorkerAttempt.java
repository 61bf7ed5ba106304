package pregel.worker.node;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.core.checkpoint.Manifest;
import pregel.core.checkpoint.PartInfo;
import pregel.core.checkpoint.PartReader;
import pregel.core.commit.OutputPart;
import pregel.core.crash.CrashPoints;
import pregel.core.job.Aggregates;
import pregel.core.job.WorkerReport;
import pregel.core.protocol.ControlMessage.Answer;
import pregel.core.protocol.ControlMessage.Checkpoint;
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Failed;
import pregel.core.protocol.ControlMessage.Load;
import pregel.core.protocol.ControlMessage.Loaded;
import pregel.core.protocol.ControlMessage.Order;
import pregel.core.protocol.ControlMessage.Release;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.ControlMessage.Write;
import pregel.core.protocol.ControlMessage.Written;
import pregel.core.protocol.LoadReport;
import pregel.core.protocol.Member;
import pregel.core.protocol.NetworkCounts;
import pregel.core.protocol.SavedState;
import pregel.core.share.GraphShare;
import pregel.core.transport.Attempt;
import pregel.core.transport.Exchange;
import pregel.core.transport.Hello;
import pregel.core.transport.InFrame;
import pregel.core.transport.Link;
import pregel.core.transport.PeerLobby;
import pregel.core.transport.Peers;
import pregel.core.transport.Rounds;
import pregel.core.transport.Transport;
import pregel.worker.engine.SharedWorker;

/**
 * One attempt at a job on this worker, on a thread of its own: does what the master orders, order
 * after order, until it is released, nobody leads any more, or something fails. Whatever it was,
 * nothing of the attempt is left when the thread ends.
 */
final class WorkerAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerAttempt.class);

  /** For the attempt before this one to end. */
  private static final Duration FAREWELL = Duration.ofSeconds(10);

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

  // Of the attempt's thread, but for what abandon() closes.
  private WorkerJob job;
  private volatile Peers peers;
  private Rounds rounds;
  private GraphShare share;
  private volatile SharedWorker worker;
  private final LongAdder messages = new LongAdder();
  private long bytesBefore;
  private int superstep = -1;
  private boolean released;

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
    SharedWorker computing = worker;
    if (computing != null) {
      computing.worker().abandon();
    }
    Peers connected = peers;
    if (connected != null) {
      connected.close();
    }
    thread.interrupt();
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
      if (before != null) {
        before.join(FAREWELL);
        before = null;
      }
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
      if (abandoned) {
        LOG.info("attempt {} is given up: {}", attempt().attempt(), told.message());
      } else if (told.kind() == FailureKind.INTERNAL) {
        LOG.warn("attempt {} failed: {}", attempt().attempt(), told.message(), e);
      } else {
        LOG.warn("attempt {} failed: {}", attempt().attempt(), told.message());
      }
      leaders.fail(told, superstep);
    } finally {
      close();
      figures.over(failed);
      MDC.clear();
    }
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
    if (order instanceof Checkpoint && worker != null && job.checkpoints() != null) {
      superstep = received.superstep();
      checkpoints.take(job.checkpoints(), "worker-" + share.worker(), worker, received);
      return true;
    }
    Answer answer;
    if (order instanceof Load load && job == null) {
      answer = load(load, received.attempt());
    } else if (order instanceof Superstep next && worker != null) {
      answer = compute(next);
    } else if (order instanceof Write && worker != null) {
      answer = write();
    } else {
      throw new JobException(
          FailureKind.PROTOCOL,
          "the master ordered "
              + order.getClass().getSimpleName()
              + " out of turn; run the same build on all machines");
    }
    leaders.answer(received, answer, superstep);
    return true;
  }

  /**
   * @param ordered the attempt as it is between the workers, whoever leads it later
   */
  private Answer load(Load load, Attempt ordered) throws IOException, InterruptedException {
    CrashPoints.identify(load.worker(), attempt().attempt());
    CrashPoints.at("worker.load");
    MDC.put("job", load.job());
    LOG.info(
        "attempt {} begins, worker {} of {}",
        attempt().attempt(),
        load.worker(),
        load.members().size());
    job = jobs.open(load.job(), load.definition());
    Hello hello =
        new Hello(
            self.cluster(), self.process(), self.build(), self.purpose(), ordered, load.worker());
    List<InetSocketAddress> addresses = load.members().stream().map(Member::address).toList();
    peers = Peers.connect(transport, lobby, hello, addresses, connectDeadline);
    rounds = new Rounds(peers, job.loadLimit());
    WorkerJob.Loaded loaded = job.load(rounds);
    GraphShare mine = loaded.share();
    Schema declared = Schema.of(job.program(), 0);
    HaloAgreement.agree(mine, declared, rounds);
    worker = SharedWorker.open(mine, job.program(), job.threads(), job.delivery(), job.seed());
    share = mine;
    if (job.isWatched()) {
      worker.worker().showSupersteps();
    }
    rounds.waitFor(job.patience());
    if (worker.begin()) {
      exchange();
    }
    if (load.restore() != null) {
      restore(load.job(), load.restore());
    }
    bytesBefore = peers.counters().bytesSent();
    int owned = Arrays.stream(mine.slots().owned()).mapToInt(Long::bitCount).sum();
    figures.loaded(owned);
    LOG.info("loaded, {} vertices of {} are its own", owned, mine.totals().vertices());
    return new Loaded(
        new LoadReport(
            mine.totals().vertices(),
            mine.totals().edges(),
            mine.totals().directedEdges(),
            mine.graph().isUndirected(),
            mine.ownership().owners().length,
            worker.worker().traffic(),
            loaded.properties(),
            mine.graph().ids().names() != null,
            loaded.named(),
            loaded.counts()));
  }

  private void restore(String id, SavedState saved) throws InterruptedException {
    try {
      worker.restore(parts(id, saved));
    } catch (IOException e) {
      throw new JobException(
          FailureKind.NO_CHECKPOINT,
          "checkpoint of superstep "
              + saved.superstep()
              + ": cannot be read ("
              + e.getMessage()
              + "); look at its files",
          e);
    }
    exchange();
  }

  private List<PartReader> parts(String id, SavedState saved) throws IOException {
    Manifest manifest =
        new Manifest(
            id,
            attempt().epoch(),
            saved.attempt(),
            saved.superstep(),
            saved.parts(),
            new byte[0],
            new byte[0],
            new int[0]);
    List<PartReader> readers = new ArrayList<>();
    for (PartInfo part : saved.parts()) {
      readers.add(job.checkpoints().open(manifest, part));
    }
    return readers;
  }

  private Answer compute(Superstep order) throws IOException, InterruptedException {
    superstep = order.order().superstep();
    MDC.put("superstep", Integer.toString(superstep));
    CrashPoints.at("worker.superstep", superstep);
    long began = System.nanoTime();
    long sentBefore = messages.sum();
    Schema schema = worker.worker().schema();
    byte[] values = job.valueFiles().get(order.values());
    Aggregates.read(schema, new DataInputStream(new ByteArrayInputStream(values)));
    if (worker.prepare(order.order(), order.traffic())) {
      exchange();
    }
    // Not before: what others broadcast would overwrite what the superstep before left to be read.
    Exchange exchange = rounds.open(this::receive, SharedWorker::mayReceiveEarly);
    try {
      worker.compute(order.order(), new ExchangeOutlet(exchange, messages));
    } finally {
      job.computed(superstep, worker.worker()::exists);
    }
    CrashPoints.at("worker.computed", superstep);
    long computed = System.nanoTime();
    exchange.admitAll();
    if (finish(exchange)) {
      exchange();
    }
    long exchanged = System.nanoTime();
    figures.computed(
        superstep,
        computed - began,
        exchanged - computed,
        messages.sum() - sentBefore,
        peers.counters());
    LOG.debug(
        "computed in {} us, exchanged in {} us",
        (computed - began) / 1000,
        (exchanged - computed) / 1000);
    CrashPoints.at("worker.beforeReport", superstep);
    WorkerReport report = worker.report();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report.write(schema, new DataOutputStream(bytes));
    return new Computed(
        bytes.toByteArray(),
        new NetworkCounts(peers.counters().bytesSent() - bytesBefore, messages.sum()),
        computed - began);
  }

  /** Sends what crosses the border, and waits for what the others send, until nobody has more. */
  private void exchange() throws InterruptedException {
    boolean goesOn = true;
    while (goesOn) {
      goesOn = finish(rounds.open(this::receive));
    }
  }

  /**
   * Sends the rest of a round, and waits for what the others send.
   *
   * @return whether another round follows
   */
  private boolean finish(Exchange exchange) throws InterruptedException {
    worker.send(new ExchangeOutlet(exchange, messages));
    rounds.finish(exchange);
    return worker.settle();
  }

  private void receive(InFrame frame) {
    worker.receive(frame.sender(), frame.kind(), frame.partition(), frame.body());
  }

  private Answer write() throws IOException, InterruptedException {
    checkpoints.giveUp(); // of a job that is about to end
    CrashPoints.at("worker.write");
    if (worker.finish()) {
      exchange();
    }
    List<OutputPart> parts =
        job.write(
            attempt().attempt(),
            share.worker(),
            worker.worker().vertices(),
            worker.worker().schema().resultColumns());
    CrashPoints.at("worker.written");
    // What is left is for the master to do: the graph is of no use any more.
    long lost = worker.worker().lostAtEnd();
    worker.close();
    worker = null;
    share = null;
    return new Written(parts, lost);
  }

  private void close() {
    if (worker != null) {
      worker.close();
    }
    if (peers != null) {
      peers.close();
    }
    checkpoints.giveUp();
    if (job != null) {
      job.close();
    }
    leaders.close();
  }
}
