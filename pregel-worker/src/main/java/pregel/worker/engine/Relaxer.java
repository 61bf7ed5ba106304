package pregel.worker.engine;

/**
 * One thread's part of a {@link Relaxation}: computes vertices and tells their neighbours. The
 * implementation is defined anew for every program class, so that the compiler sees one program per
 * loop.
 */
public abstract class Relaxer {
  /** What waits to be computed, as far as this thread put it off. */
  protected final StepLists lists = new StepLists();

  // What was done since begin().
  protected long computed;

  /** Messages of the broadcasts, one per edge. */
  protected long messages;

  /** Broadcasts that no neighbour was told yet, and their messages. */
  protected long untold;

  protected long untoldMessages;

  /** Edges along which better messages may still come, of the vertices swept. */
  protected long openEdges;

  /** The least and the greatest grade of what neighbours are to be told. */
  protected long least;

  protected long greatest;

  protected final Relaxation shared;

  protected Relaxer(Relaxation shared) {
    this.shared = shared;
  }

  final void begin() {
    computed = 0;
    messages = 0;
    untold = 0;
    untoldMessages = 0;
    openEdges = 0;
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
  }

  /** Computes the vertices of a block without a message. */
  protected abstract void start(int block);

  /** Computes those vertices of a block that find a better message with their neighbours. */
  protected abstract void sweep(int block);

  /** Puts off the vertices of a block whose neighbours are to be told, up to a grade. */
  protected abstract void putOff(int block, long worst);

  /** Computes vertices whose turn it is, and tells their neighbours. */
  protected abstract void relax(int[] slots, int from, int end);

  /** Computes vertices that wait; their neighbours are told later. */
  protected abstract void compute(int[] slots, int from, int end);

  /** Where a message stands, for {@link Steps}: the better the lower. */
  protected abstract double place(long grade);

  /** Takes the grade of something to be told into {@link #least} and {@link #greatest}. */
  protected final void measure(long grade) {
    least = Math.min(least, grade);
    greatest = Math.max(greatest, grade);
  }

  /** The grade by which a vertex waits: of its best message, or of what it has to say. */
  final long grade(int slot) {
    boolean tells = (shared.waiting[slot] & Relaxation.TELLS) != 0;
    return tells ? Math.min(shared.best[slot], shared.told[slot]) : shared.best[slot];
  }

  /** Lets a vertex wait for the step of a grade; no other thread touches it meanwhile. */
  protected final void putOff(int slot, long grade, boolean tells) {
    int step = shared.steps.of(place(grade));
    shared.waiting[slot] = Relaxation.waiting(step) | (tells ? Relaxation.TELLS : 0);
    lists.add(step, slot);
  }
}
