package pregel.core.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** A frame to be filled and sent. Owned by whoever allocated it until it is sent or released. */
public final class OutFrame {
  private ByteBuf buffer;
  private final ByteBuffer body;

  OutFrame(int bodyBytes) {
    buffer = PooledByteBufAllocator.DEFAULT.directBuffer(Frame.HEADER + bodyBytes);
    body = buffer.nioBuffer(Frame.HEADER, bodyBytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where the payload goes: it is what lies before the position when the frame is sent. */
  public ByteBuffer body() {
    return body;
  }

  /** Gives an unsent frame back. */
  public void release() {
    take().release();
  }

  /** The bytes, with room for the header before the payload; they are the caller's now. */
  ByteBuf take() {
    if (buffer == null) {
      throw new IllegalStateException("a frame that was already sent or released");
    }
    ByteBuf taken = buffer.writerIndex(Frame.HEADER + body.position());
    buffer = null;
    return taken;
  }

  /** The checksum of the payload so far. */
  CRC32C payloadCrc() {
    CRC32C crc = new CRC32C();
    crc.update(body.duplicate().flip());
    return crc;
  }
}
