package pregel.algorithms.community;

import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleEdgeFunction;
import pregel.api.DoubleMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** Finds the greatest weight of an edge. */
final class HeaviestEdge implements VertexProgram.OfDouble {
  private DoubleAggregator heaviest;

  @Override
  public void open(Schema schema) {
    schema.alongEdges(DoubleEdgeFunction.PLUS_WEIGHT).combine(Combiner.MAX);
    heaviest = schema.doubleAggregator("heaviest", Combiner.MAX);
  }

  @Override
  public void compute(Vertex vertex, DoubleMessages weights) {
    if (vertex.superstep() == 0) {
      vertex.sendToNeighbors(0.0);
    } else {
      heaviest.add(vertex, weights.combined());
    }
    vertex.voteToHalt();
  }

  /** The greatest weight; negative infinity if there is no edge. */
  double weight() {
    return heaviest.value();
  }
}
