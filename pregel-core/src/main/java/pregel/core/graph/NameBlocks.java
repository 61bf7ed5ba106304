package pregel.core.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pregel.core.transport.Exchange;
import pregel.core.transport.InFrame;
import pregel.core.transport.OutFrame;

/**
 * Names on their way between workers, in blocks that are frames, and one after the other as they
 * came from one worker. Filled by one thread, then read by one.
 *
 * <pre>
 *  for each name 2 length, the bytes
 * </pre>
 */
final class NameBlocks {
  private static final int BLOCK_BYTES = 1 << 19;

  /** Which names go, by their number in the order of going. */
  interface Choice {
    int place(int number);
  }

  private final int worker;
  private final List<byte[]> blocks = new ArrayList<>();
  private int count;
  private int block;
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private byte[] bytes = {};
  private int from;
  private int to;
  private int number = -1;

  /**
   * @param worker from which they come
   */
  NameBlocks(int worker) {
    this.worker = worker;
  }

  static NameBlocks[] ofAll(int workers) {
    NameBlocks[] all = new NameBlocks[workers];
    Arrays.setAll(all, NameBlocks::new);
    return all;
  }

  /** Sends names, in order. */
  static void send(Texts names, int count, Choice choice, int peer, Exchange exchange)
      throws InterruptedException {
    for (int next = 0; next < count; ) {
      int end = endOfBlock(names, next, count, choice);
      OutFrame frame = exchange.allocate(peer, bytes(names, next, end, choice));
      put(names, next, end, choice, frame.body());
      exchange.send(peer, frame, 0, 0, end - next);
      next = end;
    }
  }

  /** Takes names of this worker's own, in order. */
  void keep(Texts names, int count, Choice choice) {
    for (int next = 0; next < count; ) {
      int end = endOfBlock(names, next, count, choice);
      byte[] block = new byte[bytes(names, next, end, choice)];
      put(names, next, end, choice, ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN));
      blocks.add(block);
      next = end;
    }
    this.count += count;
  }

  private static int endOfBlock(Texts names, int from, int count, Choice choice) {
    int size = 0;
    int end = from;
    while (end < count && size < BLOCK_BYTES) {
      size += Short.BYTES + names.length(choice.place(end++));
    }
    return end;
  }

  private static int bytes(Texts names, int from, int end, Choice choice) {
    int size = 0;
    for (int i = from; i < end; i++) {
      size += Short.BYTES + names.length(choice.place(i));
    }
    return size;
  }

  private static void put(Texts names, int from, int end, Choice choice, ByteBuffer to) {
    for (int i = from; i < end; i++) {
      to.putShort((short) names.length(choice.place(i)));
      names.put(choice.place(i), to);
    }
  }

  /** Takes a block. */
  void receive(InFrame frame) {
    ByteBuffer body = frame.body();
    byte[] block = new byte[body.remaining()];
    body.get(block);
    blocks.add(block);
    count += frame.count();
  }

  int worker() {
    return worker;
  }

  /** How many names there are. */
  int count() {
    return count;
  }

  /** Goes to the next name; false if there is none. */
  boolean next() {
    while (!rest.hasRemaining()) {
      if (block == blocks.size()) {
        return false;
      }
      bytes = blocks.set(block++, null);
      rest = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    from = rest.position() + Short.BYTES;
    to = from + rest.getShort();
    rest.position(to);
    number++;
    return true;
  }

  /** How many names came before the one at hand. */
  int number() {
    return number;
  }

  /** The name at hand is in these bytes, {@link #from} to {@link #to} - 1. */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Compares the names at hand of two workers, as unsigned bytes. */
  static int compare(NameBlocks one, NameBlocks other) {
    return Arrays.compareUnsigned(one.bytes, one.from, one.to, other.bytes, other.from, other.to);
  }
}
