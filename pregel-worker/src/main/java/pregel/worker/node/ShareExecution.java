package pregel.worker.node;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Load;
import pregel.core.protocol.ControlMessage.Loaded;
import pregel.core.protocol.ControlMessage.Rejoin;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.ControlMessage.Written;
import pregel.core.protocol.LoadReport;
import pregel.core.protocol.NetworkCounts;
import pregel.core.protocol.SavedState;
import pregel.core.share.GraphShare;
import pregel.core.transport.Exchange;
import pregel.core.transport.FrameLog;
import pregel.core.transport.InFrame;
import pregel.core.transport.Peers;
import pregel.core.transport.Rounds;
import pregel.worker.engine.SharedWorker;

/**
 * A job's share on this worker, and how far its supersteps are. Begins in one attempt; where what
 * is sent is kept, another attempt can go on with it if nobody but another worker was lost.
 *
 * <pre>
 *   load ──▶ between supersteps ──▶ computed and sent ──▶ all has come ──▶ between supersteps
 *                  ▲                        ▲
 *                  └─────── rejoin ─────────┘
 * </pre>
 *
 * <p>For the thread of one attempt at a time; {@link #stands} and {@link #abandon} for any.
 */
final class ShareExecution implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareExecution.class);

  /** The section of the log that has what was sent while the share was loaded. */
  private static final int LOADING = Integer.MIN_VALUE;

  private final WorkerJob job;
  private final WorkerFigures figures;
  private final LongAdder messages = new LongAdder();
  private Peers peers;
  private Rounds rounds;
  private GraphShare share;
  private volatile SharedWorker worker;
  private LoadReport report;
  private long bytesBefore;

  /** Null if what is sent is not kept. */
  private volatile FrameLog log;

  /** Null in the attempt that has loaded the share. */
  private Resending resending;

  /** Whether nothing is missing but what others send. */
  private volatile boolean isStanding;

  /** The last superstep that was computed, and sent as far as its first round goes. */
  private int computed = -1;

  /** The last superstep of which all is here: the same, or the one before. */
  private int settled = -1;

  /** The answer to that. */
  private Computed answer;

  /** The last two supersteps before which a checkpoint was ordered. */
  private int lastCheckpoint = -1;

  private int checkpointBefore = -1;

  ShareExecution(WorkerJob job, WorkerFigures figures) {
    this.job = job;
    this.figures = figures;
  }

  /** Sets the links of an attempt, which are closed by whoever has opened them. */
  void over(Peers connected) {
    peers = connected;
    rounds = new Rounds(connected, job.loadLimit());
  }

  /** Makes a program that computes stop. */
  void abandon() {
    SharedWorker computing = worker;
    if (computing != null) {
      computing.worker().abandon();
    }
  }

  /** Whether another attempt can go on from here. */
  boolean stands() {
    FrameLog kept = log;
    SharedWorker opened = worker;
    return isStanding && kept != null && kept.isWhole() && opened != null && opened.isRepeatable();
  }

  /** Loads the share together with the other workers. */
  Loaded load(Load order, int epoch) throws IOException, InterruptedException {
    log = job.isWatched() ? null : job.openLog();
    begin(LOADING);
    rounds.keepIn(log);
    WorkerJob.Loaded loaded = job.load(rounds);
    share = loaded.share();
    HaloAgreement.agree(share, Schema.of(job.program(), 0), rounds);
    worker = SharedWorker.open(share, job.program(), job.threads(), job.delivery(), job.seed());
    if (job.isWatched()) {
      worker.worker().showSupersteps();
    }
    rounds.waitFor(job.patience());
    if (worker.begin()) {
      exchange();
    }
    if (order.restore() != null) {
      settled = order.restore().superstep() - 1;
      computed = settled;
      begin(settled);
      restore(order.job(), epoch, order.restore());
    }
    isStanding = true;
    bytesBefore = peers.counters().bytesSent();
    int owned = owned();
    figures.loaded(owned);
    LOG.info("loaded, {} vertices of {} are its own", owned, share.totals().vertices());
    report =
        new LoadReport(
            share.totals().vertices(),
            share.totals().edges(),
            share.totals().directedEdges(),
            share.graph().isUndirected(),
            share.ownership().owners().length,
            Arrays.hashCode(share.ownership().owners()),
            worker.worker().traffic(),
            loaded.properties(),
            share.graph().ids().names() != null,
            loaded.named(),
            loaded.counts());
    return new Loaded(report);
  }

  private int owned() {
    return Arrays.stream(share.slots().owned()).mapToInt(Long::bitCount).sum();
  }

  /** Begins a section of the log. */
  private void begin(int section) {
    if (log != null) {
      log.begin(section);
    }
  }

  private void restore(String id, int epoch, SavedState saved) throws InterruptedException {
    try {
      worker.restore(parts(id, epoch, saved));
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

  private List<PartReader> parts(String id, int epoch, SavedState saved) throws IOException {
    Manifest manifest =
        new Manifest(
            id,
            epoch,
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

  static JobException notRepeatable(String why) {
    return new JobException(
        FailureKind.RECOVERY_SPENT, "a lost worker's part alone cannot be repeated: " + why);
  }

  /** Fails unless everything is here with which an attempt is to go on. */
  void requireAt(Rejoin order) {
    if (share.worker() != order.worker()) {
      throw notRepeatable("this is worker " + share.worker() + ", not " + order.worker());
    } else if (!stands()) {
      throw notRepeatable("the log of what was sent has ended");
    } else if (order.restore() != null && worker.knowsOthersIds()) {
      throw notRepeatable("vertices were sent to by their ids, which a checkpoint does not tell");
    } else if (settled < order.superstep() - 1 || computed > order.superstep()) {
      throw notRepeatable("it is at superstep " + computed + ", not at " + order.superstep());
    }
    for (int past = Math.max(0, order.first() - 1); past < order.superstep(); past++) {
      if (log.rounds(past) < 0) {
        throw notRepeatable("the log of what was sent does not have superstep " + past);
      }
    }
  }

  /** Takes part while another worker loads in the lost one's place. */
  Loaded rejoin(Rejoin order) throws InterruptedException {
    resending = new Resending(log, rounds);
    resending.section(LOADING, order.lost());
    rounds.waitFor(job.patience());
    if (order.restore() != null) {
      resending.broadcasts(order.restore().superstep() - 1, order.lost());
    }
    figures.loaded(owned());
    return new Loaded(report);
  }

  /** Sends to that worker what was sent to the lost one, up to the superstep all stand at. */
  void resend(Rejoin order) throws InterruptedException {
    for (int past = order.first(); past < order.superstep(); past++) {
      resending.section(past, order.lost());
    }
    rounds.keepIn(log);
  }

  /** Executes a superstep, or as much of it as no attempt before this one has. */
  Answer execute(Superstep order) throws IOException, InterruptedException {
    int superstep = order.order().superstep();
    MDC.put("superstep", Integer.toString(superstep));
    if (superstep == settled && resending != null) {
      rounds.keepIn(null);
      resending.section(superstep);
      rounds.keepIn(log);
      return answer;
    } else if (superstep != settled + 1) {
      throw new JobException(
          FailureKind.PROTOCOL,
          "superstep "
              + superstep
              + " was ordered after "
              + settled
              + "; run the same build on all machines");
    }
    return superstep == computed ? receiveAgain(superstep) : compute(order);
  }

  private Computed compute(Superstep order) throws IOException, InterruptedException {
    int superstep = order.order().superstep();
    isStanding = false;
    CrashPoints.at("worker.superstep", superstep);
    long began = System.nanoTime();
    long sentBefore = messages.sum();
    byte[] values = job.valueFiles().get(order.values());
    Aggregates.read(
        worker.worker().schema(), new DataInputStream(new ByteArrayInputStream(values)));
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
    long sent = System.nanoTime();
    exchange.admitAll();
    worker.send(new ExchangeOutlet(exchange, messages));
    computed = superstep;
    isStanding = true;
    rounds.finish(exchange);
    settle();
    long exchanged = System.nanoTime();
    figures.computed(
        superstep, sent - began, exchanged - sent, messages.sum() - sentBefore, peers.counters());
    LOG.debug(
        "computed in {} us, exchanged in {} us", (sent - began) / 1000, (exchanged - sent) / 1000);
    return answer(superstep, sent - began);
  }

  /** Of a superstep that was computed, but not all of whose messages came. */
  private Computed receiveAgain(int superstep) throws IOException, InterruptedException {
    rounds.keepIn(null);
    worker.forgetArrivals();
    resending.first(superstep, this::receive);
    rounds.keepIn(log);
    begin(superstep);
    settle();
    return answer(superstep, 0);
  }

  /** All of the first round has come. */
  private void settle() throws InterruptedException {
    isStanding = false;
    if (worker.settle()) {
      exchange();
    }
  }

  /** All of the superstep is here. */
  private Computed answer(int superstep, long nanos) throws IOException {
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
      Exchange exchange = rounds.open(this::receive);
      worker.send(new ExchangeOutlet(exchange, messages));
      rounds.finish(exchange);
      goesOn = worker.settle();
    }
  }

  private void receive(InFrame frame) {
    worker.receive(frame.sender(), frame.kind(), frame.partition(), frame.body());
  }

  /** Whether checkpoints can be taken now. */
  boolean takesCheckpoints() {
    return worker != null && job.checkpoints() != null;
  }

  /** Takes a checkpoint, as ordered. */
  void saveInto(BackgroundCheckpoints checkpoints, Leaders.Received ordered)
      throws InterruptedException {
    // Whoever goes on from the newest checkpoint needs what was broadcast in the superstep before
    // it; and the newest that is published may be the one before the last that was ordered.
    if (log != null && checkpointBefore > 0) {
      log.drop(LOADING + 1, checkpointBefore - 1);
    }
    checkpointBefore = lastCheckpoint;
    lastCheckpoint = ordered.superstep();
    checkpoints.take(job.checkpoints(), "worker-" + share.worker(), worker, ordered);
  }

  /** Writes the result; afterwards the graph is gone. */
  Written write(int attempt) throws IOException, InterruptedException {
    isStanding = false;
    CrashPoints.at("worker.write");
    if (worker.finish()) {
      exchange();
    }
    List<OutputPart> parts =
        job.write(
            attempt,
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

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
    if (log != null) {
      log.close();
    }
    job.close();
  }
}
