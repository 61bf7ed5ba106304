package pregel.core.coordination;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a record as {@link RecordReader} reads it, big-endian:
 *
 * <pre>
 *  offset size field
 *       0    4 magic, one per kind of record
 *       4    1 version
 *       5      the record's fields; a text or array is its length in 4 bytes and its bytes
 * </pre>
 */
final class RecordWriter {
  private ByteBuffer buffer = ByteBuffer.allocate(256);

  RecordWriter(int magic, int version) {
    buffer.putInt(magic).put((byte) version);
  }

  RecordWriter putByte(int value) {
    room(1).put((byte) value);
    return this;
  }

  RecordWriter putInt(int value) {
    room(4).putInt(value);
    return this;
  }

  RecordWriter putLong(long value) {
    room(8).putLong(value);
    return this;
  }

  RecordWriter putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    room(4 + bytes.length).putInt(bytes.length).put(bytes);
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      buffer =
          ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + bytes))
              .put(buffer.flip());
    }
    return buffer;
  }
}
