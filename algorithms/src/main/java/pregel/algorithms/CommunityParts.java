package pregel.algorithms;

import pregel.api.Direction;
import pregel.api.LongColumn;
import pregel.api.Messages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Labels the connected parts of every community with the smallest vertex id in them: connected
 * components along the edges inside communities.
 */
final class CommunityParts implements VertexProgram.Of<CommunityNote> {
  private final LongColumn community;
  private LongColumn part;

  /**
   * @param community of every vertex, from a program that ran on the same graph
   */
  CommunityParts(LongColumn community) {
    this.community = community;
  }

  @Override
  public void open(Schema schema) {
    part = schema.longColumn("part").asVertexId();
    schema.messages(CommunityNote.CODEC).sendAlong(Direction.BOTH);
  }

  LongColumn part() {
    return part;
  }

  @Override
  public void compute(Vertex vertex, Messages<CommunityNote> notes) {
    boolean first = vertex.superstep() == 0;
    long current = first ? vertex.id() : part.get(vertex);
    long smallest = current;
    while (notes.hasNext()) {
      CommunityNote note = notes.next();
      if (note.community() == community.get(vertex)) {
        smallest = Math.min(smallest, note.vertex());
      }
    }
    if (first || smallest < current) {
      part.set(vertex, smallest);
      vertex.sendToNeighbors(new CommunityNote(smallest, community.get(vertex), 0, 1));
    }
    vertex.voteToHalt();
  }
}
