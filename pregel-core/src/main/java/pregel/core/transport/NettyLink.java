package pregel.core.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A link over one connection. Frames queued by any threads leave with one flush per wake-up. */
final class NettyLink extends FrameLink implements FrameReader.Sink {
  private final Channel channel;
  private final Queue<ByteBuf> outgoing = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Future<?> beats;

  NettyLink(Channel channel, TransportOptions options, Hello self, Hello peer, Attempt attempt) {
    super(options, self, peer, attempt);
    this.channel = channel;
    long interval = options.pingInterval().toNanos();
    beats =
        channel
            .eventLoop()
            .scheduleAtFixedRate(this::beat, interval, interval, TimeUnit.NANOSECONDS);
  }

  @Override
  void transmit(ByteBuf frame) {
    outgoing.add(frame);
    if (scheduled.compareAndSet(false, true)) {
      try {
        channel.eventLoop().execute(this::drain);
      } catch (RejectedExecutionException e) {
        releaseOutgoing();
      }
    }
  }

  private void drain() {
    scheduled.set(false);
    ByteBuf frame = outgoing.poll();
    if (frame == null) {
      return;
    }
    for (; frame != null; frame = outgoing.poll()) {
      channel.write(frame, channel.voidPromise());
    }
    channel.flush();
  }

  private void releaseOutgoing() {
    for (ByteBuf frame = outgoing.poll(); frame != null; frame = outgoing.poll()) {
      frame.release();
    }
  }

  @Override
  void onIo(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException e) {
      // The transport is closed: nothing will come.
    }
  }

  @Override
  void disconnect() {
    beats.cancel(false);
    channel.close();
  }

  void onEnd(Runnable listener) {
    channel.closeFuture().addListener(closed -> listener.run());
  }

  @Override
  public void active(ChannelHandlerContext context) {}

  @Override
  public void frame(ByteBuf in, int at) {
    received(in, at);
  }

  @Override
  public void batchRead() {
    acknowledge();
  }

  @Override
  public void broken(Throwable cause) {
    if (cause instanceof TransportException known) {
      fail(new TransportException(known.kind(), name() + ": " + known.getMessage(), known));
    } else {
      String advice = "; look at that process";
      fail(
          cause == null
              ? TransportException.ended(name() + ": closed the connection" + advice)
              : TransportException.lost(name() + ": connection lost: " + cause + advice, cause));
    }
  }
}
