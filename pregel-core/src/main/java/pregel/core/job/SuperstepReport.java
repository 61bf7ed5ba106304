package pregel.core.job;

/**
 * What a superstep did; counts are logical, the same for push and pull.
 *
 * @param superstep which one
 * @param computed vertices that were computed
 * @param active vertices active after it
 * @param messages messages produced: one per edge of a broadcast, one per addressed message
 * @param dropped addressed messages whose target does not exist
 * @param senderDegrees the sum of the degrees of the vertices that broadcast
 * @param delivery how the messages read in this superstep were delivered: PUSH or PULL
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
    long nanos) {}
