package pregel.algorithms.spanning;

import pregel.api.DoubleColumn;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Tells every vertex of a forest its parent: from the roots outwards along the forest's edges, of
 * which each carries one message.
 */
final class TreeParents implements VertexProgram.OfLong {
  /** The parent of a root. */
  static final long NOBODY = -1;

  private final LongColumn tree;
  private final ForestEdges.Links links;
  private LongColumn parent;
  private DoubleColumn weight;

  /**
   * @param tree the id of the root of every vertex
   */
  TreeParents(LongColumn tree, ForestEdges.Links links) {
    this.tree = tree;
    this.links = links;
  }

  @Override
  public void open(Schema schema) {
    parent = schema.longColumn("parent").initially(NOBODY).absentAt(NOBODY).asVertexId();
    weight = schema.doubleColumn("weight").initially(Double.NaN).absentAt(Double.NaN);
  }

  LongColumn parent() {
    return parent;
  }

  /** The weight of the edge to the parent; NaN at a root. */
  DoubleColumn weight() {
    return weight;
  }

  @Override
  public void compute(Vertex vertex, LongMessages messages) {
    boolean isRoot = vertex.superstep() == 0 && tree.get(vertex) == vertex.id();
    if (isRoot || messages.hasNext()) {
      parent.set(vertex, isRoot ? NOBODY : messages.next());
      int first = (int) links.first().get(vertex);
      for (int at = first; at < first + links.count().get(vertex); at++) {
        if (links.others()[at] == parent.get(vertex)) {
          weight.set(vertex, links.weights()[at]);
        } else {
          vertex.send(links.others()[at], vertex.id());
        }
      }
    }
    vertex.voteToHalt();
  }
}
