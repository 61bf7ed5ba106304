package pregel.core.assignment;

import java.util.function.Supplier;
import pregel.core.transport.Collective;

/**
 * Owners that all workers of an attempt decide alike: each says what it has, they add up the edges
 * that they have counted, and then each decides by itself.
 */
public final class JointAssignment {
  private final AssignmentRule rule;
  private final int threads;
  private final long memoryBytes;
  private final Collective together;

  /**
   * @param rule the same on all workers
   * @param threads of this worker
   * @param memoryBytes of this worker
   */
  public JointAssignment(AssignmentRule rule, int threads, long memoryBytes, Collective together) {
    this.rule = rule;
    this.threads = threads;
    this.memoryBytes = memoryBytes;
    this.together = together;
  }

  /** With the memory that this process has for objects. */
  public static JointAssignment of(AssignmentRule rule, int threads, Collective together) {
    return new JointAssignment(rule, threads, Runtime.getRuntime().maxMemory(), together);
  }

  /**
   * Decides; all workers call this.
   *
   * @param loads what each partition costs its owner, of the whole graph
   * @param graphBytes what the rows of the whole graph take
   * @param counted says, if the rule asks, which edges this worker has counted: each edge is
   *     counted by one of them
   */
  public int[] owners(long[] loads, long graphBytes, Supplier<PartitionEdges> counted)
      throws InterruptedException {
    if (together.workers() == 1) {
      return new int[loads.length];
    }
    long[][] said = together.gather(threads, memoryBytes);
    long[] allThreads = new long[said.length];
    long[] allMemory = new long[said.length];
    for (int worker = 0; worker < said.length; worker++) {
      allThreads[worker] = said[worker][0];
      allMemory[worker] = said[worker][1];
    }
    PartitionEdges edges = null;
    if (rule.needsEdges()) {
      edges = counted.get();
      together.sum(edges.counts());
    }
    return rule.assignment(edges).owners(loads, WorkerShares.of(allThreads, allMemory, graphBytes));
  }
}
