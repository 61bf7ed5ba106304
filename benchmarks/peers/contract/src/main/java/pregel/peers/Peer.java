package pregel.peers;

/** PageRank in another engine: damping 0.85, from even ranks, in a graph without dead ends. */
public interface Peer {
  double DAMPING = 0.85;

  /**
   * Some supersteps.
   *
   * @param nanos of one superstep, without what is done once
   * @param ranks after the last, by id, to sum up to 1
   */
  record Run(double nanos, double[] ranks) {}

  /** Runs from the start; called several times, from one thread. */
  Run run(int supersteps) throws Exception;
}
