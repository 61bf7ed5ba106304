package pregel.worker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.api.VertexProgram;
import pregel.api.WorkerContext;
import pregel.api.WorkerHook;
import pregel.core.graph.Graph;
import pregel.core.graph.InputColumns;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.SuperstepReport;

/**
 * One worker's part of a job: owns the partitions of a graph and executes superstep after
 * superstep, each when told to. Used by one thread; it has helpers of its own.
 */
public final class Worker implements AutoCloseable {
  /** Below so many edges and vertices a superstep runs on the calling thread, without a barrier. */
  private static final long SMALL = 4096;

  /** A pushed message costs about so many pulled ones: it is a scattered write. */
  private static final long PUSH_COST = 3;

  /**
   * Where the first sender suffices, pulling finds it after a part of a row; it pays once the
   * senders' edges pass this part of the edges that are left, and until the senders are fewer than
   * this part of the vertices (Beamer et al., Direction-Optimizing Breadth-First Search, SC 2012).
   */
  private static final long FIRST_EDGES = 15;

  private static final long FIRST_VERTICES = 18;

  private final JobState state;
  private final Mail[] mails;
  private final Delivery delivery;
  private final WorkerThreads threads;
  private final Kernel[] kernels;
  private final AskedVertex[] answering;
  private final Mail.TargetRange[] ranges;
  private final AtomicInteger nextBlock = new AtomicInteger();
  private long active;
  private long asked;

  private Worker(
      Graph graph,
      VertexProgram program,
      Schema schema,
      WorkerThreads threads,
      Delivery delivery,
      long seed) {
    this.threads = threads;
    this.delivery = delivery;
    NeighborRows neighbors = schema.needsNeighborLists() ? NeighborRows.of(graph, threads) : null;
    this.state = new JobState(graph, program, schema, neighbors, threads.count(), seed);
    KernelClasses classes = KernelClasses.of(program);
    this.mails = classes.mails(state);
    this.kernels = new Kernel[threads.count()];
    this.answering = new AskedVertex[threads.count()];
    for (int thread = 0; thread < kernels.length; thread++) {
      kernels[thread] = classes.kernel(state, mails, thread);
      answering[thread] = new AskedVertex(state);
    }
    this.ranges = divideTargets(threads.count());
    this.active = state.vertices;
  }

  /**
   * Opens the program and prepares to run it.
   *
   * @param seed the seed of all random numbers
   * @throws JobException of kind USER_PROGRAM if {@code open} throws or declares what does not fit
   *     together
   */
  public static Worker open(
      Graph graph, VertexProgram program, int threads, Delivery delivery, long seed) {
    Schema schema;
    try {
      schema = Schema.of(program, graph.vertices());
    } catch (JobException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new JobException(
          FailureKind.USER_PROGRAM,
          program.getClass().getName() + ".open: " + e + "; correct the program",
          e);
    }
    InputColumns.fill(schema, graph);
    WorkerThreads helpers = new WorkerThreads(threads);
    try {
      return new Worker(graph, program, schema, helpers, delivery, seed);
    } catch (RuntimeException | Error e) {
      helpers.close();
      throw e;
    }
  }

  /** What the program declared; its columns hold the state. */
  public Schema schema() {
    return state.schema;
  }

  /** Executes a superstep and returns when every thread is done. */
  public SuperstepReport execute(SuperstepOrder order) {
    long began = System.nanoTime();
    answer();
    state.superstep = order.superstep();
    state.phase = order.phase() < 0 ? null : state.schema.phases().get(order.phase());
    if (order.wakesAll()) {
      wakeAll();
    }
    run(state.schema.beforeSuperstep(), "before");
    for (Mail mail : mails) {
      turn(mail);
    }
    boolean small = isSmall();
    deliver(small);
    nextBlock.set(0);
    for (Kernel kernel : kernels) {
      kernel.begin();
    }
    if (small) {
      compute(0);
    } else {
      threads.run(this::compute);
    }
    run(state.schema.afterSuperstep(), "after");
    publishAggregators();
    return report(began);
  }

