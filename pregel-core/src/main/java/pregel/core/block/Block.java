package pregel.core.block;

/**
 * Where a block lies in its file.
 *
 * @param kind what it holds, as the kind of file numbers it
 * @param index which one of its kind
 * @param offset its first byte, a multiple of 64
 * @param length bytes
 * @param crc CRC-32C of its bytes
 */
public record Block(int kind, int index, long offset, long length, int crc) {
  /** The longest block: what one buffer maps. */
  public static final long MOST = Integer.MAX_VALUE;
}
