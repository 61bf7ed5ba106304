package pregel.worker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.api.UnknownTargets;
import pregel.api.VertexProgram;
import pregel.api.WorkerContext;
import pregel.api.WorkerHook;
import pregel.core.graph.ArcChanges;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.Graph;
import pregel.core.graph.InputColumns;
import pregel.core.graph.VertexIds;
import pregel.core.job.Aggregates;
import pregel.core.job.Contributions;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Traffic;
import pregel.core.share.GraphShare;

/**
 * One worker's part of a job: owns the partitions of a graph and executes superstep after
 * superstep, each when told to. Used by one thread; it has helpers of its own.
 */
public final class Worker implements AutoCloseable {
  /** Below so many edges and vertices a superstep runs on the calling thread, without a barrier. */
  static final long SMALL = 4096;

  /** A pushed message costs about so many pulled ones: it is a scattered write. */
  private static final long PUSH_COST = 3;

  /**
   * Where the first sender suffices, pulling finds it after a part of a row; it pays once the
   * senders' edges pass this part of the edges that are left, and until the senders are fewer than
   * this part of the vertices (Beamer et al., Direction-Optimizing Breadth-First Search, SC 2012).
   */
  private static final long FIRST_EDGES = 15;

  private static final long FIRST_VERTICES = 18;

  /** What is given back when a program has used up the memory, so that it can be said. */
  private static final int RESERVE = 1 << 18;

  private final JobState state;
  private final Mail[] mails;
  private final Delivery delivery;
  private final WorkerThreads threads;
  private final Kernel[] kernels;
  private final AskedVertex[] answering;

  /** Executes the supersteps of a monotone program instead; null for others. */
  private final Relaxation relaxation;

  private Mail.TargetRange[] ranges;
  private final AtomicInteger nextBlock = new AtomicInteger();
  private volatile BlockClaims claims;
  private long began;
  private long active;
  private long asked;
  private long missing;
  private long lost;
  private long lostInAll;

  @SuppressWarnings("UnusedVariable") // held only to be given back
  private volatile byte[] reserve = new byte[RESERVE];

  private Worker(
      Graph graph,
      GraphShare share,
      VertexProgram program,
      Schema schema,
      WorkerThreads threads,
      Delivery delivery,
      long seed,
      boolean inPlace) {
    this.threads = threads;
    this.delivery = delivery;
    this.state = new JobState(graph, share, program, schema, threads.count(), seed);
    KernelClasses classes = KernelClasses.of(program);
    this.mails = classes.mails(state);
    this.kernels = new Kernel[threads.count()];
    this.answering = new AskedVertex[threads.count()];
    for (int thread = 0; thread < kernels.length; thread++) {
      kernels[thread] = classes.kernel(state, mails, thread);
      answering[thread] = new AskedVertex(state);
    }
    this.claims = new BlockClaims(state.blocks);
    divideTargets();
    this.relaxation = inPlace && isRelaxing() ? relaxation(classes) : null;
    recountActive();
  }

  /**
   * Whether values may improve in place: of a monotone program, unless a way of delivery is asked
   * for, weights that are no numbers make what it sends incomparable, or other workers take part.
   */
  private boolean isRelaxing() {
    return state.schema.isMonotone()
        && delivery == Delivery.AUTO
        && state.share == null
        && (state.routes.get(0).channel.edgeFunction() == null
            || state.routes.get(0).hasFiniteWeights());
  }

  private Relaxation relaxation(KernelClasses classes) {
    Relaxation made = new Relaxation(state, threads, (thread, e) -> failedIn(kernels[thread], e));
    Relaxer[] relaxers = new Relaxer[kernels.length];
    for (int thread = 0; thread < relaxers.length; thread++) {
      relaxers[thread] = classes.relaxer(made, kernels[thread]);
    }
    made.with(relaxers);
    return made;
  }

  /** Adds up who is active, after it was set from outside. */
  void recountActive() {
    active = 0;
    for (int count : state.activeInBlock) {
      active += count;
    }
  }

  /**
   * Opens the program and prepares to run it.
   *
   * @param seed the seed of all random numbers
   * @param inPlace whether the values of a monotone program may improve in place, rather than
   *     superstep by superstep
   * @throws JobException of kind USER_PROGRAM if {@code open} throws or declares what does not fit
   *     together
   */
  public static Worker open(
      Graph graph,
      VertexProgram program,
      int threads,
      Delivery delivery,
      long seed,
      boolean inPlace) {
    return open(graph, null, program, threads, delivery, seed, inPlace);
  }

