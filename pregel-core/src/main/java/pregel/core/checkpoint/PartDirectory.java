package pregel.core.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import pregel.core.block.DamagedFileException;
import pregel.core.files.FileStore;

/**
 * A part's file. It is written from its beginning to its end, as not every store can go back, so
 * that what is in it stands behind the blocks. Numbers are big-endian, those in blocks
 * little-endian; a text is its length in 4 bytes and its UTF-8.
 *
 * <pre>
 *  offset size field
 *       0    4 magic 0x50475054
 *       4    4 version 1
 *       8      blocks, one behind the other
 *       d      directory:
 *              4 number of entries, and of each
 *                  text name of the block
 *                  1 kind 0, the block is in this file:
 *                      8 offset
 *                      8 length
 *                      4 CRC-32C of its bytes
 *                  1 kind 1, the block is in an older part of the job:
 *                      text file name of the part
 *                      text name of the block there
 *  L - 24    8 d
 *  L - 16    8 L, the length of the file
 *  L -  8    4 CRC-32C of bytes 0..7 and d..L-9: the checksum of the part
 *  L -  4    4 magic
 * </pre>
 */
record PartDirectory(Map<String, Entry> entries, long bytes, int checksum) {
  static final int MAGIC = 0x50475054;
  static final int VERSION = 1;
  static final int HEAD = 8;
  private static final int TAIL = 24;
  private static final int MOST = 1 << 28;

  /** A block, here or elsewhere. */
  sealed interface Entry permits Here, Older {}

  /** A block of this file. */
  record Here(long offset, long length, int crc) implements Entry {}

  /** A block of an older part. */
  record Older(String part, String block) implements Entry {}

  static ByteBuffer head() {
    return ByteBuffer.allocate(HEAD).putInt(MAGIC).putInt(VERSION).flip();
  }

  /**
   * What stands behind the blocks, which end at {@code end}; its checksum is 8 bytes before its
   * end.
   */
  static ByteBuffer encode(Map<String, Entry> entries, long end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(entries.size());
    for (Map.Entry<String, Entry> each : entries.entrySet()) {
      PartInfo.writeText(out, each.getKey());
      if (each.getValue() instanceof Here here) {
        out.writeByte(0);
        out.writeLong(here.offset());
        out.writeLong(here.length());
        out.writeInt(here.crc());
      } else {
        Older older = (Older) each.getValue();
        out.writeByte(1);
        PartInfo.writeText(out, older.part());
        PartInfo.writeText(out, older.block());
      }
    }
    out.writeLong(end);
    out.writeLong(end + out.size() + Long.BYTES + 2 * Integer.BYTES);
    if (out.size() > MOST) {
      throw new IllegalArgumentException("a directory of " + out.size() + " bytes");
    }
    CRC32C crc = new CRC32C();
    crc.update(head());
    crc.update(bytes.toByteArray());
    out.writeInt((int) crc.getValue());
    out.writeInt(MAGIC);
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /** Reads the directory of a file, whose blocks remain to be checked. */
  static PartDirectory read(FileStore store, String file, long size) throws IOException {
    if (size < HEAD + TAIL) {
      throw new DamagedFileException("is too short for a part: " + size + " bytes");
    }
    byte[] head = bytes(store, file, 0, HEAD);
    if (!ByteBuffer.wrap(head).equals(head())) {
      throw new DamagedFileException("does not begin like a part of version " + VERSION);
    }
    ByteBuffer tail = ByteBuffer.wrap(bytes(store, file, size - TAIL, TAIL));
    long start = tail.getLong();
    long length = tail.getLong();
    int checksum = tail.getInt();
    if (length != size || tail.getInt() != MAGIC) {
      throw new DamagedFileException("does not end like a part");
    }
    if (start < HEAD || start > size - TAIL || size - start > MOST) {
      throw new DamagedFileException("has a directory at byte " + start + " of " + size);
    }
    byte[] directory = bytes(store, file, start, (int) (size - start - 2 * Integer.BYTES));
    CRC32C crc = new CRC32C();
    crc.update(head);
    crc.update(directory);
    if ((int) crc.getValue() != checksum) {
      throw new DamagedFileException("has a damaged directory: its checksum does not match");
    }
    return new PartDirectory(
        entries(new DataInputStream(new ByteArrayInputStream(directory)), start), size, checksum);
  }

  private static Map<String, Entry> entries(DataInputStream in, long end) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    try {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = PartInfo.readText(in);
        byte kind = in.readByte();
        if (kind == 0) {
          Here here = new Here(in.readLong(), in.readLong(), in.readInt());
          if (here.offset < HEAD || here.length < 0 || here.offset > end - here.length) {
            throw new DamagedFileException("has block \"" + name + "\" out of bounds");
          }
          entries.put(name, here);
        } else if (kind == 1) {
          entries.put(name, new Older(PartInfo.readText(in), PartInfo.readText(in)));
        } else {
          throw new DamagedFileException("has block \"" + name + "\" of unknown kind " + kind);
        }
      }
    } catch (EOFException e) {
      throw new DamagedFileException("has a directory that is cut short");
    }
    return entries;
  }

  private static byte[] bytes(FileStore store, String file, long offset, int count)
      throws IOException {
    try (InputStream in = store.read(file, offset)) {
      byte[] bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw new DamagedFileException("is cut short while it is read");
      }
      return bytes;
    }
  }
}
