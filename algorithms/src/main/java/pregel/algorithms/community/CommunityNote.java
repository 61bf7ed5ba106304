package pregel.algorithms.community;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import pregel.api.Codec;

/**
 * What vertices tell each other of their community.
 *
 * @param community its name, the id of a vertex
 * @param total the sum of the degrees in it
 * @param weight the weight of the edge on which it came; 1 where it was sent
 */
record CommunityNote(long community, double total, double weight) {
  static final Codec<CommunityNote> CODEC =
      new Codec<>() {
        @Override
        public void write(CommunityNote note, DataOutput out) throws IOException {
          out.writeLong(note.community);
          out.writeDouble(note.total);
          out.writeDouble(note.weight);
        }

        @Override
        public CommunityNote read(DataInput in) throws IOException {
          return new CommunityNote(in.readLong(), in.readDouble(), in.readDouble());
        }
      };

  /** The same, as it comes along an edge. */
  CommunityNote along(double edgeWeight) {
    return new CommunityNote(community, total, edgeWeight);
  }
}