  /** Opens the program for the vertices of one worker among several. */
  static Worker open(
      GraphShare share, VertexProgram program, int threads, Delivery delivery, long seed) {
    return open(share.graph(), share, program, threads, delivery, seed, false);
  }

  private static Worker open(
      Graph graph,
      GraphShare share,
      VertexProgram program,
      int threads,
      Delivery delivery,
      long seed,
      boolean inPlace) {
    Schema schema;
    try {
      schema = Schema.of(program, graph.vertices());
    } catch (RuntimeException | Error e) {
      throw ProgramFailure.of(ProgramFailure.nameOf(program) + ".open", e);
    }
    InputColumns.fill(schema, graph);
    WorkerThreads helpers = new WorkerThreads(threads);
    try {
      return new Worker(graph, share, program, schema, helpers, delivery, seed, inPlace);
    } catch (RuntimeException | Error e) {
      helpers.close();
      throw e;
    }
  }

  /** What the program declared; its columns hold the state. */
  public Schema schema() {
    return state.schema;
  }

  /**
   * Lets vertices tell the superstep even if the program is monotone: for a watch, which hides it
   * from the program.
   */
  public void showSupersteps() {
    state.showsSupersteps = true;
  }

  /** Executes a superstep and returns when every thread is done. */
  public SuperstepReport execute(SuperstepOrder order) {
    if (relaxation != null) {
      state.superstep = order.superstep();
      return relaxation.execute(order.superstep());
    }
    prepare(order);
    return compute(order, BlockListener.NONE);
  }

  /** Does what comes between two supersteps: changes the graph, and lets the asked answer. */
  void prepare(SuperstepOrder order) {
    turn();
    if (state.topology != null) {
      changeGraph(true);
    }
    answer(order);
  }

  /** What was sent becomes readable. */
  void turn() {
    began = System.nanoTime();
    missing = 0;
    lost = 0;
    for (Mail mail : mails) {
      mail.turn();
      mail.route.isDelivered = false;
    }
  }

  /**
   * Executes a superstep that was prepared.
   *
   * @param listener is told of every block; what it throws ends the superstep as it is
   */
  SuperstepReport compute(SuperstepOrder order, BlockListener listener) {
    state.phase = order.phase() < 0 ? null : state.schema.phases().get(order.phase());
    if (order.wakesAll()) {
      wakeAll();
    }
    run(state.schema.beforeSuperstep(), "before");
    for (Mail mail : mails) {
      choose(mail);
    }
    boolean small = isSmall();
    deliver(small);
    if (claims.blocks() != state.blocks) {
      claims = new BlockClaims(state.blocks); // the graph has grown
    }
    claims.open();
    for (Kernel kernel : kernels) {
      kernel.begin();
    }
    if (small) {
      compute(0, listener);
    } else {
      threads.run(thread -> compute(thread, listener));
    }
    requireTargets();
    run(state.schema.afterSuperstep(), "after");
    return report();
  }

  /** Those who were asked in the last superstep answer, from the values it left. */
  void answer(SuperstepOrder order) {
    state.superstep = order.superstep();
    List<Questions> due = state.questions.stream().filter(Questions::turn).toList();
    if (due.isEmpty()) {
      return;
    }
    nextBlock.set(0);
    if (asked < SMALL) {
      answer(due, 0);
    } else {
      threads.run(thread -> answer(due, thread));
    }
  }

  private void answer(List<Questions> due, int thread) {
    AskedVertex vertex = answering[thread];
    int blocks = state.blocks.count();
    try {
      for (int block = nextBlock.getAndIncrement();
          block < blocks;
          block = nextBlock.getAndIncrement()) {
        for (Questions questions : state.isOwned(block) ? due : List.<Questions>of()) {
          questions.answer(vertex, state.blocks.start(block), state.blocks.end(block));
        }
      }
    } catch (Throwable e) {
      reserve = null;
      nextBlock.set(blocks);
      throw failed("vertex " + vertex.id() + ", answer before superstep " + state.superstep, e);
    }
  }

  private void wakeAll() {
    active = 0;
    for (int block = 0; block < state.blocks.count(); block++) {
      int woken = 0;
      int end = state.blocks.end(block);
      for (int base = state.blocks.start(block); base < end; base += 64) {
        long open = Bits.mask(base, end) & ~state.closed[base >>> 6];
        state.active[base >>> 6] = open;
        woken += Long.bitCount(open);
      }
      state.activeInBlock[block] = woken;
      active += woken;
    }
  }

