package pregel.core.job;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a superstep did; counts are logical, the same for push and pull.
 *
 * @param superstep which one
 * @param computed vertices that were computed
 * @param active vertices active after it
 * @param messages messages produced: one per edge of a broadcast, per addressed message, per
 *     question
 * @param dropped addressed messages whose target does not exist
 * @param senderDegrees the sum of the degrees of the vertices that broadcast
 * @param delivery how the messages read in this superstep were delivered: PUSH or PULL; PULL if any
 *     channel's were
 * @param vertices vertices of the graph in this superstep
 * @param edges directed edges of the graph in this superstep
 * @param changes requests to change the graph that wait for the next superstep
 * @param lost requests of the superstep before that lost, to others or to what was there
 * @param nanos wall time
 */
public record SuperstepReport(
    int superstep,
    long computed,
    long active,
    long messages,
    long dropped,
    long senderDegrees,
    Delivery delivery,
    long vertices,
    long edges,
    long changes,
    long lost,
    long nanos) {

  /** Whether nothing is left to do: no vertex active, nothing in flight, nothing requested. */
  public boolean isAtRest() {
    return active == 0 && messages == 0 && changes == 0;
  }

  /** The same superstep, counted otherwise. */
  public SuperstepReport numbered(int number) {
    return new SuperstepReport(
        number,
        computed,
        active,
        messages,
        dropped,
        senderDegrees,
        delivery,
        vertices,
        edges,
        changes,
        lost,
        nanos);
  }

  /** The same superstep, of which it was found out how long it took with all that belongs to it. */
  public SuperstepReport lasting(long wallNanos) {
    return new SuperstepReport(
        superstep,
        computed,
        active,
        messages,
        dropped,
        senderDegrees,
        delivery,
        vertices,
        edges,
        changes,
        lost,
        wallNanos);
  }

  /** The same superstep, of which it was found out later that more messages have no target. */
  public SuperstepReport plusDropped(long more) {
    return new SuperstepReport(
        superstep,
        computed,
        active,
        messages,
        dropped + more,
        senderDegrees,
        delivery,
        vertices,
        edges,
        changes,
        lost,
        nanos);
  }

  /** The same superstep of two workers, or of some and one more. */
  public SuperstepReport plus(SuperstepReport other) {
    return new SuperstepReport(
        superstep,
        computed + other.computed,
        active + other.active,
        messages + other.messages,
        dropped + other.dropped,
        senderDegrees + other.senderDegrees,
        delivery == Delivery.PULL ? delivery : other.delivery,
        vertices,
        edges,
        changes + other.changes,
        lost + other.lost,
        Math.max(nanos, other.nanos));
  }

  /** This superstep and a later one as if they were one, with this one's number. */
  public SuperstepReport then(SuperstepReport later) {
    return new SuperstepReport(
        superstep,
        computed + later.computed,
        later.active,
        messages + later.messages,
        dropped + later.dropped,
        senderDegrees + later.senderDegrees,
        delivery == Delivery.PULL ? delivery : later.delivery,
        later.vertices,
        later.edges,
        later.changes,
        lost + later.lost,
        nanos + later.nanos);
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(superstep);
    out.writeLong(computed);
    out.writeLong(active);
    out.writeLong(messages);
    out.writeLong(dropped);
    out.writeLong(senderDegrees);
    out.writeBoolean(delivery == Delivery.PULL);
    out.writeLong(vertices);
    out.writeLong(edges);
    out.writeLong(changes);
    out.writeLong(lost);
    out.writeLong(nanos);
  }

  public static SuperstepReport read(DataInput in) throws IOException {
    return new SuperstepReport(
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean() ? Delivery.PULL : Delivery.PUSH,
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
