package pregel.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import pregel.core.transport.Attempt;
import pregel.core.transport.Exchange;
import pregel.core.transport.Hello;
import pregel.core.transport.NettyTransport;
import pregel.core.transport.OutFrame;
import pregel.core.transport.PeerLobby;
import pregel.core.transport.Peers;
import pregel.core.transport.Purpose;
import pregel.core.transport.Security;
import pregel.core.transport.TransportOptions;

/** Time of an empty exchange between two workers over loopback, and the rate of a full one. */
public final class ExchangeRate {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int EMPTY_STEPS = 20_000;
  private static final int FULL_STEPS = 20;
  private static final int FRAME_BYTES = 64 << 10;
  private static final int FRAMES = 2048;

  private ExchangeRate() {}

  public static void main(String[] args) throws Exception {
    InetSocketAddress[] at = new InetSocketAddress[2];
    NettyTransport[] transports = new NettyTransport[2];
    PeerLobby[] lobbies = {new PeerLobby(), new PeerLobby()};
    for (int w = 0; w < 2; w++) {
      transports[w] = new NettyTransport(TransportOptions.defaults(), new Security.None());
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      at[w] = transports[w].bind(any, hello(w), lobbies[w]::offer);
    }
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> work(transports[1], lobbies[1], 1, at));
    work(transports[0], lobbies[0], 0, at);
    other.get();
    transports[0].close();
    transports[1].close();
  }

  private static Hello hello(int worker) {
    return new Hello("bench", "worker " + worker, "1", Purpose.DATA, new Attempt(1, 1, 1), worker);
  }

  private static void work(
      NettyTransport transport, PeerLobby lobby, int self, InetSocketAddress[] at) {
    try (Peers peers = Peers.connect(transport, lobby, hello(self), List.of(at), DEADLINE)) {
      long[] nanos = new long[EMPTY_STEPS];
      int step = 0;
      for (; step < EMPTY_STEPS; step++) {
        long start = System.nanoTime();
        peers.open(step, frame -> {}).finish(DEADLINE);
        nanos[step] = System.nanoTime() - start;
      }
      Arrays.sort(nanos, EMPTY_STEPS / 2, EMPTY_STEPS);
      double bestSeconds = Double.MAX_VALUE;
      byte[] source = new byte[FRAME_BYTES];
      byte[] target = new byte[FRAME_BYTES];
      for (; step < EMPTY_STEPS + FULL_STEPS; step++) {
        AtomicLong received = new AtomicLong();
        long start = System.nanoTime();
        Exchange exchange =
            peers.open(
                step,
                frame -> {
                  frame.body().get(target);
                  received.addAndGet(FRAME_BYTES);
                });
        for (int i = 0; i < FRAMES; i++) {
          OutFrame frame = exchange.allocate(1 - self, FRAME_BYTES);
          frame.body().put(source);
          exchange.send(1 - self, frame, 0, 0, 0);
        }
        exchange.finish(DEADLINE);
        bestSeconds = Math.min(bestSeconds, (System.nanoTime() - start) / 1e9);
        if (received.get() != (long) FRAMES * FRAME_BYTES) {
          throw new IllegalStateException("bytes are missing: " + received);
        }
      }
      // The last step keeps both workers alive until both have measured.
      peers.open(step, frame -> {}).finish(DEADLINE);
      if (self == 0) {
        System.out.printf(
            "empty exchange %.1f us median, %.1f us 99th percentile%n",
            nanos[EMPTY_STEPS * 3 / 4] / 1e3,
            nanos[EMPTY_STEPS / 2 + EMPTY_STEPS * 99 / 200] / 1e3);
        System.out.printf(
            "full exchange %.2f GB/s each way (best of %d, both ways at once)%n",
            (double) FRAMES * FRAME_BYTES / bestSeconds / 1e9, FULL_STEPS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
