package pregel.algorithms;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import pregel.api.Codec;

/**
 * What vertices that look for communities tell each other.
 *
 * @param vertex who tells it
 * @param community the community of that vertex
 * @param amount a degree, or the sum of the degrees in the community
 * @param weight the weight of the edge on which it came; 1 where it was sent
 */
record CommunityNote(long vertex, long community, double amount, double weight) {
  static final Codec<CommunityNote> CODEC =
      new Codec<>() {
        @Override
        public void write(CommunityNote note, DataOutput out) throws IOException {
          out.writeLong(note.vertex);
          out.writeLong(note.community);
          out.writeDouble(note.amount);
          out.writeDouble(note.weight);
        }

        @Override
        public CommunityNote read(DataInput in) throws IOException {
          return new CommunityNote(in.readLong(), in.readLong(), in.readDouble(), in.readDouble());
        }
      };

  /** The same, as it comes along an edge. */
  CommunityNote along(double edgeWeight) {
    return new CommunityNote(vertex, community, amount, edgeWeight);
  }
}
