package pregel.algorithms.spanning;

import java.util.Arrays;
import pregel.api.EdgeOrigin;
import pregel.api.LongColumn;
import pregel.api.Schema;
import pregel.api.StageGraph;

/** The edges of a forest as they are found: at most one less than there are vertices. */
final class ForestEdges {
  private long[] sources = new long[16];
  private long[] targets = new long[16];
  private double[] weights = new double[16];
  private int size;

  void add(EdgeOrigin edge) {
    if (size == sources.length) {
      sources = Arrays.copyOf(sources, 2 * size);
      targets = Arrays.copyOf(targets, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    sources[size] = edge.source();
    targets[size] = edge.target();
    weights[size] = edge.weight();
    size++;
  }

  /**
   * The edges by vertex, at both of their ends.
   *
   * @param first for every slot where its edges start
   * @param count for every slot how many they are
   * @param others the ids at the other ends
   * @param weights the weights of the edges
   */
  record Links(LongColumn first, LongColumn count, long[] others, double[] weights) {}

  /** Arranges the edges by the slots of a graph. */
  Links links(StageGraph graph) {
    Schema columns = new Schema(graph.vertices());
    LongColumn first = columns.longColumn("first");
    LongColumn count = columns.longColumn("count");
    for (int edge = 0; edge < size; edge++) {
      increment(count, graph.slot(sources[edge]));
      increment(count, graph.slot(targets[edge]));
    }
    long sum = 0;
    for (int slot = 0; slot < graph.vertices(); slot++) {
      first.put(slot, sum);
      sum += count.at(slot);
      count.put(slot, 0);
    }
    long[] others = new long[2 * size];
    double[] linkWeights = new double[2 * size];
    for (int edge = 0; edge < size; edge++) {
      for (int end = 0; end < 2; end++) {
        int slot = graph.slot(end == 0 ? sources[edge] : targets[edge]);
        int at = (int) (first.at(slot) + count.at(slot));
        others[at] = end == 0 ? targets[edge] : sources[edge];
        linkWeights[at] = weights[edge];
        increment(count, slot);
      }
    }
    return new Links(first, count, others, linkWeights);
  }

  private static void increment(LongColumn count, int slot) {
    count.put(slot, count.at(slot) + 1);
  }
}
