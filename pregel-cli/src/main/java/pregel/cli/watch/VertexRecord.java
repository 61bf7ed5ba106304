package pregel.cli.watch;

import java.util.List;
import java.util.Map;

/**
 * What one vertex did in one superstep.
 *
 * @param superstep which
 * @param phase the phase that ran; null in a program without phases
 * @param vertex its id
 * @param before the values of all columns before it was computed, by name
 * @param after and afterwards
 * @param received what it received, by channel; empty if it was not computed
 * @param sent what it sent, in order
 * @param state how it ended the superstep
 */
public record VertexRecord(
    int superstep,
    String phase,
    long vertex,
    Map<String, Object> before,
    Map<String, Object> after,
    List<Received> received,
    List<Sent> sent,
    State state) {

  /** How a vertex ended a superstep. */
  public enum State {
    ACTIVE,
    HALTED,
    CLOSED,
    /** It removed itself, or others asked for its removal in the superstep before. */
    REMOVED,
    /** It had halted before and no message came. */
    IDLE
  }

  /**
   * What came through a channel.
   *
   * @param channel its name
   * @param combined whether the values are one, folded from all messages
   * @param count messages; where they are combined, 1 or 0
   * @param values the first of them
   */
  public record Received(String channel, boolean combined, long count, List<Object> values) {}

  /**
   * What was sent by one call.
   *
   * @param channel the channel's name
   * @param target the id of the vertex that it was sent to; null for a broadcast
   * @param value the message
   */
  public record Sent(String channel, Long target, Object value) {}
}
