package pregel.api;

/** The job as its master program sees it, before the superstep that is about to start. */
public abstract class Master {

  /** The superstep about to start, counted from 0. */
  public abstract int superstep();

  /** Vertices of the graph in the superstep before; in superstep 0 those that were loaded. */
  public abstract long numVertices();

  /** Directed edges in the superstep before; in superstep 0 those that were loaded. */
  public abstract long numEdges();

  /** Vertices that the superstep before left active; in superstep 0 all. */
  public abstract long activeVertices();

  /** Messages produced in the superstep before; in superstep 0 none. */
  public abstract long messages();

  /** The phase that is about to run, unless another is chosen; null in a program without phases. */
  public abstract Phase phase();

  /**
   * Another phase runs, from this superstep on.
   *
   * @throws IllegalStateException if it is not among the followers of the phase before
   */
  public abstract void switchTo(Phase next);

  /** The job ends; no superstep starts, and messages in flight are discarded. */
  public abstract void stop();
}