  private void run(WorkerHook hook, String when) {
    if (hook == null) {
      return;
    }
    try {
      int worker = state.share == null ? 0 : state.share.worker();
      int workers = state.share == null ? 1 : state.share.ownership().workers();
      hook.run(
          new WorkerContext(worker, workers, state.superstep, state.existing, state.directedEdges));
    } catch (Throwable e) {
      throw failed("worker hook " + when + " superstep " + state.superstep, e);
    }
  }

  JobState state() {
    return state;
  }

  /** The mail of every channel. */
  Mail[] mails() {
    return mails;
  }

  /** What the last superstep sent, from this worker's vertices. */
  public Traffic traffic() {
    Traffic traffic = Traffic.none(mails.length);
    for (Route route : state.routes) {
      int channel = route.channel.index();
      traffic.senders()[channel] = route.senders;
      traffic.degrees()[channel] = route.senderDegrees;
      traffic.addressed()[channel] = route.addressed;
      traffic.openEdges()[channel] = route.openEdges;
    }
    return traffic;
  }

  /** Lets this worker choose ways of delivery by what all workers sent in the last superstep. */
  public void follow(Traffic all) {
    for (Route route : state.routes) {
      int channel = route.channel.index();
      route.senders = all.senders()[channel];
      route.senderDegrees = all.degrees()[channel];
      route.addressed = all.addressed()[channel];
      route.othersOpenEdges = all.openEdges()[channel] - route.openEdges;
    }
  }

  /** Chooses how what was sent in the last superstep arrives. */
  private void choose(Mail mail) {
    Route route = mail.route;
    boolean isMain = state.phase == null;
    if (!route.isDelivered) {
      route.mode = chooseMode(mail);
    }
    route.carries = isMain || route.isDelivered || route.mode != Mode.NONE || mail.hasAddressed();
    route.accepts =
        isMain || route.staleSenders > 0 || state.phase.writes().contains(route.channel);
    if (route.mode == Mode.PULL || (route.mode == Mode.PUSH && mail.refolds())) {
      route.openPullRows();
    }
  }

  private void deliver(boolean small) {
    List<Mail> waiting = new ArrayList<>(mails.length);
    for (Mail mail : mails) {
      boolean pushes = mail.route.mode == Mode.PUSH && !mail.route.isDelivered;
      if (pushes || mail.hasAddressed()) {
        mail.prepareInbox();
        waiting.add(mail);
        if (pushes && !small) {
          mail.route.sendRows(); // made here rather than by one of the threads while others wait
        }
      }
    }
    if (!waiting.isEmpty()) {
      deliver(waiting, small);
    }
  }

  void deliver(List<Mail> waiting, boolean small) {
    nextBlock.set(0);
    if (small) {
      push(waiting, new Mail.TargetRange(0, 0, state.vertices));
      deliverBuckets(waiting);
    } else {
      threads.run(
          thread -> {
            push(waiting, ranges[thread]);
            deliverBuckets(waiting);
          });
    }
    waiting.forEach(Mail::delivered);
  }

  private static void push(List<Mail> waiting, Mail.TargetRange range) {
    for (Mail mail : waiting) {
      if (mail.route.mode == Mode.PUSH) {
        mail.push(range);
      }
    }
  }

  /** Takes one bucket of addressed messages after another, until all threads took them all. */
  private void deliverBuckets(List<Mail> waiting) {
    for (int turn = nextBlock.getAndIncrement(); ; turn = nextBlock.getAndIncrement()) {
      int which = turn / mails[0].buckets();
      if (which >= waiting.size()) {
        return;
      }
      if (waiting.get(which).hasAddressed()) {
        waiting.get(which).deliver(turn % mails[0].buckets());
      }
    }
  }

  /** Changes the graph as the last superstep asked. */
  private void changeGraph(boolean arrives) {
    Topology topology = state.topology;
    List<SentRows> sent = arrives ? sentRows() : List.of();
    var change = new GraphChange(this, RequestOrder.of(topology.noted()), sent, arrives);
    change.decide();
    note(change);
    TopologyUpdate update = change.update();
    SlotMoves moves = update.grow();
    change.follow(moves);
    if (update.changes()) {
      ArcChanges arcs = update.arcs();
      if (moves != null) {
        arcs.move(moves::moved);
      }
      change.apply(moves, arcs, arcs.reversed());
    }
    change.end();
  }

