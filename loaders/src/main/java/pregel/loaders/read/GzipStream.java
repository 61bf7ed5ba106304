package pregel.loaders.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Text from a gzip file of any number of members, each checked against its checksum and length.
 *
 * <p>The library's stream takes a pause of a pipe after one member for the end of the file, and
 * ignores what follows a member if it is not another; this one reads to the end and says what is
 * wrong.
 *
 * <pre>
 *  offset size field of a member
 *       0    2 magic 0x1f 0x8b
 *       2    1 method, 8
 *       3    1 flags: 1 text, 2 header CRC, 4 extra field, 8 name, 16 comment
 *       4    4 modification time
 *       8    2 extra flags, system
 *      10      extra field (2 bytes of length, bytes), name and comment (to a zero), header CRC (2)
 *              deflated data
 *              4 CRC-32 of the text, little-endian
 *              4 length of the text modulo 2^32, little-endian
 * </pre>
 */
final class GzipStream extends InputStream {
  private static final int BUFFER_BYTES = 1 << 17;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream packed;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private int from;
  private int to;
  private boolean ended;

  GzipStream(InputStream packed) throws IOException {
    this.packed = packed;
    readHeader();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      int count;
      try {
        count = inflater.inflate(target, offset, length);
      } catch (DataFormatException e) {
        throw new IOException("corrupt gzip data: " + e.getMessage(), e);
      }
      if (count > 0) {
        checksum.update(target, offset, count);
        return count;
      }
      if (inflater.finished()) {
        finishMember();
      } else if (inflater.needsDictionary()) {
        throw new IOException("corrupt gzip data: it asks for a dictionary");
      } else if (inflater.needsInput()) {
        if (!refill()) {
          throw truncated();
        }
        inflater.setInput(buffer, from, to - from);
        from = to;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    packed.close();
  }

  private void finishMember() throws IOException {
    from = to - inflater.getRemaining();
    long length = inflater.getBytesWritten();
    if (nextInt() != (int) checksum.getValue()) {
      throw new IOException("corrupt gzip data: wrong checksum");
    }
    if (nextInt() != (int) length) {
      throw new IOException("corrupt gzip data: wrong length");
    }
    // Tapes and block devices pad with zeros.
    int next = peek();
    while (next == 0) {
      from++;
      next = peek();
    }
    if (next < 0) {
      ended = true;
      return;
    }
    inflater.reset();
    checksum.reset();
    readHeader();
  }

  private void readHeader() throws IOException {
    if (next() != 0x1f || next() != 0x8b) {
      throw new IOException("corrupt gzip data: no gzip header where a member must begin");
    }
    if (next() != 8) {
      throw new IOException("corrupt gzip data: unknown method");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      int low = next();
      skip(low | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipToZero();
    }
    if ((flags & COMMENT) != 0) {
      skipToZero();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.setInput(buffer, from, to - from);
    from = to;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private void skipToZero() throws IOException {
    int read;
    do {
      read = next();
    } while (read != 0);
  }

  private int nextInt() throws IOException {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= next() << shift;
    }
    return value;
  }

  private int next() throws IOException {
    int value = peek();
    if (value < 0) {
      throw truncated();
    }
    from++;
    return value;
  }

  private int peek() throws IOException {
    return from < to || refill() ? buffer[from] & 0xff : -1;
  }

  private boolean refill() throws IOException {
    from = 0;
    to = Math.max(0, packed.read(buffer, 0, buffer.length));
    return to > 0;
  }

  private static EOFException truncated() {
    return new EOFException("truncated gzip data");
  }
}