  /** Those who were asked in the last superstep answer, from the values it left. */
  private void answer() {
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
        for (Questions questions : due) {
          questions.answer(vertex, state.blocks.start(block), state.blocks.end(block));
        }
      }
    } catch (JobException e) {
      nextBlock.set(blocks);
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      nextBlock.set(blocks);
      throw failed("vertex " + vertex.id() + ", answer after superstep " + state.superstep, e);
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
      hook.run(new WorkerContext(0, 1, state.superstep, state.vertices, state.directedEdges));
    } catch (JobException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw failed("worker hook " + when + " superstep " + state.superstep, e);
    }
  }

  /** Makes what was sent in the last superstep readable, and chooses how it arrives. */
  private void turn(Mail mail) {
    Route route = mail.route;
    mail.turn();
    route.mode = chooseMode(mail);
    boolean isMain = state.phase == null;
    route.carries = isMain || route.mode != Mode.NONE || mail.hasAddressed();
    route.accepts =
        isMain || route.staleSenders > 0 || state.phase.writes().contains(route.channel);
    if (route.mode == Mode.PULL || (route.mode == Mode.PUSH && mail.refolds())) {
      route.openPullRows();
    }
  }

  private void deliver(boolean small) {
    List<Mail> waiting = new ArrayList<>(mails.length);
    for (Mail mail : mails) {
      boolean pushes = mail.route.mode == Mode.PUSH;
      if (pushes || mail.hasAddressed()) {
        mail.prepareInbox();
        waiting.add(mail);
        if (pushes && !small) {
          mail.route.sendRows(); // made here rather than by one of the threads while others wait
        }
      }
    }
    if (waiting.isEmpty()) {
      return;
    }
    if (small) {
      deliver(waiting, new Mail.TargetRange(0, 0, state.vertices));
    } else {
      threads.run(thread -> deliver(waiting, ranges[thread]));
    }
    waiting.forEach(Mail::delivered);
  }

  private static void deliver(List<Mail> waiting, Mail.TargetRange range) {
    for (Mail mail : waiting) {
      mail.deliver(range, mail.route.mode == Mode.PUSH);
    }
  }

  private void compute(int thread) {
    Kernel kernel = kernels[thread];
    int blocks = state.blocks.count();
    try {
      for (int block = nextBlock.getAndIncrement();
          block < blocks;
          block = nextBlock.getAndIncrement()) {
        kernel.compute(block);
      }
    } catch (JobException e) {
      nextBlock.set(blocks);
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      nextBlock.set(blocks); // the others stop after the block they have
      throw failed("vertex " + kernel.vertexId() + ", superstep " + state.superstep, e);
    }
  }

  private JobException failed(String where, Throwable thrown) {
    return new JobException(
        FailureKind.USER_PROGRAM,
        state.program.getClass().getName() + ": " + where + ": " + thrown + "; correct the program",
        thrown);
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
      return route.senderDegrees * PUSH_COST >= route.openEdges;
    }
    if (route.mode == Mode.PULL && route.senders >= state.vertices / FIRST_VERTICES) {
      return true;
    }
    return route.senderDegrees > route.openEdges / FIRST_EDGES;
  }

  private boolean isSmall() {
    long work = asked;
    boolean visitsAll = false;
    for (Route route : state.routes) {
      boolean pulls = route.mode == Mode.PULL;
      visitsAll |= pulls;
      work += route.addressed + (pulls ? route.openEdges : route.senderDegrees);
    }
    return work + (visitsAll ? state.vertices : active) < SMALL;
  }

  private void publishAggregators() {
    try {
      state.partials.publish();
    } catch (RuntimeException | StackOverflowError e) {
      throw failed("fold of an aggregator, superstep " + state.superstep, e);
    }
  }

  private SuperstepReport report(long began) {
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
        dropped,
        senderDegrees,
        pulls ? Delivery.PULL : Delivery.PUSH,
        state.vertices,
        state.directedEdges,
        0,
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
  private Mail.TargetRange[] divideTargets(int parts) {
    var found = new Mail.TargetRange[parts];
    int partitions = state.graph.partitions().partitions();
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) part * partitions / parts);
      int end = (int) ((long) (part + 1) * partitions / parts);
      int firstSlot = from == 0 ? 0 : state.graph.partitions().start(from);
      int endSlot = end == partitions ? state.vertices : state.graph.partitions().start(end);
      found[part] = new Mail.TargetRange(part, firstSlot, endSlot);
    }
    return found;
  }

  @Override
  public void close() {
    threads.close();
  }
}
