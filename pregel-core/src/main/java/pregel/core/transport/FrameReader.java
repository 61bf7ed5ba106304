package pregel.core.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Cuts a connection's bytes into frames. A frame that lies whole in what was read is handed over
 * where it lies; only those cut by the end of a read are put together in a buffer of their own.
 */
final class FrameReader extends ChannelInboundHandlerAdapter {
  /** Takes a connection's frames and its end, on the I/O thread. */
  interface Sink {
    void active(ChannelHandlerContext context);

    void frame(ByteBuf in, int at);

    void batchRead();

    /** The connection ended, or what came is no frame. */
    void broken(Throwable cause);
  }

  private Sink sink;
  private int maxBytes;
  private ByteBuf partial;
  private boolean broken;

  FrameReader(Sink sink, int maxBytes) {
    this.sink = sink;
    this.maxBytes = maxBytes;
  }

  void handOver(Sink next, int nextMaxBytes) {
    sink = next;
    maxBytes = nextMaxBytes;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (context.pipeline().get(SslHandler.class) == null) {
      sink.active(context);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      if (!broken) {
        read(context, in);
      }
    } catch (RuntimeException e) {
      fail(e);
    } finally {
      in.release();
    }
  }

  private void read(ChannelHandlerContext context, ByteBuf in) {
    if (partial != null && !complete(in)) {
      return;
    }
    while (in.readableBytes() >= Frame.HEADER) {
      int at = in.readerIndex();
      int length = Frame.lengthAt(in, at, maxBytes);
      if (in.readableBytes() < Frame.HEADER + length) {
        break;
      }
      in.skipBytes(Frame.HEADER + length);
      sink.frame(in, at);
    }
    if (in.isReadable()) {
      int need = Frame.HEADER;
      if (in.readableBytes() >= Frame.HEADER) {
        need += Frame.lengthAt(in, in.readerIndex(), maxBytes);
      }
      partial = context.alloc().directBuffer(need).writeBytes(in);
    }
  }

  /** Continues the frame begun in an earlier read; false if it is still not whole. */
  private boolean complete(ByteBuf in) {
    if (!fill(in, Frame.HEADER)) {
      return false;
    }
    int bytes = Frame.HEADER + Frame.lengthAt(partial, 0, maxBytes);
    partial.capacity(bytes);
    if (!fill(in, bytes)) {
      return false;
    }
    ByteBuf whole = partial;
    partial = null;
    try {
      sink.frame(whole, 0);
    } finally {
      whole.release();
    }
    return true;
  }

  private boolean fill(ByteBuf in, int bytes) {
    int missing = bytes - partial.readableBytes();
    if (missing > 0) {
      partial.writeBytes(in, Math.min(missing, in.readableBytes()));
    }
    return partial.readableBytes() >= bytes;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!broken) {
      sink.batchRead();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(null);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(cause);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent done) {
      if (done.isSuccess()) {
        sink.active(context);
      } else {
        fail(done.cause());
      }
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (partial != null) {
      partial.release();
      partial = null;
    }
  }

  private void fail(Throwable cause) {
    if (!broken) {
      broken = true;
      sink.broken(cause);
    }
  }
}