  /** By channel, the rows along which broadcasts travelled where they are not the graph's. */
  List<SentRows> sentRows() {
    return Stream.of(mails).map(state.topology::sentRows).toList();
  }

  /** Counts what was lost in a change of the graph. */
  void note(GraphChange change) {
    lost = change.update().lost();
    lostInAll += lost;
    missing = change.missing();
  }

  /** Takes over how many vertices are active. */
  void recount(long nowActive) {
    active = nowActive;
  }

  /** After the last superstep: what it changed and requested is still done. */
  public void finish() {
    if (state.topology != null) {
      changeGraph(false);
    }
    new GroupIds(state, threads).name(state.schema);
  }

  /** Requests to change the graph that lost, to others or to what was there. */
  public long lost() {
    return lostInAll;
  }

  /** Those of them that lost after the last superstep, which no report tells. */
  public long lostAtEnd() {
    return state.topology == null ? 0 : lost;
  }

  /** Whether there is a vertex with this id. */
  public boolean exists(long id) {
    int slot = state.slot(id);
    return slot >= 0 && (state.topology == null || state.topology.graph().exists(slot));
  }

  /** The ids of the vertices that exist here, and their slots. */
  public VertexIds vertices() {
    if (state.share != null) {
      return ownVertices();
    }
    return state.topology == null ? state.ids : state.topology.graph().existing();
  }

  private VertexIds ownVertices() {
    long[] ids = new long[state.vertices];
    for (int slot = 0; slot < ids.length; slot++) {
      boolean isHere =
          state.share.slots().isOwned(slot)
              && (state.topology == null || state.topology.graph().exists(slot));
      ids[slot] = isHere ? state.ids.id(slot) : -1;
    }
    return GraphShare.ids(ids);
  }

  /** The graph as the program changed it; null if it changes none. */
  public ChangingGraph changedGraph() {
    return state.topology == null ? null : state.topology.graph();
  }

  /**
   * Changes whenever a superstep starts or a thread takes its next block of vertices. For a
   * watchdog: any thread may ask, and the superstep's threads pay nothing for it.
   */
  public long progress() {
    long taken = relaxation == null ? claims.taken() : relaxation.progress();
    return ((long) state.superstep << 32) + taken;
  }

  /** About which vertex a thread computes, or computed last; any thread may ask. */
  public long vertexId(int thread) {
    return kernels[thread].vertexId();
  }

  /**
   * Gives up a superstep that another thread executes: every thread stops after the block it has,
   * and {@link #execute} throws instead of waiting for one that hangs.
   */
  public void abandon() {
    claims.close();
    if (relaxation != null) {
      relaxation.abandon();
    }
    threads.close();
  }

  private void compute(int thread, BlockListener listener) {
    BlockClaims claimed = claims;
    boolean done = false;
    try {
      for (int block = claimed.take(-1); block >= 0; block = claimed.take(block)) {
        // Of other workers' vertices nothing is computed, and what they broadcast arrives
        // meanwhile.
        if (state.isOwned(block)) {
          compute(kernels[thread], block);
          listener.computed(block, thread);
        }
      }
      finish(kernels[thread]);
      done = true;
    } finally {
      if (!done) {
        claimed.close(); // the others stop after the block they have
      }
    }
  }

  private void compute(Kernel kernel, int block) {
    try {
      kernel.compute(block);
    } catch (Throwable e) { // a program may throw anything
      throw failedIn(kernel, e);
    }
  }

  private void finish(Kernel kernel) {
    try {
      kernel.finish();
    } catch (Throwable e) { // a combiner of the program's may throw anything
      throw failedIn(kernel, e);
    }
  }

  private JobException failedIn(Kernel kernel, Throwable thrown) {
    reserve = null;
    return failed("vertex " + kernel.vertexId() + ", superstep " + state.superstep, thrown);
  }

  /** Where the program wants no message to an id that no vertex has. */
  private void requireTargets() {
    if (state.schema.unknownTargets() != UnknownTargets.FAIL) {
      return;
    }
    long missed = Long.MAX_VALUE;
    long dropped = 0;
    for (Kernel kernel : kernels) {
      dropped += kernel.dropped;
      missed = Math.min(missed, kernel.leastMissed);
    }
    if (dropped > 0) {
      throw unknownTarget(missed);
    }
  }

