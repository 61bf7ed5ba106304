package pregel.core.transport;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * How a process introduces itself on a link.
 *
 * <pre>
 *  size field
 *     1 purpose
 *     8 job, 4 epoch, 4 attempt, 4 worker (-1: not one of the attempt's workers)
 *   2+n cluster, 2+n process, 2+n build: length and UTF-8
 * </pre>
 *
 * @param build what must be equal on both sides: the version, and whatever the caller adds to it
 */
public record Hello(
    String cluster, String process, String build, Purpose purpose, Attempt attempt, int worker) {
  private static final int MAX_TEXT_BYTES = 512;

  void write(ByteBuf to) {
    to.writeByte(purpose.ordinal());
    to.writeLongLE(attempt.job()).writeIntLE(attempt.epoch()).writeIntLE(attempt.attempt());
    to.writeIntLE(worker);
    writeText(to, cluster);
    writeText(to, process);
    writeText(to, build);
  }

  static Hello read(ByteBuf from) {
    int purpose = from.readUnsignedByte();
    if (purpose >= Purpose.values().length) {
      throw TransportException.protocol("unknown purpose " + purpose + " in a hello");
    }
    Attempt attempt = new Attempt(from.readLongLE(), from.readIntLE(), from.readIntLE());
    int worker = from.readIntLE();
    String cluster = readText(from);
    String process = readText(from);
    return new Hello(cluster, process, readText(from), Purpose.values()[purpose], attempt, worker);
  }

  /** Why {@code peer} may not talk to this process; null if it may. */
  String objectionTo(Hello peer) {
    if (!cluster.equals(peer.cluster)) {
      return "process %s belongs to cluster %s, process %s to %s; give both the same cluster name"
          .formatted(peer.process, peer.cluster, process, cluster);
    }
    if (!build.equals(peer.build)) {
      return "process %s runs build %s, process %s runs %s; run the same build on both"
          .formatted(peer.process, peer.build, process, build);
    }
    return null;
  }

  private static void writeText(ByteBuf to, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("more than " + MAX_TEXT_BYTES + " bytes in a hello");
    }
    to.writeShortLE(bytes.length).writeBytes(bytes);
  }

  private static String readText(ByteBuf from) {
    int length = from.readUnsignedShortLE();
    if (length > MAX_TEXT_BYTES || length > from.readableBytes()) {
      throw TransportException.protocol("a text of " + length + " bytes in a hello");
    }
    return from.readCharSequence(length, StandardCharsets.UTF_8)
        .toString()
        .replaceAll("\\p{Cntrl}", "?");
  }
}
