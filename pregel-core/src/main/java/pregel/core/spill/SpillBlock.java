package pregel.core.spill;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import pregel.core.block.DamagedFileException;
import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Vector;

/**
 * A batch as bytes. Everything is little-endian.
 *
 * <pre>
 *  offset size field
 *       0    4 magic 0x50525442
 *       4    2 version
 *       6    2 columns
 *       8    4 rows n
 *      12    4 length of the body, unpacked
 *      16    4 length of the body p as it lies here: as above if it is not packed, less if by LZ4
 *      20    4 CRC-32C of bytes 0..19 and 24..23+p
 *      24    p body: for each column
 *              1 whether values are missing; if so 8 * ceil(n / 64) a bit for each, set if missing
 *              longs, date-times, doubles: 8 each; booleans: 1 each;
 *              strings: 4 each for their lengths, then all bytes
 * </pre>
 *
 * <p>Encoder and decoder in one, for one thread; keeps its scratch space.
 */
final class SpillBlock {
  static final int HEADER = 24;
  private static final int MAGIC = 0x50525442;
  private static final short VERSION = 1;
  private static final int CRC_AT = 20;

  /** Beyond this nothing was written, whatever a header says. */
  private static final int MOST = 1 << 30;

  private static final LZ4Factory LZ4 = LZ4Factory.fastestInstance();

  private final LZ4Compressor packer = LZ4.fastCompressor();
  private final LZ4SafeDecompressor unpacker = LZ4.safeDecompressor();
  private final CRC32C crc = new CRC32C();
  private byte[] plain = {};
  private byte[] packed = new byte[HEADER];
  private ByteBuffer header = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
  private ByteBuffer body;
  private int[] lengths = {};
  private int plainLength;