  /** The program wants no message to an id that no vertex has. */
  JobException unknownTarget(long id) {
    return new JobException(
        FailureKind.USER_PROGRAM,
        state.program.getClass().getName()
            + ": superstep "
            + state.superstep
            + ": a message went to vertex "
            + id
            + ", which does not exist; correct the program, or declare"
            + " schema.unknownTargets(DROP) or CREATE");
  }

  JobException failed(String where, Throwable thrown) {
    return ProgramFailure.of(ProgramFailure.nameOf(state.program) + ": " + where, thrown);
  }

  private Mode chooseMode(Mail mail) {
    if (mail.route.senders == 0) {
      return Mode.NONE;
    }
    return switch (delivery) {
      case PUSH -> Mode.PUSH;
      case PULL -> Mode.PULL;
      case AUTO -> prefersPull(mail) ? Mode.PULL : Mode.PUSH;
    };
  }

  private boolean prefersPull(Mail mail) {
    Route route = mail.route;
    if (!mail.firstSuffices()) {
      return route.senderDegrees * PUSH_COST >= route.reachable();
    }
    if (route.mode == Mode.PULL && route.senders >= state.existing / FIRST_VERTICES) {
      return true;
    }
    return route.senderDegrees > route.reachable() / FIRST_EDGES;
  }

  private boolean isSmall() {
    long work = asked;
    boolean visitsAll = false;
    for (Route route : state.routes) {
      boolean pulls = route.mode == Mode.PULL;
      visitsAll |= pulls;
      work += route.addressed + (pulls ? route.reachable() : route.senderDegrees);
    }
    return work + (visitsAll ? state.vertices : active) < SMALL;
  }

  /** What the vertices of the last superstep contributed to the aggregators; asked once. */
  public Contributions contributions() {
    try {
      return state.partials.contributions();
    } catch (RuntimeException | Error e) {
      throw failed("fold of an aggregator, superstep " + state.superstep, e);
    }
  }

  /** For a worker that has the whole graph: makes what was contributed readable. */
  public void publishAggregates() {
    if (relaxation != null) {
      return; // a monotone program has none
    }
    try {
      Aggregates.publish(state.schema, state.allPartitions(), List.of(contributions()));
    } catch (RuntimeException | Error e) {
      throw failed("fold of an aggregator, superstep " + state.superstep, e);
    }
  }

  private SuperstepReport report() {
    long computed = 0;
    long dropped = 0;
    active = 0;
    asked = 0;
    for (Kernel kernel : kernels) {
      computed += kernel.computed;
      active += kernel.activeLeft;
      dropped += kernel.dropped;
      asked += kernel.asked;
    }
    long senderDegrees = 0;
    long addressed = 0;
    boolean pulls = false;
    for (Route route : state.routes) {
      count(route);
      senderDegrees += route.senderDegrees;
      addressed += route.addressed;
      pulls |= route.mode == Mode.PULL;
    }
    return new SuperstepReport(
        state.superstep,
        computed,
        active,
        senderDegrees + addressed + asked,
        dropped + missing,
        senderDegrees,
        pulls ? Delivery.PULL : Delivery.PUSH,
        state.existing,
        state.directedEdges,
        state.topology == null ? 0 : state.topology.requests(),
        lost,
        System.nanoTime() - began);
  }

  private void count(Route route) {
    int channel = route.channel.index();
    route.staleSenders = route.senders;
    route.senders = 0;
    route.senderDegrees = 0;
    route.addressed = 0;
    for (Kernel kernel : kernels) {
      route.senders += kernel.senders[channel];
      route.senderDegrees += kernel.broadcastMessages[channel];
      route.addressed += kernel.addressedMessages[channel];
      route.openEdges -= kernel.closedEdges[channel];
    }
  }

  /** Consecutive partitions, about as many edges for each thread. */
  void divideTargets() {
    int parts = threads.count();
    var found = new Mail.TargetRange[parts];
    int partitions = state.partitions.partitions();
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) part * partitions / parts);
      int end = (int) ((long) (part + 1) * partitions / parts);
      int firstSlot = from == 0 ? 0 : state.partitions.start(from);
      int endSlot = end == partitions ? state.vertices : state.partitions.start(end);
      found[part] = new Mail.TargetRange(part, firstSlot, endSlot);
    }
    ranges = found;
  }

  @Override
  public void close() {
    threads.close();
  }
}
