package pregel.core.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What stands before the blocks of a file. Everything is little-endian.
 *
 * <pre>
 *  offset size field
 *       0    4 magic of the kind of file
 *       4    4 version of that kind
 *       8    4 header length h, a multiple of 64
 *      12    4 attribute length a
 *      16    8 file length
 *      24    4 number of blocks b
 *      28    4 CRC-32C of bytes 0..27 and 32..h-1
 *      32    a attributes, as the kind of file has them
 *  32 + a      b entries of 32 bytes:
 *            +0    4 kind of block
 *            +4    4 index among blocks of the kind
 *            +8    8 offset, a multiple of 64
 *           +16    8 length
 *           +24    4 CRC-32C of the block
 *           +28    4 zero
 *              zeros up to h; then the blocks, each followed by zeros up to a multiple of 64
 * </pre>
 */
record BlockHeader(int magic, int version, byte[] attributes, List<Block> blocks, long fileLength) {
  static final int ALIGNMENT = 64;
  static final int FIXED = 32;
  private static final int HEADER_LENGTH_AT = 8;
  private static final int ATTRIBUTES_LENGTH_AT = 12;
  private static final int FILE_LENGTH_AT = 16;
  private static final int BLOCKS_AT = 24;
  private static final int CRC_AT = 28;
  private static final int ENTRY = 32;

  static int length(int attributes, int blocks) {
    return Math.toIntExact(align(FIXED + (long) attributes + (long) blocks * ENTRY));
  }

  static long align(long offset) {
    return (offset + ALIGNMENT - 1) & -ALIGNMENT;
  }

  ByteBuffer encode() {
    int length = length(attributes.length, blocks.size());
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(magic).putInt(version).putInt(length).putInt(attributes.length);
    bytes.putLong(fileLength).putInt(blocks.size()).putInt(0).put(attributes);
    for (Block block : blocks) {
      bytes.putInt(block.kind()).putInt(block.index()).putLong(block.offset());
      bytes.putLong(block.length()).putInt(block.crc()).putInt(0);
    }
    bytes.clear();
    bytes.putInt(CRC_AT, crc(bytes));
    return bytes;
  }

  /**
   * The length of a header.
   *
   * @param fixed its first {@link #FIXED} bytes
   * @param fileSize the size that the file has
   */
  static int checkFixed(ByteBuffer fixed, int magic, int version, long fileSize)
      throws DamagedFileException {
    if (fixed.getInt(0) != magic) {
      throw new DamagedFileException("begins with bytes of some other kind of file");
    }
    if (fixed.getInt(4) != version) {
      throw new DamagedFileException(
          "has format version " + fixed.getInt(4) + ", and this program reads " + version);
    }
    long attributes = fixed.getInt(ATTRIBUTES_LENGTH_AT);
    long blocks = fixed.getInt(BLOCKS_AT);
    long length = fixed.getInt(HEADER_LENGTH_AT);
    long fileLength = fixed.getLong(FILE_LENGTH_AT);
    if (fileSize < fileLength) {
      throw new DamagedFileException(
          "is cut short: " + fileSize + " bytes of " + fileLength + " are there");
    }
    if (attributes < 0
        || blocks < 0
        || length != align(FIXED + attributes + blocks * ENTRY)
        || length > fileSize
        || fileLength != fileSize) {
      throw new DamagedFileException("has a damaged header: its lengths contradict each other");
    }
    return (int) length;
  }

  /** Reads a header whose fixed part has been checked. */
  static BlockHeader decode(ByteBuffer bytes) throws DamagedFileException {
    if (crc(bytes) != bytes.getInt(CRC_AT)) {
      throw new DamagedFileException("has a damaged header: its checksum does not match");
    }
    byte[] attributes = new byte[bytes.getInt(ATTRIBUTES_LENGTH_AT)];
    bytes.get(FIXED, attributes);
    long fileLength = bytes.getLong(FILE_LENGTH_AT);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < bytes.getInt(BLOCKS_AT); i++) {
      int at = FIXED + attributes.length + i * ENTRY;
      Block block =
          new Block(
              bytes.getInt(at),
              bytes.getInt(at + 4),
              bytes.getLong(at + 8),
              bytes.getLong(at + 16),
              bytes.getInt(at + 24));
      if (block.length() < 0
          || block.length() > Block.MOST
          || block.offset() < bytes.capacity()
          || block.offset() % ALIGNMENT != 0
          || block.offset() > fileLength - block.length()) {
        throw new DamagedFileException("has a damaged header: " + block + " is out of bounds");
      }
      blocks.add(block);
    }
    return new BlockHeader(bytes.getInt(0), bytes.getInt(4), attributes, blocks, fileLength);
  }

  private static int crc(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.slice(0, CRC_AT));
    crc.update(header.slice(FIXED, header.capacity() - FIXED));
    return (int) crc.getValue();
  }
}
