package pregel.algorithms.spanning;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import pregel.api.Codec;

/**
 * What a tree tells the trees beside it.
 *
 * @param tree who tells it
 * @param weight the weight of the edge on which it came; 0 where it was sent
 */
record EdgeOffer(long tree, double weight) {
  static final Codec<EdgeOffer> CODEC =
      new Codec<>() {
        @Override
        public void write(EdgeOffer offer, DataOutput out) throws IOException {
          out.writeLong(offer.tree);
          out.writeDouble(offer.weight);
        }

        @Override
        public EdgeOffer read(DataInput in) throws IOException {
          return new EdgeOffer(in.readLong(), in.readDouble());
        }
      };

  /** The same, as it comes along an edge. */
  EdgeOffer along(double edgeWeight) {
    return new EdgeOffer(tree, edgeWeight);
  }
}
