package pregel.worker.engine;

import java.nio.DoubleBuffer;
import pregel.api.Direction;
import pregel.api.Monotone;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/**
 * How wide the steps are in which the vertices of a monotone program are computed: as the program
 * says, else so that a vertex has about one edge that is light enough to stay within a step, which
 * is where computing some vertices twice and computing few at a time balance (Meyer and Sanders,
 * Δ-stepping). Never less than the lightest edge, because nothing arrives in between.
 */
final class StepRule {
  /** Weights that are looked at, evenly spread. */
  private static final int SAMPLE = 1 << 16;

  private StepRule() {}

  static Steps steps(Monotone declared, Route route, Graph graph) {
    if (!declared.isBestFirst()) {
      return Steps.one();
    } else if (declared.step().isPresent()) {
      return Steps.equal(declared.step().getAsDouble());
    } else if (route.channel.edgeFunction() == null) {
      return Steps.doubling();
    }
    double degree = (double) graph.directedEdges() / Math.max(1, graph.vertices());
    Direction direction = graph.has(Direction.IN) ? Direction.IN : Direction.OUT;
    return Steps.equal(width(graph.adjacency(direction), degree));
  }

  private static double width(Adjacency adjacency, double degree) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    long stride = Math.max(1, adjacency.edges() / SAMPLE);
    long count = 0;
    for (int partition = 0; partition < adjacency.partitions().partitions(); partition++) {
      DoubleBuffer weights = adjacency.rows(partition).weights();
      if (weights == null) {
        return 1;
      }
      for (long k = 0; k < weights.capacity(); k += stride) {
        double weight = Math.abs(weights.get((int) k));
        sum += weight;
        count++;
        if (weight > 0) {
          least = Math.min(least, weight);
        }
      }
    }
    double width = 2 * sum / Math.max(1, count) / Math.max(1, degree);
    width = Double.isInfinite(least) ? width : Math.max(width, least);
    return width > 0 && Double.isFinite(width) ? width : 1;
  }
}
