package pregel.api.reference;

/**
 * A message on its way.
 *
 * @param channel the name of its channel; "messages" in a program of one message type
 * @param source the id of the vertex that sent it
 * @param target the id that it was sent to, whether there is such a vertex or not
 * @param message what was sent, after the edge function if there is one
 */
public record Sent(String channel, long source, long target, Object message) {}
