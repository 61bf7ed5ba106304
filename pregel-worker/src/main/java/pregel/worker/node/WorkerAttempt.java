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
import java.util.concurrent.TimeUnit;
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
import pregel.core.protocol.ControlMessage.Answer;
import pregel.core.protocol.ControlMessage.Checkpoint;
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Failed;
import pregel.core.protocol.ControlMessage.Load;
import pregel.core.protocol.ControlMessage.Loaded;
import pregel.core.protocol.ControlMessage.Order;
import pregel.core.protocol.ControlMessage.Rejoin;
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
import pregel.core.transport.FrameLog;
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
 * nothing of the attempt is left when the thread ends; but for a {@link KeptShare}, if only another
 * worker was lost and the next attempt comes in time to go on with it.
 */
final class WorkerAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerAttempt.class);

  /** For the attempt before this one to end. */
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  /** For the next attempt, while the share of this one is kept: longer than one is prepared. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  /** The section of the log that has what was sent while the share was loaded. */
  private static final int LOADING = Integer.MIN_VALUE;

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

  /** Whether the share is as it is between supersteps, or only lacks what others send. */
  private volatile boolean isStanding;

  // Of the attempt's thread, but for what abandon() closes.
  private WorkerJob job;
  private volatile Peers peers;
  private Rounds rounds;
  private GraphShare share;
  private volatile SharedWorker worker;
  private final LongAdder messages = new LongAdder();
  private long bytesBefore;
  private LoadReport report;
  private int superstep = -1;
  private boolean released;

  /** Null if what is sent is not kept. */
  private volatile FrameLog log;

  private Resending resending;
  private int computed = -1;
  private int settled = -1;
  private Computed answer;

  /** The last two supersteps before which a checkpoint was ordered. */
  private int lastCheckpoint = -1;

  private int checkpointBefore = -1;

  /** What the attempt before left; whoever comes next takes it, or it is closed. */
  private KeptShare kept;

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

  /**
   * Ends the attempt because another one of its job begins, to which it leaves what it has if it
   * can; from any thread.
   */
  void supersede() {
    synchronized (this) {
      superseded = true;
      notifyAll();
    }
    if (isStanding && isKeepable()) {
      leaders.close();
      peers.close();
      thread.interrupt();
    } else {
      abandon();
    }
  }

  /** What the attempt has left, once its thread has ended; null if nothing. */
  private synchronized KeptShare takeKept() {
    KeptShare taken = kept;
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
      if (isStanding && isKeepable() && !released) {
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

  private boolean isKeepable() {
    return log != null && log.isWhole() && worker != null && worker.isRepeatable();
  }

  /** Keeps the share for the next attempt, if it comes in time. */
  private void keep() {
    peers.close();
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
        kept =
            new KeptShare(
                share.worker(), job, share, worker, report, log, computed, settled, answer);
        LOG.info("keeps its share as of superstep {}", computed);
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
    if (order instanceof Checkpoint && worker != null && job.checkpoints() != null) {
      superstep = received.superstep();
      dropLog();
      checkpoints.take(job.checkpoints(), "worker-" + share.worker(), worker, received);
      return true;
    }
    Answer said;
    if (order instanceof Load load && job == null) {
      closeKept();
      said = load(load, received.attempt());
    } else if (order instanceof Rejoin rejoin && job == null) {
      leaders.answer(received, rejoin(rejoin, received.attempt()), superstep);
      resend(rejoin);
      return true;
    } else if (order instanceof Superstep next && worker != null) {
      said = execute(next);
    } else if (order instanceof Write && worker != null) {
      isStanding = false;
      said = write();
    } else {
      throw new JobException(
          FailureKind.PROTOCOL,
          "the master ordered "
              + order.getClass().getSimpleName()
              + " out of turn; run the same build on all machines");
    }
    leaders.answer(received, said, superstep);
    return true;
  }

  /**
   * Whoever goes on from the newest checkpoint needs what was broadcast in the superstep before it.
   * The newest that is published may be the one before the last that was ordered.
   */
  private void dropLog() {
    if (log != null && checkpointBefore > 0) {
      log.drop(LOADING + 1, checkpointBefore - 1);
    }
    checkpointBefore = lastCheckpoint;
    lastCheckpoint = superstep;
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
    connect(load.worker(), load.members(), ordered);
    log = job.isWatched() ? null : job.openLog();
    begin(LOADING);
    rounds.keepIn(log);
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
      settled = load.restore().superstep() - 1;
      computed = settled;
      begin(settled);
      restore(load.job(), load.restore());
    }
    isStanding = true;
    bytesBefore = peers.counters().bytesSent();
    int owned = Arrays.stream(mine.slots().owned()).mapToInt(Long::bitCount).sum();
    figures.loaded(owned);
    LOG.info("loaded, {} vertices of {} are its own", owned, mine.totals().vertices());
    report =
        new LoadReport(
            mine.totals().vertices(),
            mine.totals().edges(),
            mine.totals().directedEdges(),
            mine.graph().isUndirected(),
            mine.ownership().owners().length,
            Arrays.hashCode(mine.ownership().owners()),
            worker.worker().traffic(),
            loaded.properties(),
            mine.graph().ids().names() != null,
            loaded.named(),
            loaded.counts());
    return new Loaded(report);
  }

  private void connect(int number, List<Member> members, Attempt ordered)
      throws InterruptedException {
    Hello hello =
        new Hello(self.cluster(), self.process(), self.build(), self.purpose(), ordered, number);
    List<InetSocketAddress> addresses = members.stream().map(Member::address).toList();
    peers = Peers.connect(transport, lobby, hello, addresses, connectDeadline);
    rounds = new Rounds(peers, job.loadLimit());
  }

  /** Begins a section of the log. */
  private void begin(int section) {
    if (log != null) {
      log.begin(section);
    }
  }

  /**
   * Goes on with what the attempt before has left, while another worker takes a lost one's place.
   */
  private Answer rejoin(Rejoin order, Attempt ordered) throws InterruptedException {
    MDC.put("job", order.job());
    requireKept(order);
    CrashPoints.identify(order.worker(), attempt().attempt());
    KeptShare mine = takeKept();
    job = mine.job();
    share = mine.share();
    worker = mine.worker();
    log = mine.log();
    report = mine.loaded();
    computed = mine.computed();
    settled = mine.settled();
    answer = mine.answer();
    LOG.info("attempt {} goes on with the share that is here", attempt().attempt());
    connect(order.worker(), order.members(), ordered);
    resending = new Resending(log, rounds);
    resending.section(LOADING, order.lost());
    rounds.waitFor(job.patience());
    if (order.restore() != null) {
      resending.broadcasts(order.restore().superstep() - 1, order.lost());
    }
    figures.loaded(Arrays.stream(share.slots().owned()).mapToInt(Long::bitCount).sum());
    isStanding = true;
    return new Loaded(report);
  }

  private void requireKept(Rejoin order) {
    String trouble = null;
    if (kept == null || kept.self() != order.worker()) {
      trouble = "nothing is kept of the attempt before";
    } else if (!kept.log().isWhole()) {
      trouble = "its log of what was sent has ended";
    } else if (order.restore() != null && kept.worker().knowsOthersIds()) {
      trouble = "vertices were sent to by their ids, which a checkpoint does not tell";
    } else if (kept.settled() < order.superstep() - 1 || kept.computed() > order.superstep()) {
      trouble = "it is at superstep " + kept.computed() + ", not at " + order.superstep();
    }
    for (int at = order.first() - 1; trouble == null && at < order.superstep(); at++) {
      if (at >= 0 && kept.log().rounds(at) < 0) {
        trouble = "its log does not have superstep " + at;
      }
    }
    if (trouble != null) {
      throw new JobException(
          FailureKind.RECOVERY_SPENT, "a lost worker's part alone cannot be repeated: " + trouble);
    }
  }

  /**
   * Sends to whoever is in the lost place what was sent there, up to the superstep all stand at.
   */
  private void resend(Rejoin order) throws InterruptedException {
    for (int past = order.first(); past < order.superstep(); past++) {
      resending.section(past, order.lost());
    }
    rounds.keepIn(log);
  }

  /** Executes a superstep, or as much of it as an attempt before this one has not. */
  private Answer execute(Superstep order) throws IOException, InterruptedException {
    int next = order.order().superstep();
    superstep = next;
    MDC.put("superstep", Integer.toString(next));
    if (next == settled && resending != null) {
      rounds.keepIn(null);
      resending.section(next);
      rounds.keepIn(log);
      return answer;
    } else if (next != settled + 1) {
      throw new JobException(
          FailureKind.PROTOCOL,
          "superstep "
              + next
              + " was ordered after "
              + settled
              + "; run the same build on all machines");
    }
    isStanding = false;
    return next == computed ? receiveAgain(order) : compute(order);
  }

  /** Of a superstep that was computed, but not all of whose messages came. */
  private Answer receiveAgain(Superstep order) throws InterruptedException, IOException {
    rounds.keepIn(null);
    worker.forgetArrivals();
    isStanding = true;
    resending.first(superstep, this::receive);
    isStanding = false;
    rounds.keepIn(log);
    begin(superstep);
    if (worker.settle()) {
      exchange();
    }
    return settled(0);
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
    CrashPoints.at("worker.superstep", superstep);
    long began = System.nanoTime();
    long sentBefore = messages.sum();
    Schema schema = worker.worker().schema();
    byte[] values = job.valueFiles().get(order.values());
    Aggregates.read(schema, new DataInputStream(new ByteArrayInputStream(values)));
    begin(superstep);
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
    long computedAt = System.nanoTime();
    exchange.admitAll();
    worker.send(new ExchangeOutlet(exchange, messages));
    computed = superstep;
    isStanding = true; // from here on only others' messages can be missing
    rounds.finish(exchange);
    isStanding = false;
    if (worker.settle()) {
      exchange();
    }
    long exchanged = System.nanoTime();
    figures.computed(
        superstep,
        computedAt - began,
        exchanged - computedAt,
        messages.sum() - sentBefore,
        peers.counters());
    LOG.debug(
        "computed in {} us, exchanged in {} us",
        (computedAt - began) / 1000,
        (exchanged - computedAt) / 1000);
    return settled(computedAt - began);
  }

  /** All of the superstep is here. */
  private Answer settled(long nanos) throws IOException {
    CrashPoints.at("worker.beforeReport", superstep);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    worker.report().write(worker.worker().schema(), new DataOutputStream(bytes));
    answer =
        new Computed(
            bytes.toByteArray(),
            new NetworkCounts(peers.counters().bytesSent() - bytesBefore, messages.sum()),
            nanos);
    settled = superstep;
    isStanding = true;
    return answer;
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

  private void closeKept() {
    KeptShare left = takeKept();
    if (left != null) {
      left.close();
    }
  }

  private void close() {
    closeKept();
    if (worker != null) {
      worker.close();
    }
    if (log != null) {
      log.close();
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
