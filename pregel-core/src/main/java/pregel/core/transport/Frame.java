package pregel.core.transport;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;

/**
 * The layout of everything that passes between processes. All numbers are little endian.
 *
 * <pre>
 *  offset size field
 *       0    4 magic 0x50524547
 *       4    1 version
 *       5    1 kind: 0..63 are the caller's, the others those below
 *       6    2 flags (zero)
 *       8    8 job (hash of its id)
 *      16    4 epoch
 *      20    4 attempt
 *      24    4 step: superstep or step of loading
 *      28    4 sender (its worker number, or -1)
 *      32    8 sequence, from 0 on each direction of a link
 *      40    4 partition
 *      44    4 count
 *      48    4 payload length
 *      52    4 CRC-32C of the payload, then of bytes 0..51
 *      56      payload
 * </pre>
 */
final class Frame {
  static final int MAGIC = 0x50524547;
  static final int VERSION = 1;
  static final int HEADER = 56;

  static final int KIND_AT = 5;
  static final int JOB_AT = 8;
  static final int EPOCH_AT = 16;
  static final int ATTEMPT_AT = 20;
  static final int STEP_AT = 24;
  static final int SENDER_AT = 28;
  static final int SEQUENCE_AT = 32;
  static final int PARTITION_AT = 40;
  static final int COUNT_AT = 44;
  static final int LENGTH_AT = 48;
  static final int CRC_AT = 52;

  static final int MAX_CALLERS_KIND = 63;

  /** Of an exchange: all frames of a step were sent; the payload tells how many. */
  static final int END = 64;

  /** Of an exchange: all frames of a step were handled. */
  static final int DONE = 65;

  /** Of an exchange: it failed at the sender; the payload tells why. */
  static final int ABORT = 66;

  /** Of a link: the payload tells how many bytes were consumed since it began. */
  static final int ACK = 80;

  static final int PING = 81;

  /** Of the handshake. */
  static final int CHALLENGE = 96;

  static final int PROOF = 97;
  static final int HELLO = 98;
  static final int WELCOME = 99;
  static final int REFUSED = 100;

  private Frame() {}

  /** Whether frames of this kind take room in the window, to be acknowledged. */
  static boolean isCredited(int kind) {
    return kind <= MAX_CALLERS_KIND;
  }

  /** Writes the header before a payload whose checksum has been begun. */
  static void seal(
      ByteBuf frame,
      CRC32C payloadCrc,
      int kind,
      Attempt attempt,
      int step,
      int sender,
      long sequence,
      int partition,
      int count) {
    int length = frame.writerIndex() - HEADER;
    frame.setIntLE(0, MAGIC).setByte(4, VERSION).setByte(KIND_AT, kind).setShortLE(6, 0);
    frame.setLongLE(JOB_AT, attempt.job());
    frame.setIntLE(EPOCH_AT, attempt.epoch()).setIntLE(ATTEMPT_AT, attempt.attempt());
    frame.setIntLE(STEP_AT, step).setIntLE(SENDER_AT, sender).setLongLE(SEQUENCE_AT, sequence);
    frame.setIntLE(PARTITION_AT, partition).setIntLE(COUNT_AT, count);
    frame.setIntLE(LENGTH_AT, length);
    payloadCrc.update(frame.internalNioBuffer(0, CRC_AT));
    frame.setIntLE(CRC_AT, (int) payloadCrc.getValue());
  }

  /** The payload's length, once magic, version and length are as they must be. */
  static int lengthAt(ByteBuf in, int at, int maxBytes) {
    int magic = in.getIntLE(at);
    if (magic != MAGIC) {
      throw TransportException.protocol("expected a frame but found 0x%08x".formatted(magic));
    }
    int version = in.getByte(at + 4);
    if (version != VERSION) {
      throw TransportException.protocol(
          "expected protocol version %d but found %d; run the same build on both"
              .formatted(VERSION, version));
    }
    int length = in.getIntLE(at + LENGTH_AT);
    if (length < 0 || length > maxBytes) {
      throw TransportException.protocol(
          "a frame of %d bytes; at most %d are allowed".formatted(length, maxBytes));
    }
    return length;
  }

  /** Refuses a whole frame whose checksum is not its own. */
  static void check(ByteBuf in, int at, int length, CRC32C crc) {
    crc.reset();
    crc.update(in.internalNioBuffer(at + HEADER, length));
    crc.update(in.internalNioBuffer(at, CRC_AT));
    if (in.getIntLE(at + CRC_AT) != (int) crc.getValue()) {
      throw TransportException.protocol("a frame's checksum does not match its bytes");
    }
  }
}
