package pregel.worker.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.LongAggregator;
import pregel.api.Schema;
import pregel.api.VertexProgram;
import pregel.core.graph.Graph;
import pregel.core.graph.InputColumns;
import pregel.core.job.Delivery;
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
  private final Mail mail;
  private final Delivery delivery;
  private final WorkerThreads threads;
  private final Kernel[] kernels;
  private final Mail.TargetRange[] ranges;
  private final AtomicInteger nextBlock = new AtomicInteger();
  private long senderDegrees;
  private long senders;
  private long active;
  private long addressed;
  private long openEdges;

  private Worker(
      Graph graph, VertexProgram program, Schema schema, WorkerThreads threads, Delivery delivery) {
    this.threads = threads;
    this.delivery = delivery;
    NeighborRows neighbors = schema.needsNeighborLists() ? NeighborRows.of(graph, threads) : null;
    this.state = new JobState(graph, program, schema, neighbors, threads.count());
    this.mail = KernelClasses.mail(state);
    this.kernels = new Kernel[threads.count()];
    for (int thread = 0; thread < kernels.length; thread++) {
      kernels[thread] = mail.kernel(thread);
    }
    this.ranges = divideTargets(threads.count());
    this.active = state.vertices;
    this.openEdges = state.bothWays ? 2 * state.directedEdges : state.directedEdges;
  }

  /**
   * Opens the program and prepares to run it.
   *
   * @throws JobException of kind USER_PROGRAM if {@code open} throws or declares what does not fit
   *     together
   */
  public static Worker open(Graph graph, VertexProgram program, int threads, Delivery delivery) {
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
      return new Worker(graph, program, schema, helpers, delivery);
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
  public SuperstepReport execute(int superstep) {
    long began = System.nanoTime();
    state.superstep = superstep;
    mail.turn();
    state.mode = chooseMode();
    boolean pushes = state.mode == Mode.PUSH;
    boolean small = isSmall();
    if (state.mode == Mode.PULL || (pushes && mail.refolds())) {
      state.pullRows = state.graph.adjacency(state.schema.mainChannel().direction().reversed());
    }
    if (pushes || mail.hasAddressed()) {
      mail.prepareInbox();
      if (small) {
        mail.deliver(new Mail.TargetRange(0, 0, state.vertices), pushes);
      } else {
        if (pushes) {
          state.sendRows(); // made here rather than by the threads, one of which would make it for
          // all
        }
        threads.run(thread -> mail.deliver(ranges[thread], pushes));
      }
      mail.delivered();
    }
    nextBlock.set(0);
    for (Kernel kernel : kernels) {
      kernel.reset();
    }
    if (small) {
      compute(0);
    } else {
      threads.run(this::compute);
    }
    foldAggregators();
    return report(superstep, began);
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
      throw new JobException(
          FailureKind.USER_PROGRAM,
          state.program.getClass().getName()
              + ": vertex "
              + kernel.vertexId()
              + ", superstep "
              + state.superstep
              + ": "
              + e
              + "; correct the program",
          e);
    }
  }

  private Mode chooseMode() {
    if (senders == 0) {
      return Mode.NONE;
    }
    return switch (delivery) {
      case PUSH -> Mode.PUSH;
      case PULL -> Mode.PULL;
      case AUTO -> prefersPull() ? Mode.PULL : Mode.PUSH;
    };
  }

  private boolean prefersPull() {
    if (!mail.firstSuffices()) {
      return senderDegrees * PUSH_COST >= openEdges;
    }
    if (state.mode == Mode.PULL && senders >= state.vertices / FIRST_VERTICES) {
      return true;
    }
    return senderDegrees > openEdges / FIRST_EDGES;
  }

  private boolean isSmall() {
    if (state.mode == Mode.PULL) {
      return openEdges + state.vertices < SMALL;
    }
    return senderDegrees + active + addressed < SMALL;
  }

  private void foldAggregators() {
    List<DoubleAggregator> doubles = state.schema.doubleAggregators();
    for (int i = 0; i < doubles.size(); i++) {
      DoubleAggregator aggregator = doubles.get(i);
      double all = aggregator.identity();
      for (int partition = 0; partition < state.graph.partitions().partitions(); partition++) {
        double folded = aggregator.identity();
        int end = state.blocks.firstOf(partition + 1);
        for (int block = state.blocks.firstOf(partition); block < end; block++) {
          folded = fold(aggregator.fold(), folded, state.doublePartials[i][block]);
        }
        all = fold(aggregator.fold(), all, folded);
      }
      aggregator.publish(all);
    }
    List<LongAggregator> longs = state.schema.longAggregators();
    for (int i = 0; i < longs.size(); i++) {
      LongAggregator aggregator = longs.get(i);
      long all = aggregator.identity();
      for (long partial : state.longPartials[i]) {
        all = fold(aggregator.fold(), all, partial);
      }
      aggregator.publish(all);
    }
  }

  private static double fold(Combiner fold, double left, double right) {
    return switch (fold) {
      case SUM -> left + right;
      case MIN -> Math.min(left, right);
      case MAX -> Math.max(left, right);
      case FIRST -> throw new AssertionError("refused by the schema");
    };
  }

  private static long fold(Combiner fold, long left, long right) {
    return switch (fold) {
      case SUM -> left + right;
      case MIN -> Math.min(left, right);
      case MAX -> Math.max(left, right);
      case FIRST -> throw new AssertionError("refused by the schema");
    };
  }

  private SuperstepReport report(int superstep, long began) {
    long computed = 0;
    long dropped = 0;
    active = 0;
    senders = 0;
    senderDegrees = 0;
    addressed = 0;
    for (Kernel kernel : kernels) {
      computed += kernel.computed;
      active += kernel.activeLeft;
      senders += kernel.senders;
      senderDegrees += kernel.broadcastMessages;
      addressed += kernel.addressedMessages;
      dropped += kernel.dropped;
      openEdges -= kernel.closedEdges;
    }
    return new SuperstepReport(
        superstep,
        computed,
        active,
        senderDegrees + addressed,
        dropped,
        senderDegrees,
        state.mode == Mode.PULL ? Delivery.PULL : Delivery.PUSH,
        System.nanoTime() - began);
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
