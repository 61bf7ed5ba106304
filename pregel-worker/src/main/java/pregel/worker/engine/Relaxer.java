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

  /** The places of the best and the worst vertex that was measured. */
  double first = Double.POSITIVE_INFINITY;

  double last = Double.NEGATIVE_INFINITY;

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
  }

  /** Computes the vertices of a block without a message. */
  protected abstract void start(int block);

  /** Computes those vertices of a block that find a better message with their neighbours. */
  protected abstract void sweep(int block);

  /** Measures the vertices of a block whose neighbours are to be told. */
  protected abstract void measure(int block);

  /** Puts off the vertices of a block whose neighbours are to be told. */
  protected abstract void putOff(int block);

  /** Computes vertices whose turn it is, and tells their neighbours. */
  protected abstract void relax(int[] slots, int from, int end);

  /**
   * Where a vertex stands by its best message, the best the lowest.
   *
   * @param tells whether it has something to say to its neighbours
   */
  protected abstract double place(int slot, boolean tells);

  /** Takes a vertex into {@link #first} and {@link #last}. */
  protected final void measure(int slot, boolean tells) {
    double place = place(slot, tells);
    first = Math.min(first, place);
    last = Math.max(last, place);
  }

  final void forgetMeasures() {
    first = Double.POSITIVE_INFINITY;
    last = Double.NEGATIVE_INFINITY;
  }

  /** Lets a vertex wait for its step; no other thread touches it meanwhile. */
  protected final void putOff(int slot, boolean tells) {
    int step = shared.steps.of(place(slot, tells));
    shared.waiting[slot] = Relaxation.waiting(step) | (tells ? Relaxation.TELLS : 0);
    lists.add(step, slot);
  }
}
