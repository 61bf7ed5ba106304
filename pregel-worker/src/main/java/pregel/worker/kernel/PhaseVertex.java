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
import pregel.api.Phase;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Mail;

/**
 * The view of the vertex being computed in a program of phases: receives from the channels that the
 * phase reads, and sends through those that it writes.
 */
final class PhaseVertex extends KernelVertex {
  private final Port[] ports;

  // The ports by channel, each in the array of its type.
  private final DoublePort[] doubles;
  private final LongPort[] longs;
  private final IntPort[] ints;
  private final ObjectPort[] objects;

  private Phase phase;

  PhaseVertex(JobState state, Mail[] mails, int thread) {
    super(state, thread);
    int channels = mails.length;
    this.ports = new Port[channels];
    this.doubles = new DoublePort[channels];
    this.longs = new LongPort[channels];
    this.ints = new IntPort[channels];
    this.objects = new ObjectPort[channels];
    for (int i = 0; i < channels; i++) {
      if (mails[i] instanceof DoubleMail mail) {
        ports[i] = doubles[i] = new DoublePort(mail, thread, this);
      } else if (mails[i] instanceof LongMail mail) {
        ports[i] = longs[i] = new LongPort(mail, thread, this);
      } else if (mails[i] instanceof IntMail mail) {
        ports[i] = ints[i] = new IntPort(mail, thread, this);
      } else if (mails[i] instanceof ObjectMail mail) {
        ports[i] = objects[i] = new ObjectPort(mail, thread, this);
      }
    }
    sendThrough(ports);
  }

  Port[] ports() {
    return ports;
  }

  /** Starts a superstep of a phase. */
  void begin(Phase next) {
    phase = next;
    for (Port port : ports) {
      port.isReadable = next.reads().contains(port.channel);
      port.isWritable = next.writes().contains(port.channel);
    }
  }

  @Override
  protected DoubleMessages received(DoubleChannel channel) {
    DoublePort port = doubles[channel.index()];
    requireReading(port, channel);
    return port.inbox;
  }

  @Override
  protected void broadcast(DoubleChannel channel, double message) {
    DoublePort port = doubles[channel.index()];
    requireWriting(port, channel);
    port.broadcast(message);
  }

  @Override
  protected void address(DoubleChannel channel, long targetId, double message) {
    DoublePort port = doubles[channel.index()];
    requireWriting(port, channel);
    port.send(targetId, message);
  }

  @Override
  protected LongMessages received(LongChannel channel) {
    LongPort port = longs[channel.index()];
    requireReading(port, channel);
    return port.inbox;
  }

  @Override
  protected void broadcast(LongChannel channel, long message) {
    LongPort port = longs[channel.index()];
    requireWriting(port, channel);
    port.broadcast(message);
  }

  @Override
  protected void address(LongChannel channel, long targetId, long message) {
    LongPort port = longs[channel.index()];
    requireWriting(port, channel);
    port.send(targetId, message);
  }

  @Override
  protected IntMessages received(IntChannel channel) {
    IntPort port = ints[channel.index()];
    requireReading(port, channel);
    return port.inbox;
  }

  @Override
  protected void broadcast(IntChannel channel, int message) {
    IntPort port = ints[channel.index()];
    requireWriting(port, channel);
    port.broadcast(message);
  }

  @Override
  protected void address(IntChannel channel, long targetId, int message) {
    IntPort port = ints[channel.index()];
    requireWriting(port, channel);
    port.send(targetId, message);
  }

  @Override
  @SuppressWarnings("unchecked") // the channel's own messages
  protected <M> Messages<M> received(ObjectChannel<M> channel) {
    ObjectPort port = objects[channel.index()];
    requireReading(port, channel);
    return (Messages<M>) (Messages<?>) port.inbox;
  }

  @Override
  protected <M> void broadcast(ObjectChannel<M> channel, M message) {
    ObjectPort port = objects[channel.index()];
    requireWriting(port, channel);
    port.broadcast(message);
  }

  @Override
  protected <M> void address(ObjectChannel<M> channel, long targetId, M message) {
    ObjectPort port = objects[channel.index()];
    requireWriting(port, channel);
    port.send(targetId, message);
  }

  @Override
  void sendAlong(DoubleChannel channel, int target, double message) {
    DoublePort port = doubles[channel.index()];
    requireWriting(port, channel);
    port.sendToSlot(target, message);
  }

  @Override
  void sendAlong(LongChannel channel, int target, long message) {
    LongPort port = longs[channel.index()];
    requireWriting(port, channel);
    port.sendToSlot(target, message);
  }

  @Override
  void sendAlong(IntChannel channel, int target, int message) {
    IntPort port = ints[channel.index()];
    requireWriting(port, channel);
    port.sendToSlot(target, message);
  }

  @Override
  void sendAlong(ObjectChannel<?> channel, int target, Object message) {
    ObjectPort port = objects[channel.index()];
    requireWriting(port, channel);
    port.sendToSlot(target, message);
  }

  @Override
  public void sendToNeighbors(double message) {
    throw withoutChannel();
  }

  @Override
  public void sendToNeighbors(long message) {
    throw withoutChannel();
  }

  @Override
  public void sendToNeighbors(int message) {
    throw withoutChannel();
  }

  @Override
  public void sendToNeighbors(Object message) {
    throw withoutChannel();
  }

  @Override
  public void send(long targetId, double message) {
    throw withoutChannel();
  }

  @Override
  public void send(long targetId, long message) {
    throw withoutChannel();
  }

  @Override
  public void send(long targetId, int message) {
    throw withoutChannel();
  }

  @Override
  public void send(long targetId, Object message) {
    throw withoutChannel();
  }

  @Override
  void sendToSlot(int target, long message) {
    throw withoutChannel();
  }

  private void requireReading(Port port, Channel channel) {
    if (!port.isReadable) {
      throw new IllegalStateException(
          phase + " receives from " + channel + ", which it does not read; declare reads(...)");
    }
  }

  private void requireWriting(Port port, Channel channel) {
    if (!port.isWritable) {
      throw new IllegalStateException(
          phase + " sends through " + channel + ", which it does not write; declare writes(...)");
    }
  }

  private static IllegalStateException withoutChannel() {
    return new IllegalStateException(
        "a VertexProgram.OfPhases sends through its channels; call sendToNeighbors or send of one");
  }
}
