package pregel.worker.node;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pregel.api.Channel;
import pregel.api.Direction;
import pregel.api.Schema;
import pregel.core.share.GraphShare;
import pregel.core.transport.Exchange;
import pregel.core.transport.InFrame;
import pregel.core.transport.OutFrame;
import pregel.core.transport.Rounds;

/**
 * Lets all workers agree on which vertices' values travel: each tells each other the slots of the
 * whole graph that it wants, in frames of 32-bit numbers, in order.
 */
final class HaloAgreement {
  private static final int KIND = 1;
  private static final int SLOTS_PER_FRAME = 1 << 18;

  private final GraphShare share;
  private final Rounds rounds;

  /** By worker; each grows on the thread that hands over its frames. */
  private final int[][] asked;

  private final int[] counts;

  private HaloAgreement(GraphShare share, Rounds rounds) {
    this.share = share;
    this.rounds = rounds;
    this.asked = new int[rounds.workers()][0];
    this.counts = new int[rounds.workers()];
  }

  /** Agrees for the rows along which each channel's messages are folded, and neighbours found. */
  static void agree(GraphShare share, Schema schema, Rounds rounds) throws InterruptedException {
    List<Direction> needed = new ArrayList<>();
    for (Channel channel : schema.channels()) {
      needed.add(channel.direction().reversed());
    }
    if (schema.needsNeighborLists()) {
      needed.add(Direction.BOTH);
    }
    for (Direction rows : needed) {
      if (share.halo(rows) == null) {
        new HaloAgreement(share, rounds).agree(rows);
      }
    }
  }

  private void agree(Direction rows) throws InterruptedException {
    Exchange exchange = rounds.open(this::take);
    int[][] wanted = share.wanted(rows);
    for (int peer = 0; peer < wanted.length; peer++) {
      if (peer != rounds.self()) {
        send(exchange, peer, wanted[peer]);
      }
    }
    rounds.finish(exchange);
    for (int peer = 0; peer < asked.length; peer++) {
      asked[peer] = Arrays.copyOf(asked[peer], counts[peer]);
    }
    share.agree(rows, asked);
  }

  private static void send(Exchange exchange, int peer, int[] slots) throws InterruptedException {
    for (int from = 0; from < slots.length; from += SLOTS_PER_FRAME) {
      int count = Math.min(SLOTS_PER_FRAME, slots.length - from);
      OutFrame frame = exchange.allocate(peer, count * Integer.BYTES);
      ByteBuffer body = frame.body();
      body.asIntBuffer().put(slots, from, count);
      body.position(count * Integer.BYTES);
      exchange.send(peer, frame, KIND, 0, count);
    }
  }

  private void take(InFrame frame) {
    int peer = frame.sender();
    ByteBuffer body = frame.body();
    int count = body.remaining() / Integer.BYTES;
    if (asked[peer].length < counts[peer] + count) {
      asked[peer] =
          Arrays.copyOf(asked[peer], Math.max(2 * asked[peer].length, counts[peer] + count));
    }
    body.asIntBuffer().get(asked[peer], counts[peer], count);
    counts[peer] += count;
  }
}
