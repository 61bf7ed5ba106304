package pregel.worker.engine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import pregel.api.JobException;
import pregel.api.Monotone;
import pregel.core.graph.Adjacency;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;

/**
 * Executes the supersteps of a monotone program, where values improve in place: what a vertex
 * broadcasts is there for others at once.
 *
 * <pre>
 *   START     every vertex is computed without a message
 *   SWEEP     vertices look at what their neighbours said, in canonical order, and are computed if
 *             they find better; while many have something to say and the sweeps settle vertices
 *   DRAIN     vertices that said something tell their neighbours, step by step, and so do those who
 *             thereby improve, until nobody waits for the step any more
 * </pre>
 *
 * <p>Each of these is a superstep. A drain goes in rounds: in one, a vertex is computed once at
 * most, so that threads need no lock; small rounds run on the calling thread, without a barrier.
 */
public final class Relaxation {
  /** Of a vertex that waits: it said something that its neighbours were not told yet. */
  public static final int TELLS = 2;

  /** In place of a turn: the vertex does not wait. */
  public static final int IDLE = (StepLists.FAR + 1) << 2;

  /** A pushed message costs about so many pulled ones: it is a scattered write. */
  private static final long PUSH_COST = 3;

  /** Below so many edges and vertices a round runs on the calling thread. */
  private static final long SMALL = 4096;

  /** Those who said the best lead for so small a part of what a sweep may cost. */
  private static final long LEAD = 30;

  /** Vertices that a thread takes at a time. */
  private static final int CHUNK = 64;

  /** A superstep has so many rounds at most, so that limits of time and supersteps take hold. */
  private static final int ROUNDS = 1000;

  public final JobState state;

  /** The grade of the best message that each vertex has. */
  public final long[] best;

  /** The grade of what each vertex broadcast last. */
  public final long[] told;

  /** The turn that each vertex waits for: its step, whether it {@link #TELLS}, and a parity. */
  public final int[] waiting;

  /** Who broadcast in the last start or sweep, so that neighbours are still to be told. */
  public final long[] fresh;

  /** Who has the floor, as far as sweeps found out. */
  public final long[] settled;

  public final Steps steps;

  /** The turn of those who are computed in the running round, and of the round after it. */
  public int turn;

  public int nextTurn;

  /** The rows in which a sender finds its receivers; once any drain began. */
  public Adjacency sendRows;

  private final Route route;
  private final WorkerThreads threads;
  private final BiFunction<Integer, Throwable, JobException> failure;
  private final boolean isBestFirst;
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean abandoned;
  private volatile int rounds;
  private Relaxer[] relaxers;
  private long untold;
  private long untoldMessages;

  /** The least and the greatest grade of what is untold, or of what waits behind all steps. */
  private long least;

  private long greatest;
  private long openEdges;
  private long openEdgesBefore = Long.MAX_VALUE;
  private long waits;
  private boolean hasLed;
  private int parity;
  private final long edgesPerVertex;

  /**
   * @param failure makes the job's failure of what a thread met with
   */
  Relaxation(
      JobState state, WorkerThreads threads, BiFunction<Integer, Throwable, JobException> failure) {
    this.failure = failure;
    this.state = state;
    this.threads = threads;
    this.route = state.routes.get(0);
    Monotone declared = state.schema.declaredMonotone();
    this.isBestFirst = declared.isBestFirst();
    this.steps = StepRule.steps(declared, route, state.graph);
    this.best = new long[state.vertices];
    this.told = new long[state.vertices];
    this.waiting = new int[state.vertices];
    Arrays.fill(waiting, IDLE);
    this.fresh = Bits.forSlots(state.vertices);
    this.settled = Bits.forSlots(state.vertices);
    this.openEdges = route.openEdges;
    this.edgesPerVertex = 1 + route.openEdges / Math.max(1, state.vertices);
  }

  /** Gives each thread its part; once, before the first superstep. */
  void with(Relaxer[] parts) {
    relaxers = parts;
  }

  /** The first turn of a step. */
  public static int waiting(int step) {
    return step << 2;
  }

  /** The step of a turn. */
  public static int step(int turn) {
    return turn >>> 2;
  }

