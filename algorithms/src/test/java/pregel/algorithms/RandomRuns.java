package pregel.algorithms;

import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;

/** Runs programs on random graphs in random arrangements; what fails names its seed. */
public final class RandomRuns {
  public static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  private RandomRuns() {}

  public static void onRandomGraphs(BiConsumer<ReferenceGraph, Long> check) {
    onSeeds(seed -> check.accept(RandomGraphs.small(seed), seed));
  }

  public static void onSeeds(LongConsumer check) {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        check.accept(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  public static ReferenceResult run(VertexProgram program, ReferenceGraph graph, long seed) {
    VertexOrder order = seed % 3 == 0 ? VertexOrder.ID : VertexOrder.DEGREE;
    int partitions = (int) (seed % 5);
    return ReferenceRunner.run(program, graph, order, partitions, Integer.MAX_VALUE);
  }

  public static long someVertex(ReferenceGraph graph, long seed) {
    return graph.ids().get((int) (seed * 31 % graph.ids().size()));
  }
}
