package pregel.algorithms.community;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import pregel.api.Codec;
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
final class CommunityParts implements VertexProgram.Of<CommunityParts.Membership> {

  /**
   * What a vertex tells its neighbours.
   *
   * @param community where it is
   * @param part the smallest id that it knows of, in its part of the community
   */
  record Membership(long community, long part) {
    static final Codec<Membership> CODEC =
        new Codec<>() {
          @Override
          public void write(Membership membership, DataOutput out) throws IOException {
            out.writeLong(membership.community);
            out.writeLong(membership.part);
          }

          @Override
          public Membership read(DataInput in) throws IOException {
            return new Membership(in.readLong(), in.readLong());
          }
        };
  }

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
    schema.messages(Membership.CODEC).sendAlong(Direction.BOTH);
  }

  LongColumn part() {
    return part;
  }

  @Override
  public void compute(Vertex vertex, Messages<Membership> neighbors) {
    boolean first = vertex.superstep() == 0;
    long current = first ? vertex.id() : part.get(vertex);
    long smallest = current;
    while (neighbors.hasNext()) {
      Membership neighbor = neighbors.next();
      if (neighbor.community() == community.get(vertex)) {
        smallest = Math.min(smallest, neighbor.part());
      }
    }
    if (first || smallest < current) {
      part.set(vertex, smallest);
      vertex.sendToNeighbors(new Membership(community.get(vertex), smallest));
    }
    vertex.voteToHalt();
  }
}