  /** Encodes rows; the bytes are valid until the next call, from 0 to the buffer's limit. */
  ByteBuffer encode(Batch batch) {
    plainLength = length(batch);
    if (plain.length < plainLength) {
      plain = new byte[plainLength + plainLength / 8];
    }
    body = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < batch.columns(); i++) {
      encode(batch.column(i), batch.rows());
    }
    int most = HEADER + packer.maxCompressedLength(plainLength);
    reservePacked(most);
    int length = packer.compress(plain, 0, plainLength, packed, HEADER, most - HEADER);
    if (length >= plainLength) {
      length = plainLength;
      System.arraycopy(plain, 0, packed, HEADER, length);
    }
    header.clear();
    header.putInt(MAGIC).putShort(VERSION).putShort((short) batch.columns()).putInt(batch.rows());
    header.putInt(plainLength).putInt(length).putInt(crc(length));
    header.position(0).limit(HEADER + length);
    return header;
  }

  /** Bytes of the body encoded last, before it was packed. */
  int plainLength() {
    return plainLength;
  }

  /** A buffer for the header of a block, to be filled. */
  ByteBuffer header() {
    return header.clear().limit(HEADER);
  }

  /** A buffer for the body of the block whose header has been read, to be filled. */
  ByteBuffer body() throws DamagedFileException {
    int rows = header.getInt(8);
    plainLength = header.getInt(12);
    int length = header.getInt(16);
    if (header.getInt(0) != MAGIC || header.getShort(4) != VERSION) {
      throw new DamagedFileException("does not begin as a block does");
    }
    if (length < 0 || plainLength < length || plainLength > MOST || rows < 0 || rows > MOST) {
      throw new DamagedFileException("has a header whose lengths contradict each other");
    }
    reservePacked(HEADER + length);
    return header.limit(HEADER + length).position(HEADER);
  }

  /** Decodes the block that has been read into a batch of its schema. */
  void decode(Batch batch) throws DamagedFileException {
    int length = header.getInt(16);
    if (crc(length) != header.getInt(CRC_AT)) {
      throw new DamagedFileException("was altered: its checksum does not match");
    }
    byte[] bytes = packed;
    int from = HEADER;
    if (length < plainLength) {
      if (plain.length < plainLength) {
        plain = new byte[plainLength + plainLength / 8];
      }
      try {
        unpacker.decompress(packed, HEADER, length, plain, 0, plainLength);
      } catch (LZ4Exception e) {
        throw new IllegalStateException("a block with a good checksum cannot be unpacked", e);
      }
      bytes = plain;
      from = 0;
    }
    body = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(from);
    int rows = header.getInt(8);
    batch.clear();
    for (int i = 0; i < batch.columns(); i++) {
      decode(batch.column(i), rows);
    }
    batch.setRows(rows);
  }

  private static int length(Batch batch) {
    long length = 0;
    long bitmap = 8L * words(batch.rows());
    for (int i = 0; i < batch.columns(); i++) {
      Vector column = batch.column(i);
      length += 1 + (column.hasNulls() ? bitmap : 0);
      if (column instanceof StringVector strings) {
        length += 4L * batch.rows() + strings.end(batch.rows() - 1) - strings.start(0);
      } else {
        length += (column instanceof BooleanVector ? 1L : 8L) * batch.rows();
      }
    }
    if (length > MOST) {
      throw new IllegalStateException("a block of " + length + " bytes");
    }
    return (int) length;
  }

  private void encode(Vector column, int rows) {
    body.put((byte) (column.hasNulls() ? 1 : 0));
    if (column.hasNulls()) {
      for (int word = 0; word < words(rows); word++) {
        body.putLong(column.nullWord(word));
      }
    }
    if (column instanceof LongVector longs) {
      body.asLongBuffer().put(longs.values(), 0, rows);
      body.position(body.position() + 8 * rows);
    } else if (column instanceof DoubleVector doubles) {
      body.asDoubleBuffer().put(doubles.values(), 0, rows);
      body.position(body.position() + 8 * rows);
    } else if (column instanceof BooleanVector booleans) {
      body.put(booleans.values(), 0, rows);
    } else {
      StringVector strings = (StringVector) column;
      reserveLengths(rows);
      for (int i = 0; i < rows; i++) {
        lengths[i] = strings.length(i);
      }
      body.asIntBuffer().put(lengths, 0, rows);
      body.position(body.position() + 4 * rows);
      body.put(strings.array(), strings.start(0), strings.end(rows - 1) - strings.start(0));
    }
  }

  private void decode(Vector column, int rows) {
    boolean nulls = body.get() != 0;
    if (nulls) {
      for (int word = 0; word < words(rows); word++) {
        column.setNullWord(word, body.getLong());
      }
    }
    if (column instanceof LongVector longs) {
      body.asLongBuffer().get(longs.resize(rows), 0, rows);
      body.position(body.position() + 8 * rows);
    } else if (column instanceof DoubleVector doubles) {
      body.asDoubleBuffer().get(doubles.resize(rows), 0, rows);
      body.position(body.position() + 8 * rows);
    } else if (column instanceof BooleanVector booleans) {
      body.get(booleans.resize(rows), 0, rows);
    } else {
      decode((StringVector) column, rows);
    }
  }

  private void decode(StringVector strings, int rows) {
    reserveLengths(rows);
    body.asIntBuffer().get(lengths, 0, rows);
    body.position(body.position() + 4 * rows);
    int total = 0;
    for (int i = 0; i < rows; i++) {
      total += lengths[i];
    }
    strings.resize(rows, total);
    int[] starts = strings.starts();
    for (int i = 0; i < rows; i++) {
      starts[i + 1] = starts[i] + lengths[i];
    }
    body.get(strings.array(), 0, total);
  }

  private int crc(int length) {
    crc.reset();
    crc.update(packed, 0, CRC_AT);
    crc.update(packed, HEADER, length);
    return (int) crc.getValue();
  }

  private static int words(int rows) {
    return (rows + 63) >> 6;
  }

  private void reserveLengths(int rows) {
    if (lengths.length < rows) {
      lengths = new int[rows];
    }
  }

  private void reservePacked(int length) {
    if (packed.length < length) {
      packed = Arrays.copyOf(packed, length + length / 8);
      header = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
