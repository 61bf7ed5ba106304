package pregel.worker.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.UnknownTargets;
import pregel.api.VertexProgram;
import pregel.core.checkpoint.BlockSink;
import pregel.core.checkpoint.PartReader;
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
  /** What more rounds are for. */
  private static final int IDS = 1;

  private static final int ANSWERS = 2;

  private final Worker worker;
  private final GraphShare share;
  private final Halo[] halos;

  /** By thread, for sending runs of halos. */
  private final long[][] scratch;

  private final Directory directory;
  private Round round = Round.FIRST;
  private SuperstepReport report;
  private long dropped;

  /** Whether this worker, or any, sent to ids of which nothing was known. */
  private boolean asks;

  /** Whether what was broadcast before a checkpoint is still to be sent. */
  private boolean isRestored;

  private volatile boolean anyAsks;

  private final SharedGroups groups;
  private final List<Inquiry> inquiries;

  /** Null if no neighbour lists are read, or there are no other workers. */
  private final Neighborhood neighborhood;

  /** Whether any worker asked vertices of others, so that answers are exchanged. */
  private volatile boolean anyInquiries;

  /**
   * What the workers exchange after a superstep. All agree on whether there is another round,
   * because who needs one says so to all in the first.
   *
   * <pre>
   *  FIRST ──somebody met unknown ids──▶ TELLING (once in a job) ──▶ FINDING ──▶ REST ──▶
   * </pre>
   *
   * <p>and before the next superstep ANSWERS, if vertices of other workers were asked.
   */
  private enum Round {
    /** What the border broadcast; addressed messages of workers that know all targets. */
    FIRST,
    /** Which worker has which ids. */
    TELLING,
    /** Where the vertices are that were asked for. */
    FINDING,
    /** Addressed messages of the other workers. */
    REST,
    /** What those said who were asked. */
    ANSWERS,
    /** Neighbour lists, before the first superstep. */
    NEIGHBORS,
    /** Groups and their members, after the last superstep. */
    MEMBERS,
    /** The least ids of groups. */
    LEAST
  }

  private SharedWorker(Worker worker, GraphShare share) {
    this.worker = worker;
    this.share = share;
    this.directory = worker.state().remoteIds == null ? null : new Directory(worker.state());
    this.neighborhood =
        directory == null || worker.state().neighborRows == null
            ? null
            : new Neighborhood(worker.state());
    this.inquiries =
        directory == null
            ? List.of()
            : worker.state().questions.stream()
                .map(questions -> new Inquiry(worker.state(), questions))
                .toList();
    this.groups = new SharedGroups(worker.state(), worker.schema());
    this.halos = new Halo[worker.mails().length];
    for (Mail mail : worker.mails()) {
      HaloPlan plan = share.halo(mail.route.channel.direction().reversed());
      halos[mail.route.channel.index()] = new Halo(mail, plan, worker.state());
    }
    this.scratch = new long[worker.state().threads][];
    Arrays.setAll(scratch, thread -> Halo.newScratch());
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
   * Before the first superstep, and before {@link #restore}.
   *
   * @return whether a round follows
   */
  public boolean begin() {
    if (neighborhood != null) {
      round = Round.NEIGHBORS;
    }
    return neighborhood != null;
  }

  /**
   * Executes a superstep up to the rest of its exchange, after {@link #prepare}. What the border
   * broadcasts is sent meanwhile, by the threads that compute. Of what others send in this
   * superstep, {@link #mayReceiveEarly} says what may be received from here on; the rest has to
   * wait until this has returned, because it lands where this superstep still reads.
   */
  public void compute(SuperstepOrder order, Outlet outlet) {
    report = worker.compute(order, (block, thread) -> sendHalos(block, thread, outlet));
    dropped = 0;
  }

  /** Whether frames of a kind may be received while the superstep in which they are sent runs. */
  public static boolean mayReceiveEarly(int kind) {
    return kind == Outlet.HALO;
  }

  /**
   * Does what comes before a superstep.
   *
   * @param traffic what all workers together sent in the superstep before
   * @return whether a round follows before the superstep is computed
   */
  public boolean prepare(SuperstepOrder order, Traffic traffic) {
    worker.follow(traffic);
    worker.prepare(order);
    if (anyInquiries) {
      round = Round.ANSWERS;
    }
    return anyInquiries;
  }

  /**
   * After the last superstep, once: lets all workers agree on what they have members of.
   *
   * @return whether a round follows before the columns are the result
   */
  public boolean finish() {
    if (groups.isAny()) {
      round = Round.MEMBERS;
    }
    return groups.isAny();
  }

  /** What the superstep did; after its last round. */
  public WorkerReport report() {
    if (dropped > 0 && worker.schema().unknownTargets() == UnknownTargets.FAIL) {
      throw worker.unknownTarget(worker.state().remoteIds.leastMissed());
    }
    return new WorkerReport(report.plusDropped(dropped), worker.traffic(), worker.contributions());
  }

  /**
   * Sends what the superstep that was just computed has for others in this round, and has not been
   * sent while it was.
   */
  public void send(Outlet outlet) {
    switch (round) {
      case FIRST -> {
        if (isRestored) {
          isRestored = false;
          for (Halo halo : halos) {
            halo.sendAll(outlet);
          }
        }
        asks = directory != null && directory.isMissingAny();
        boolean inquires = directory != null && isInquiring();
        if (asks || inquires) {
          int what = (asks ? IDS : 0) | (inquires ? ANSWERS : 0);
          note(what); // others may say so at the same time
          sayMore(outlet, what);
        }
        if (asks) {
          directory.ask(outlet);
        } else {
          sendAddressed(outlet);
        }
      }
      case TELLING -> directory.tell(outlet);
      case FINDING -> directory.answer(outlet);
      case REST -> {
        if (asks) {
          sendAddressed(outlet);
        }
      }
      case ANSWERS -> inquiries.forEach(inquiry -> inquiry.sendAnswers(outlet));
      case NEIGHBORS -> neighborhood.send(outlet);
      case MEMBERS -> groups.sendMembers(outlet);
      case LEAST -> groups.sendLeast(outlet);
    }
  }

  /** Notes that more rounds are needed; by any thread. */
  private void note(int what) {
    if ((what & IDS) != 0) {
      anyAsks = true;
    }
    if ((what & ANSWERS) != 0) {
      anyInquiries = true;
    }
  }

  /** Whether any vertex was asked, perhaps one of another worker. */
  private boolean isInquiring() {
    return worker.state().questions.stream().anyMatch(Questions::isAsking);
  }

  private void sendAddressed(Outlet outlet) {
    for (Mail mail : worker.mails()) {
      dropped += mail.sendAddressed(outlet);
    }
    inquiries.forEach(inquiry -> inquiry.send(outlet));
  }

  private void sayMore(Outlet outlet, int what) {
    for (int peer = 0; peer < share.ownership().workers(); peer++) {
      if (peer != share.worker()) {
        outlet.send(outlet.open(peer, 0), Outlet.MORE, what, 0);
      }
    }
  }

  private void sendHalos(int block, int thread, Outlet outlet) {
    for (Halo halo : halos) {
      halo.computed(block, scratch[thread], outlet);
    }
  }

  /**
   * Takes a frame of another worker's superstep; called by any thread, but one at a time for each
   * sender.
   */
  public void receive(int peer, int kind, int part, ByteBuffer body) {
    switch (kind) {
      case Outlet.HALO -> halos[part].receive(peer, body);
      case Outlet.ADDRESSED -> worker.mails()[part].receiveAddressed(peer, body);
      case Outlet.ASKING -> directory.receiveAsking(peer, body);
      case Outlet.FINDING -> directory.receiveFinding(peer, body);
      case Outlet.TELLING -> directory.receiveTelling(peer, body);
      case Outlet.MORE -> note(part);
      case Outlet.NEIGHBORS -> neighborhood.receive(peer, body);
      case Outlet.MEMBERS -> groups.receiveMembers(peer, body);
      case Outlet.LEAST -> groups.receiveLeast(peer, body);
      case Outlet.QUESTIONS -> inquiries.get(part).receiveQuestions(peer, body);
      case Outlet.ANSWERS -> inquiries.get(part).receiveAnswers(peer, body);
      default ->
          throw new JobException(
              FailureKind.PROTOCOL,
              "worker "
                  + peer
                  + " sent a frame of kind "
                  + kind
                  + "; give all workers the same version of the program");
    }
  }

  /**
   * Once every frame of the round has arrived: makes them ready for what follows.
   *
   * @return whether another round follows, in which all send, receive and settle again
   */
  public boolean settle() {
    switch (round) {
      case FIRST -> {
        for (Halo halo : halos) {
          halo.settle();
        }
        if (anyAsks) {
          round = directory.isMade() ? Round.FINDING : Round.TELLING;
          return true;
        }
      }
      case TELLING -> {
        round = Round.FINDING;
        return true;
      }
      case FINDING -> {
        round = Round.REST;
        return true;
      }
      case REST -> {
        round = Round.FIRST;
        anyAsks = false;
      }
      case NEIGHBORS -> {
        neighborhood.settle();
        round = Round.FIRST;
        return false;
      }
      case ANSWERS -> {
        round = Round.FIRST;
        anyInquiries = false;
        return false;
      }
      case MEMBERS -> {
        round = Round.LEAST;
        return true;
      }
      case LEAST -> {
        groups.settle();
        round = Round.FIRST;
        return false;
      }
    }
    for (Mail mail : worker.mails()) {
      mail.settleAddressed();
    }
    if (directory != null && !anyInquiries) {
      worker.state().remoteIds.trim();
    }
    return false;
  }

  /** Whether all that is in flight can be written to a checkpoint. */
  public boolean canSave() {
    return new ShareState(worker.state(), worker.mails()).isComplete();
  }

  /** Copies what the own vertices need to go on; after {@link #settle}, before the next compute. */
  public void save(BlockSink part) throws IOException, InterruptedException {
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
    saved.complete();
    isRestored = true;
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
