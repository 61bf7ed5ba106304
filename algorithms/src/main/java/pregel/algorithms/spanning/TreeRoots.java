package pregel.algorithms.spanning;

import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Finds the root of every vertex where each points to another, and two that point to each other are
 * the only way in a circle: the one with the smaller id is the root.
 *
 * <p>Pointers jump: who does not point to a root yet asks the vertex it points to where that one
 * points, and points there; so the way to the root halves every two supersteps.
 */
final class TreeRoots implements VertexProgram.OfLong {
  private final LongColumn toward;
  private LongColumn root;

  /**
   * @param toward where every vertex points, or {@link LeastEdges#NOWHERE}: it is a root then
   */
  TreeRoots(LongColumn toward) {
    this.toward = toward;
  }

  @Override
  public void open(Schema schema) {
    root = schema.longColumn("root").asVertexId();
  }

  LongColumn root() {
    return root;
  }

  @Override
  public void compute(Vertex vertex, LongMessages messages) {
    int superstep = vertex.superstep();
    if (superstep == 0) {
      point(vertex);
      return;
    }
    if (superstep == 1) {
      chooseRoot(vertex, messages);
      ask(vertex);
    } else if (superstep % 2 == 0) {
      while (messages.hasNext()) {
        vertex.send(messages.next(), root.get(vertex));
      }
    } else {
      long next = messages.next();
      if (next != root.get(vertex)) {
        root.set(vertex, next);
        ask(vertex);
      }
    }
    vertex.voteToHalt();
  }

  private void point(Vertex vertex) {
    long other = toward.get(vertex);
    root.set(vertex, other == LeastEdges.NOWHERE ? vertex.id() : other);
    if (other != LeastEdges.NOWHERE) {
      vertex.send(other, vertex.id());
    }
  }

  private void chooseRoot(Vertex vertex, LongMessages pointing) {
    long other = root.get(vertex);
    boolean mutual = false;
    while (pointing.hasNext()) {
      mutual |= pointing.next() == other;
    }
    if (mutual && vertex.id() < other) {
      root.set(vertex, vertex.id());
    }
  }

  private void ask(Vertex vertex) {
    if (root.get(vertex) != vertex.id()) {
      vertex.send(root.get(vertex), vertex.id());
    }
  }
}
