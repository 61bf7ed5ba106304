package pregel.api.reference;

import pregel.api.Channel;

/** The one channel of a program of one message type, and what may be sent through it. */
final class MainMessages {
  private final Channel channel;
  private final MessageRules.Kind kind;

  /** The channel is null in a program of phases. */
  MainMessages(Channel channel) {
    this.channel = channel;
    this.kind = channel == null ? null : MessageRules.of(channel).kind();
  }

  /**
   * The channel.
   *
   * @throws IllegalStateException in a program of phases
   */
  Channel channel() {
    if (channel == null) {
      throw new IllegalStateException(
          "a program of phases sends through its channels; call send or sendToNeighbors of one");
    }
    return channel;
  }

  Object fitting(double message) {
    requireKind(kind == MessageRules.Kind.DOUBLE, "a double");
    return message;
  }

  Object fitting(long message) {
    requireKind(kind == MessageRules.Kind.LONG, "a long");
    return message;
  }

  /** Ints widen to longs and doubles. */
  Object fitting(int message) {
    requireKind(kind != MessageRules.Kind.OBJECT, "an int");
    return switch (kind) {
      case DOUBLE -> (double) message;
      case LONG -> (long) message;
      case INT, OBJECT -> message;
    };
  }

  Object fitting(Object message) {
    requireKind(kind == MessageRules.Kind.OBJECT, "an object");
    return message;
  }

  private void requireKind(boolean fits, String sent) {
    channel();
    if (!fits) {
      String declared =
          switch (kind) {
            case DOUBLE -> "double";
            case LONG -> "long";
            case INT -> "int";
            case OBJECT -> "object";
          };
      throw new IllegalStateException(
          "the program's messages are of type " + declared + " but it sends " + sent);
    }
  }
}
