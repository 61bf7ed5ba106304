package pregel.worker.engine;

/** Hears of every block of a superstep as soon as its vertices are computed. */
@FunctionalInterface
interface BlockListener {
  /** For a worker that has nobody to tell. */
  BlockListener NONE = (block, thread) -> {};

  /** Called by the thread that computed the block, while others compute theirs. */
  void computed(int block, int thread);
}
