package pregel.worker.kernel;

import pregel.api.Channel;
import pregel.api.DoubleChannel;
import pregel.api.DoubleMessages;
import pregel.api.IntChannel;
import pregel.api.IntMessages;
import pregel.api.LongChannel;
import pregel.api.LongMessages;
import pregel.api.Messages;
import pregel.api.ObjectChannel;
import pregel.worker.engine.JobState;

/** The view of the vertex being computed in a program of one message type; refuses all others. */
abstract class SingleVertex extends KernelVertex {
  private final String messageType;

  SingleVertex(JobState state, int thread, String messageType) {
    super(state, thread);
    this.messageType = messageType;
  }

  @Override
  public void sendToNeighbors(double message) {
    throw refused("double");
  }

  @Override
  public void sendToNeighbors(long message) {
    throw refused("long");
  }

  @Override
  public void sendToNeighbors(int message) {
    throw refused("int");
  }

  @Override
  public void sendToNeighbors(Object message) {
    throw refused("object");
  }

  @Override
  public void send(long targetId, double message) {
    throw refused("double");
  }

  @Override
  public void send(long targetId, long message) {
    throw refused("long");
  }

  @Override
  public void send(long targetId, int message) {
    throw refused("int");
  }

  @Override
  public void send(long targetId, Object message) {
    throw refused("object");
  }

  @Override
  void sendToSlot(int target, long message) {
    throw new IllegalStateException(
        "neighbour lists carry long messages, but the program's messages are of type "
            + messageType);
  }

  @Override
  protected final DoubleMessages received(DoubleChannel channel) {
    throw undeclared(channel);
  }

  @Override
  protected final void broadcast(DoubleChannel channel, double message) {
    throw undeclared(channel);
  }

  @Override
  protected final void address(DoubleChannel channel, long targetId, double message) {
    throw undeclared(channel);
  }

  @Override
  protected final LongMessages received(LongChannel channel) {
    throw undeclared(channel);
  }

  @Override
  protected final void broadcast(LongChannel channel, long message) {
    throw undeclared(channel);
  }

  @Override
  protected final void address(LongChannel channel, long targetId, long message) {
    throw undeclared(channel);
  }

  @Override
  protected final IntMessages received(IntChannel channel) {
    throw undeclared(channel);
  }

  @Override
  protected final void broadcast(IntChannel channel, int message) {
    throw undeclared(channel);
  }

  @Override
  protected final void address(IntChannel channel, long targetId, int message) {
    throw undeclared(channel);
  }

  @Override
  protected final <M> Messages<M> received(ObjectChannel<M> channel) {
    throw undeclared(channel);
  }

  @Override
  protected final <M> void broadcast(ObjectChannel<M> channel, M message) {
    throw undeclared(channel);
  }

  @Override
  protected final <M> void address(ObjectChannel<M> channel, long targetId, M message) {
    throw undeclared(channel);
  }

  private IllegalStateException refused(String sent) {
    return new IllegalStateException(
        "sent a message of type "
            + sent
            + ", but the program's messages are of type "
            + messageType);
  }

  private static IllegalStateException undeclared(Channel channel) {
    return new IllegalStateException(
        channel + " belongs to another program; send and receive through the vertex");
  }
}
