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

  private static final int CHANGES = 4;

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
  private boolean owesHalos;

  private volatile boolean anyAsks;

  private final SharedGroups groups;
  private final List<Inquiry> inquiries;

  /** Null if no neighbour lists are read, or there are no other workers. */
  private final Neighborhood neighborhood;

  /** Whether any worker asked vertices of others, so that answers are exchanged. */
  private volatile boolean anyInquiries;

  /** Null, as the next, if the program leaves the graph as it is. */
  private final SharedChanges changes;

  private final Roster roster;

  /** Whether the graph may become another before the next superstep. */
  private volatile boolean anyChanges;

  /** The superstep that is being prepared; null if none is. */
  private SuperstepOrder next;

  private boolean isFinishing;

  /** Whether neighbour lists come before what was in flight, once the graph is restored. */
  private boolean areNeighborsFirst;

  /**
   * What the workers exchange after a superstep. All agree on whether there is another round,
   * because who needs one says so to all in the first.
   *
   * <pre>
   *  FIRST ──somebody met unknown ids──▶ TELLING (once in a job) ──▶ FINDING ──▶ REST ──▶
   * </pre>
   *
   * <p>and before the next superstep ANSWERS, if vertices of other workers were asked. Where the
   * program changes the graph everybody knows where all vertices are:
   *
   * <pre>
   *  ROSTER ──▶ NEIGHBORS ──▶ FIRST ──the graph changes──▶ CHANGES ──▶ NEIGHBORS ──▶
   *      ──vertices were asked──▶ QUESTIONS ──▶ ANSWERS ──▶ FIRST
   * </pre>
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
    /** Neighbour lists, before the first superstep and where the graph has changed. */
    NEIGHBORS,
    /** Which vertices there are. */
    ROSTER,
    /** What was decided of changes of the graph. */
    CHANGES,
    /** Whom vertices asked, once the graph has changed. */
    QUESTIONS,
    /** Groups and their members, after the last superstep. */
    MEMBERS,
    /** The least ids of groups. */
    LEAST
  }

  private SharedWorker(Worker worker, GraphShare share) {
    this.worker = worker;
    this.share = share;
    boolean isAlone = worker.state().remoteIds == null;
    this.changes = worker.state().topology == null ? null : new SharedChanges(worker);
    this.roster = changes == null ? null : new Roster(worker.state());
    this.directory = isAlone || changes != null ? null : new Directory(worker.state());
    this.neighborhood =
        isAlone || worker.state().neighborRows == null ? null : new Neighborhood(worker.state());
    this.inquiries =
        isAlone
            ? List.of()
            : worker.state().questions.stream()
                .map(questions -> new Inquiry(worker.state(), questions))
                .toList();
    this.groups = new SharedGroups(worker.state(), worker.schema());
    this.halos = new Halo[worker.mails().length];
    this.scratch = new long[worker.state().threads][];
    Arrays.setAll(scratch, thread -> Halo.newScratch());
    openHalos();
  }

  private void openHalos() {
    for (Mail mail : worker.mails()) {
      HaloPlan plan = share.halo(mail.route.channel.direction().reversed());
      halos[mail.route.channel.index()] = new Halo(mail, plan, worker.state());
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
   * Before the first superstep, and before {@link #restore}.
   *
   * @return whether a round follows
   */
  public boolean begin() {
    if (changes != null) {
      round = Round.ROSTER;
      return true;
    }
    return toNeighbors();
  }

  private boolean toNeighbors() {
    round = neighborhood == null ? Round.FIRST : Round.NEIGHBORS;
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
    if (changes == null) {
      worker.prepare(order);
      return toAnswers();
    }
    next = order;
    worker.turn();
    return decide(true) || toQuestions();
  }

  private boolean toAnswers() {
    if (anyInquiries) {
      round = Round.ANSWERS;
    }
    return anyInquiries;
  }

  /** The graph is what it will be in the next superstep. */
  private boolean toQuestions() {
    if (anyInquiries) {
      round = Round.QUESTIONS;
      return true;
    }
    worker.answer(next);
    next = null;
    return false;
  }

  /** Decides on changes of the graph; returns whether a round follows, in which all are told. */
  private boolean decide(boolean arrives) {
    changes.decide(arrives);
    if (!anyChanges) {
      changes.end();
      return false;
    }
    anyChanges = false;
    round = Round.CHANGES;
    return true;
  }

  /**
   * After the last superstep, once: what it changed and requested is still done, and all workers
   * agree on what they have members of.
   *
   * @return whether a round follows before the result is there
   */
  public boolean finish() {
    isFinishing = changes != null && decide(false);
    return isFinishing || toMembers();
  }

  private boolean toMembers() {
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
  public void send(Outlet others) {
    Outlet outlet = changes == null ? others : new LoopingOutlet(others, this, share.worker());
    switch (round) {
      case FIRST -> {
        if (owesHalos) {
          owesHalos = false;
          for (Halo halo : halos) {
            halo.sendAll(outlet);
          }
        }
        asks = directory != null && directory.isMissingAny();
        boolean inquires = isInquiring();
        boolean isChanging = changes != null && changes.isChanging();
        if (asks || inquires || isChanging) {
          int what = (asks ? IDS : 0) | (inquires ? ANSWERS : 0) | (isChanging ? CHANGES : 0);
          note(what); // others may say so at the same time
          sayMore(outlet, what);
        }
        if (changes != null) {
          changes.send(outlet);
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
      case ROSTER -> roster.send(outlet);
      case CHANGES -> changes.sendOutcome(outlet);
      case QUESTIONS -> {
        changes.resolveAsked();
        inquiries.forEach(inquiry -> inquiry.send(outlet));
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
    if ((what & CHANGES) != 0) {
      anyChanges = true;
    }
  }

  /** Whether any vertex was asked, perhaps one of another worker. */
  private boolean isInquiring() {
    return !inquiries.isEmpty() && worker.state().questions.stream().anyMatch(Questions::isAsking);
  }

  private void sendAddressed(Outlet outlet) {
    for (Mail mail : worker.mails()) {
      dropped += mail.sendAddressed(outlet);
    }
    if (changes == null) {
      inquiries.forEach(inquiry -> inquiry.send(outlet));
    }
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
      case Outlet.ROSTER -> roster.receive(peer, body);
      case Outlet.NEW_IDS -> changes.receiveNewIds(peer, body);
      case Outlet.SENT_ROWS -> changes.receiveRows(peer, body);
      case Outlet.REQUESTS -> changes.receiveRequests(peer, body);
      case Outlet.ARCS -> changes.receiveArcs(peer, body);
      case Outlet.FATES -> changes.receiveFates(peer, body);
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
   * Whether the first round after a superstep may be repeated by all workers, and a worker may take
   * the place of a lost one that has sent only what was sent before. Not where workers decide
   * together on changes of the graph, or ask each other's vertices.
   */
  public boolean isRepeatable() {
    return changes == null && inquiries.isEmpty();
  }

  /**
   * Whether workers have told each other where vertices with certain ids are: whoever goes on from
   * a checkpoint would ask for them again.
   */
  public boolean knowsOthersIds() {
    return directory != null && directory.isMade();
  }

  /**
   * Forgets what has come in the first round after a superstep, which failed: all send it again.
   * What this worker has sent it must not {@link #send} again, but repeat as it was.
   */
  public void forgetArrivals() {
    for (Halo halo : halos) {
      halo.forget();
    }
    for (Mail mail : worker.mails()) {
      mail.forgetAddressed();
    }
    if (directory != null) {
      directory.forgetAsking();
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
        if (areNeighborsFirst) {
          areNeighborsFirst = false;
          return true; // what was in flight follows
        }
        return next != null && toQuestions();
      }
      case ROSTER -> {
        roster.settle();
        return toNeighbors();
      }
      case CHANGES -> {
        changes.apply();
        openHalos();
        round = Round.FIRST;
        return isFinishing ? toMembers() : toNeighbors() || toQuestions();
      }
      case QUESTIONS -> {
        worker.answer(next);
        next = null;
        return toAnswers();
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
    saved.restoreGraph(parts);
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
    saved.restoreChanges(parts);
    saved.complete();
    owesHalos = true;
    worker.recountActive();
    if (changes != null) {
      worker.divideTargets();
      openHalos();
      areNeighborsFirst = toNeighbors();
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
