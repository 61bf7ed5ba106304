package pregel.worker.engine;

import pregel.api.BooleanColumn;
import pregel.api.Channel;
import pregel.api.Column;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleChannel;
import pregel.api.DoubleColumn;
import pregel.api.IntChannel;
import pregel.api.IntColumn;
import pregel.api.LongChannel;
import pregel.api.LongColumn;
import pregel.api.Schema;

/**
 * Bytes that a program takes for each vertex, and the rows that it needs, by what {@link JobState},
 * the mails and {@link Relaxation} make for its schema. Of addressed messages nothing is known
 * before they are sent: they are left out.
 */
public final class ProgramMemory {
  /** What an object takes, its reference included, that a column or a message holds: a guess. */
  private static final int OBJECT_BYTES = 48;

  private final Schema schema;

  public ProgramMemory(Schema schema) {
    this.schema = schema;
  }

  /** All of them in the heap. */
  public double bytesPerVertex() {
    double bytes = 0;
    for (Column column : schema.columns()) {
      bytes += bytes(column);
      if (column instanceof LongColumn groups && groups.holdsGroups()) {
        // The least id of each group; see GroupIds.
        bytes += Long.BYTES;
      }
    }
    for (Channel channel : schema.channels()) {
      // Two arrays that take turns, one of pushed messages; bitmaps of senders and receivers.
      bytes += bytes(channel) * (isPushed(channel) ? 3 : 2) + 4 / 8.0;
    }
    if (schema.isMonotone()) {
      bytes += 2 * Long.BYTES + Integer.BYTES + 2 / 8.0;
    }
    // Who is active, who is closed, and degrees by word.
    return bytes + 2 / 8.0 + 1 / 8.0;
  }

  /** Whether the rows of a direction are needed, in a directed graph. */
  public boolean needs(Direction direction) {
    boolean needed =
        direction == Direction.OUT && schema.needsOutEdges()
            || direction == Direction.IN && schema.needsInEdges();
    for (Channel channel : schema.channels()) {
      Direction along = channel.direction();
      needed |= along.reversed() == direction || isPushed(channel) && along == direction;
      needed |= along == Direction.BOTH;
    }
    return needed
        || direction != Direction.BOTH
            && (schema.isTopologyChanging() || schema.needsNeighborLists());
  }

  /**
   * Bytes of lists of neighbours, if no two edges of a directed graph are opposite. There each
   * stands once and has its ways beside it; see {@link pregel.core.graph.OrientedRows}.
   */
  public long listBytes(long directedEdges, boolean undirected) {
    if (!schema.needsNeighborLists()) {
      return 0;
    }
    return undirected
        ? directedEdges / 2 * Integer.BYTES
        : directedEdges * (Integer.BYTES + Byte.BYTES);
  }

  /**
   * Whether broadcasts may be expected to be few in some supersteps. Only the messages themselves
   * tell; but who takes the first, the least or the greatest of them passes on news, while sums and
   * lists are of what everybody says.
   */
  private boolean isPushed(Channel channel) {
    return schema.isMonotone()
        || channel.combiner() instanceof Combiner combiner
            && switch (combiner) {
              case MIN, MAX, FIRST -> true;
              case SUM -> false;
            };
  }

  private static int bytes(Channel channel) {
    if (channel instanceof DoubleChannel || channel instanceof LongChannel) {
      return Long.BYTES;
    }
    return channel instanceof IntChannel ? Integer.BYTES : OBJECT_BYTES;
  }

  private static int bytes(Column column) {
    if (column instanceof DoubleColumn || column instanceof LongColumn) {
      return Long.BYTES;
    }
    if (column instanceof IntColumn) {
      return Integer.BYTES;
    }
    return column instanceof BooleanColumn ? 1 : OBJECT_BYTES;
  }
}
