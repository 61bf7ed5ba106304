package pregel.core.job;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a superstep sent, by channel, and along how many edges more can still be received. Of one
 * worker or, added up, of all: from the sum every worker chooses the same way of delivery.
 *
 * @param senders vertices that broadcast
 * @param degrees the sum of their degrees in the direction of the broadcast
 * @param addressed addressed messages
 * @param openEdges edges that end at vertices that are not closed
 */
public record Traffic(long[] senders, long[] degrees, long[] addressed, long[] openEdges) {

  /** Nothing, in so many channels. */
  public static Traffic none(int channels) {
    return new Traffic(
        new long[channels], new long[channels], new long[channels], new long[channels]);
  }

  /** That of two workers, or of some and one more. */
  public Traffic plus(Traffic other) {
    return new Traffic(
        sum(senders, other.senders),
        sum(degrees, other.degrees),
        sum(addressed, other.addressed),
        sum(openEdges, other.openEdges));
  }

  private static long[] sum(long[] some, long[] others) {
    long[] sums = new long[some.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = some[i] + others[i];
    }
    return sums;
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(senders.length);
    for (int channel = 0; channel < senders.length; channel++) {
      out.writeLong(senders[channel]);
      out.writeLong(degrees[channel]);
      out.writeLong(addressed[channel]);
      out.writeLong(openEdges[channel]);
    }
  }

  public static Traffic read(DataInput in) throws IOException {
    Traffic traffic = none(Bounded.count(in, "channels"));
    for (int channel = 0; channel < traffic.senders.length; channel++) {
      traffic.senders[channel] = in.readLong();
      traffic.degrees[channel] = in.readLong();
      traffic.addressed[channel] = in.readLong();
      traffic.openEdges[channel] = in.readLong();
    }
    return traffic;
  }
}
