package pregel.api;

/** What a {@link StagedProgram} can do: run vertex programs, and make graphs of graphs. */
public interface Stages {

  /** The graph of the input. */
  StageGraph graph();

  /**
   * Runs a vertex program to its end. Afterwards its columns hold what the last superstep left, by
   * slot of the graph, and its aggregators what was last folded. Programs that run later on the
   * same graph may read these columns.
   *
   * @param program a fresh instance, which must not change the topology
   * @return how many supersteps it took
   */
  int run(StageGraph graph, VertexProgram program);

  /**
   * Makes one vertex of all vertices with the same label, which becomes its id, and one edge of all
   * edges that lead from one group to another (in an undirected graph: join the two), whose weight
   * is the fold of theirs. Groups without edges stay.
   *
   * <p>The edges inside a group become one self-loop, whose weight is folded over their arcs: in an
   * undirected graph every edge is two arcs, one from each end, and a self-loop one. So a sum
   * leaves the sum of the weights at a group's arcs what it was at its members' together.
   *
   * <p>Sums are folded in canonical order of the graph before: by the edge's target, of one target
   * by its source, of the same two by the bits of the weight; in an undirected graph the end in the
   * group with the smaller label counts as the target. The contracted graph has the same kind of
   * order as the graph before, and the number of partitions that its own edges ask for.
   *
   * @param label a column of a program that ran on the graph; from 0 up
   */
  ContractedGraph contract(StageGraph graph, LongColumn label, Contraction how);

  /** Tells a value of the whole job, such as the quality of its result; shown in its summary. */
  void report(String name, double value);
}
