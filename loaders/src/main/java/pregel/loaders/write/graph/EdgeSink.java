package pregel.loaders.write.graph;

/** Takes edges one by one. */
@FunctionalInterface
public interface EdgeSink {
  /**
   * @param weight 1 in a graph without weights
   */
  void edge(long source, long target, double weight);
}
