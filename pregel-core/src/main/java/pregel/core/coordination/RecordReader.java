package pregel.core.coordination;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import pregel.api.FailureKind;

/**
 * Reads a record of {@link RecordWriter}, and believes nothing: another magic, a length out of
 * bounds, bytes that are left or missing are refused as not ours; another version as another
 * build's.
 */
final class RecordReader {
  private final String where;
  private final ByteBuffer buffer;

  /**
   * @param where the node's path, for failures
   * @param what what is expected there
   */
  RecordReader(String where, String what, byte[] data, int magic, int version) {
    this.where = where;
    this.buffer = ByteBuffer.wrap(data);
    if (data.length < 5 || buffer.getInt() != magic) {
      throw CoordinationException.foreign(
          where, "expected " + what + " but found " + data.length + " bytes of something else");
    }
    int found = buffer.get();
    if (found != version) {
      throw new CoordinationException(
          FailureKind.PROTOCOL,
          where
              + ": "
              + what
              + " of version "
              + found
              + ", this build reads version "
              + version
              + "; run the same build everywhere");
    }
  }

  int getByte() {
    try {
      return buffer.get();
    } catch (BufferUnderflowException e) {
      throw cut();
    }
  }

  int getInt() {
    try {
      return buffer.getInt();
    } catch (BufferUnderflowException e) {
      throw cut();
    }
  }

  /** A number from 0 to the most that can be. */
  int getCount(int most) {
    int count = getInt();
    if (count < 0 || count > most) {
      throw CoordinationException.foreign(
          where, "a number of " + count + " where at most " + most + " can be");
    }
    return count;
  }

  long getLong() {
    try {
      return buffer.getLong();
    } catch (BufferUnderflowException e) {
      throw cut();
    }
  }

  String getText(int mostBytes) {
    int length = getCount(mostBytes);
    if (length > buffer.remaining()) {
      throw cut();
    }
    ByteBuffer text = buffer.slice(buffer.position(), length);
    buffer.position(buffer.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw CoordinationException.foreign(where, "a text that is not UTF-8");
    }
  }

  /** Refuses what no record holds. */
  CoordinationException invalid(RuntimeException cause) {
    return CoordinationException.foreign(where, cause.getMessage());
  }

  void end() {
    if (buffer.hasRemaining()) {
      throw CoordinationException.foreign(
          where, buffer.remaining() + " bytes more than the record has");
    }
  }

  private CoordinationException cut() {
    return CoordinationException.foreign(
        where, "a record that ends after " + buffer.limit() + " bytes");
  }
}