  /** Executes a superstep. */
  SuperstepReport execute(int number) {
    long began = System.nanoTime();
    for (Relaxer relaxer : relaxers) {
      relaxer.begin();
    }
    boolean pulls = false;
    if (number == 0) {
      eachBlock(state.vertices, (relaxer, block) -> relaxer.start(block));
      noteUntold();
    } else if (prefersSweep() && leads()) {
      lead();
    } else if (prefersSweep()) {
      pulls = true;
      route.openPullRows();
      openEdgesBefore = openEdges;
      eachBlock(openEdges, (relaxer, block) -> relaxer.sweep(block));
      noteUntold();
      openEdges = sum(relaxer -> relaxer.openEdges);
    } else {
      drain();
    }
    long messages = sum(relaxer -> relaxer.messages);
    return new SuperstepReport(
        number,
        sum(relaxer -> relaxer.computed),
        untold + waits,
        messages,
        0,
        messages,
        pulls ? Delivery.PULL : Delivery.PUSH,
        state.existing,
        state.directedEdges,
        0,
        0,
        System.nanoTime() - began);
  }

  private long sum(ToLongFunction<Relaxer> count) {
    long sum = 0;
    for (Relaxer relaxer : relaxers) {
      sum += count.applyAsLong(relaxer);
    }
    return sum;
  }

  private void noteUntold() {
    untold = sum(relaxer -> relaxer.untold);
    untoldMessages = sum(relaxer -> relaxer.untoldMessages);
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
    for (Relaxer relaxer : relaxers) {
      least = Math.min(least, relaxer.least);
      greatest = Math.max(greatest, relaxer.greatest);
    }
  }

  /**
   * Whether neighbours look for what is untold, rather than being told. Where the best come first,
   * only as long as sweeps settle at least half of what was open: what is left then is better done
   * in order.
   */
  private boolean prefersSweep() {
    boolean isDense = untoldMessages > 0 && untoldMessages * PUSH_COST >= openEdges;
    if (!isBestFirst) {
      return isDense;
    }
    return isDense
        && state.schema.declaredMonotone().floor() != null
        && openEdges <= openEdgesBefore / 2;
  }

  /** Whether those who said the best go first: once, where it is known that nothing is better. */
  private boolean leads() {
    boolean first = !hasLed;
    hasLed = true;
    return first && isBestFirst;
  }

  /**
   * Lets those tell their neighbours who said the best, and so on, until that has cost a part of a
   * sweep: the sweep then finds the best with the first neighbours it looks at.
   */
  private void lead() {
    openRows();
    restart();
    long best = least;
    eachBlock(untold, (relaxer, block) -> relaxer.putOff(block, best));
    long budget = openEdges / LEAD;
    for (int step = firstStep();
        step < StepLists.FAR
            && sum(relaxer -> relaxer.messages) + size(step) * edgesPerVertex < budget;
        step = firstStep()) {
      round(step, Relaxer::relax);
    }
    for (int step = firstStep(); step <= StepLists.FAR; step = firstStep()) {
      round(step, Relaxer::compute);
    }
    untold += sum(relaxer -> relaxer.untold);
    untoldMessages += sum(relaxer -> relaxer.untoldMessages);
  }

  private interface BlockTask {
    void run(Relaxer relaxer, int block);
  }

  private void eachBlock(long work, BlockTask task) {
    next.set(0);
    run(work + state.vertices < SMALL, relaxer -> eachBlock(relaxer, task));
  }

  /** Lets threads do their parts of a task; a small one is left to the calling thread. */
  private void run(boolean small, Consumer<Relaxer> task) {
    if (small) {
      run(0, task);
    } else {
      threads.run(thread -> run(thread, task));
    }
  }

  private void run(int thread, Consumer<Relaxer> task) {
    try {
      task.accept(relaxers[thread]);
    } catch (Throwable e) { // a program may throw anything
      abandoned = true; // the others stop after the vertices they have
      throw failure.apply(thread, e);
    }
  }

  private void eachBlock(Relaxer relaxer, BlockTask task) {
    int blocks = state.blocks.count();
    for (int block = next.getAndIncrement();
        block < blocks && !abandoned;
        block = next.getAndIncrement()) {
      task.run(relaxer, block);
    }
  }

