package pregel.algorithms.spanning;

import pregel.api.ContractedGraph;
import pregel.api.Direction;
import pregel.api.LongColumn;
import pregel.api.Messages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Finds the least edge at every tree, in the order of {@link pregel.api.EdgeOrigin}, which both of
 * an edge's ends see alike.
 */
final class LeastEdges implements VertexProgram.Of<EdgeOffer> {
  /** Where there is no edge. */
  static final long NOWHERE = -1;

  private final ContractedGraph trees;
  private LongColumn toward;

  LeastEdges(ContractedGraph trees) {
    this.trees = trees;
  }

  @Override
  public void open(Schema schema) {
    toward = schema.longColumn("toward").initially(NOWHERE).absentAt(NOWHERE);
    schema.messages(EdgeOffer.CODEC).sendAlong(Direction.BOTH).alongEdges(EdgeOffer::along);
  }

  /** The id of the tree at the other end, or {@link #NOWHERE}. */
  LongColumn toward() {
    return toward;
  }

  @Override
  public void compute(Vertex vertex, Messages<EdgeOffer> offers) {
    if (vertex.superstep() == 0) {
      vertex.sendToNeighbors(new EdgeOffer(vertex.id(), 0));
    } else {
      long best = NOWHERE;
      double least = 0;
      while (offers.hasNext()) {
        EdgeOffer offer = offers.next();
        int order = best == NOWHERE ? -1 : Double.compare(offer.weight(), least);
        if (order < 0 || (order == 0 && comesFirst(vertex.id(), offer.tree(), best))) {
          best = offer.tree();
          least = offer.weight();
        }
      }
      toward.set(vertex, best);
    }
    vertex.voteToHalt();
  }

  /** Of edges of the same weight. */
  private boolean comesFirst(long tree, long other, long best) {
    return other != best && trees.origin(tree, other).compareTo(trees.origin(tree, best)) < 0;
  }
}
