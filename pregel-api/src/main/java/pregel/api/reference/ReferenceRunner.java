package pregel.api.reference;

import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;

/**
 * Runs a vertex program as the model says, one vertex after another: the specification of every
 * engine, and a quick way to test a program on a small graph.
 */
public final class ReferenceRunner {
  private ReferenceRunner() {}

  /**
   * How to run.
   *
   * @param order the canonical order of the vertices
   * @param partitions how many partitions; 0 as many as the rule says
   * @param maxSupersteps after so many the job ends, and messages in flight are discarded
   * @param seed where random numbers come from
   */
  public record Options(VertexOrder order, int partitions, int maxSupersteps, long seed) {
    /** As long as the program runs, on partitions and in an order that suit the graph. */
    public static final Options DEFAULT = new Options(VertexOrder.AUTO, 0, Integer.MAX_VALUE, 0);

    public Options withOrder(VertexOrder other) {
      return new Options(other, partitions, maxSupersteps, seed);
    }

    public Options withPartitions(int count) {
      return new Options(order, count, maxSupersteps, seed);
    }

    public Options withMaxSupersteps(int limit) {
      return new Options(order, partitions, limit, seed);
    }

    public Options withSeed(long other) {
      return new Options(order, partitions, maxSupersteps, other);
    }
  }

  /** Runs until the program ends by itself. */
  public static ReferenceResult run(VertexProgram program, ReferenceGraph graph) {
    return run(program, graph, Options.DEFAULT);
  }

  /**
   * Runs a program.
   *
   * @param program a fresh instance
   * @param partitions how many partitions; 0 as many as the rule says
   * @param maxSupersteps after so many the job ends, and messages in flight are discarded
   * @throws JobException of kind USER_PROGRAM if the program throws
   */
  public static ReferenceResult run(
      VertexProgram program,
      ReferenceGraph graph,
      VertexOrder order,
      int partitions,
      int maxSupersteps) {
    return run(program, graph, new Options(order, partitions, maxSupersteps, 0));
  }

  /**
   * Runs a program.
   *
   * @param program a fresh instance
   * @throws JobException of kind USER_PROGRAM if the program throws, INPUT if the graph lacks a
   *     column that the program reads
   */
  public static ReferenceResult run(VertexProgram program, ReferenceGraph graph, Options options) {
    return new ReferenceJob(program, graph, options).run();
  }
}
