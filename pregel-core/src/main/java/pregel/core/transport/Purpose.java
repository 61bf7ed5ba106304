package pregel.core.transport;

/** What a link is for. The order is part of the wire format. */
public enum Purpose {
  CONTROL,
  DATA
}