  private void openRows() {
    if (sendRows == null) {
      sendRows = route.sendRows();
    }
  }

  private void drain() {
    openRows();
    if (untold > 0) {
      startSteps();
    }
    int step = firstStep();
    for (int round = 0; step <= StepLists.FAR && round < ROUNDS && !abandoned; round++) {
      if (step == StepLists.FAR) {
        countAnew();
      } else {
        round(step, Relaxer::relax);
      }
      step = firstStep();
    }
    waits = step > StepLists.FAR ? 0 : waiting();
  }

  /** Lets those wait whose neighbours are to be told. */
  private void startSteps() {
    restart();
    eachBlock(untold, (relaxer, block) -> relaxer.putOff(block, Long.MAX_VALUE));
    untold = 0;
    untoldMessages = 0;
  }

  /** Counts steps from the best that waits. */
  private void restart() {
    steps.restart(relaxers[0].place(least), relaxers[0].place(greatest));
    parity = 1; // the first round of a step has the other
  }

  /** Once all steps are over that had a list each: divides what waits behind them. */
  private void countAnew() {
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
    for (Relaxer relaxer : relaxers) {
      relaxer.lists.take(StepLists.FAR);
      for (int i = 0; i < relaxer.lists.takenSize(); i++) {
        int slot = relaxer.lists.taken()[i];
        if (step(waiting[slot]) == StepLists.FAR) {
          least = Math.min(least, relaxer.grade(slot));
          greatest = Math.max(greatest, relaxer.grade(slot));
        }
      }
    }
    restart();
    for (Relaxer relaxer : relaxers) {
      for (int i = 0; i < relaxer.lists.takenSize(); i++) {
        int slot = relaxer.lists.taken()[i];
        if (step(waiting[slot]) == StepLists.FAR) {
          relaxer.putOff(slot, relaxer.grade(slot), (waiting[slot] & TELLS) != 0);
        }
      }
      relaxer.lists.drop();
    }
  }

  private interface RoundTask {
    void run(Relaxer relaxer, int[] slots, int from, int end);
  }

  /** Computes those who wait for a step. */
  private void round(int step, RoundTask task) {
    parity = step == steps.current() ? parity ^ 1 : 0;
    steps.enter(step);
    turn = waiting(step) | parity;
    nextTurn = waiting(step) | parity ^ 1;
    long total = size(step);
    for (Relaxer relaxer : relaxers) {
      relaxer.lists.take(step);
    }
    rounds++;
    next.set(0);
    boolean isSmall = total <= CHUNK || total * edgesPerVertex < SMALL;
    run(isSmall, relaxer -> round(relaxer, task));
  }

  /** Takes one chunk after another of what all threads put off. */
  private void round(Relaxer relaxer, RoundTask task) {
    int before = 0;
    int list = 0;
    while (true) {
      int from = next.getAndAdd(CHUNK);
      int end = from + CHUNK;
      while (from < end) {
        while (list < relaxers.length && from - before >= relaxers[list].lists.takenSize()) {
          before += relaxers[list].lists.takenSize();
          list++;
        }
        if (list == relaxers.length || abandoned) {
          return;
        }
        StepLists lists = relaxers[list].lists;
        int stop = Math.min(end - before, lists.takenSize());
        task.run(relaxer, lists.taken(), from - before, stop);
        from = before + stop;
      }
    }
  }

  /** The first step for which anybody waits; beyond the last if nobody does. */
  private int firstStep() {
    int step = steps.current();
    while (step <= StepLists.FAR && size(step) == 0) {
      step++;
    }
    return step;
  }

  private long waiting() {
    long sum = 0;
    for (int step = steps.current(); step <= StepLists.FAR; step++) {
      sum += size(step);
    }
    return sum;
  }

  /** How many wait for a step. */
  private long size(int step) {
    return sum(relaxer -> relaxer.lists.size(step));
  }

  /** Changes whenever anything is done; any thread may ask. */
  long progress() {
    return (long) rounds * StepLists.FAR + next.get();
  }

  /** Lets every thread stop soon. */
  void abandon() {
    abandoned = true;
  }
}
