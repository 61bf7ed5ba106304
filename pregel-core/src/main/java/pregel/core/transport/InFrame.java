package pregel.core.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A received frame that has been checked. Valid while its handler runs, unless retained. */
public final class InFrame {
  private final FrameLink link;
  private ByteBuf buffer;
  private int at;
  private boolean retained;

  InFrame(FrameLink link) {
    this.link = link;
  }

  InFrame over(ByteBuf in, int start) {
    buffer = in;
    at = start;
    return this;
  }

  public int kind() {
    return buffer.getByte(at + Frame.KIND_AT);
  }

  public Attempt attempt() {
    return new Attempt(
        buffer.getLongLE(at + Frame.JOB_AT),
        buffer.getIntLE(at + Frame.EPOCH_AT),
        buffer.getIntLE(at + Frame.ATTEMPT_AT));
  }

  public int step() {
    return buffer.getIntLE(at + Frame.STEP_AT);
  }

  public int sender() {
    return buffer.getIntLE(at + Frame.SENDER_AT);
  }

  public int partition() {
    return buffer.getIntLE(at + Frame.PARTITION_AT);
  }

  public int count() {
    return buffer.getIntLE(at + Frame.COUNT_AT);
  }

  /** The payload, little endian and read-only. */
  public ByteBuffer body() {
    return buffer
        .nioBuffer(at + Frame.HEADER, length())
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * A copy that outlives the handler. Its room in the sender's window is withheld until it is
   * released.
   */
  public InFrame retain() {
    int bytes = Frame.HEADER + length();
    ByteBuf copy = PooledByteBufAllocator.DEFAULT.directBuffer(bytes).writeBytes(buffer, at, bytes);
    InFrame kept = new InFrame(link).over(copy, 0);
    retained = true;
    return kept;
  }

  /** Gives back a retained frame; from any thread. */
  public void release() {
    int bytes = creditedBytes();
    buffer.release();
    buffer = null;
    link.consumedLater(bytes);
  }

  /** Gives back a kept frame whose handler has run; a copy it took holds the credit. */
  void releaseUnlessRetained() {
    int bytes = wasRetained() ? 0 : creditedBytes();
    buffer.release();
    buffer = null;
    link.consumedLater(bytes);
  }

  int length() {
    return buffer.getIntLE(at + Frame.LENGTH_AT);
  }

  long sequence() {
    return buffer.getLongLE(at + Frame.SEQUENCE_AT);
  }

  int creditedBytes() {
    return Frame.isCredited(kind()) ? Frame.HEADER + length() : 0;
  }

  /** Whether a copy was taken since this was last asked. */
  boolean wasRetained() {
    boolean was = retained;
    retained = false;
    return was;
  }
}
