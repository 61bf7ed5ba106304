package pregel.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How links over TCP end: by silence, and without anything left. */
@Timeout(60)
class NettyEndsTest {
  private static final Duration SILENCE = Duration.ofMillis(600);
  private static final TransportOptions IMPATIENT =
      TransportOptions.defaults().withPings(Duration.ofMillis(50), SILENCE);

  private static NettyTransport transport() {
    return new NettyTransport(IMPATIENT, new Security.None());
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("transport"))
        .collect(Collectors.toSet());
  }

  @Test
  void closingLeavesNoThreadAndNoPort() throws Exception {
    Set<Thread> before = threads();
    InetSocketAddress address;
    BlockingQueue<Link> accepted = new LinkedBlockingQueue<>();
    try (NettyTransport serving = transport();
        NettyTransport dialling = transport()) {
      address =
          serving.bind(TransportContract.anyPort(), TransportContract.hello("a", 0), accepted::add);
      dialling.connect(address, TransportContract.hello("b", 1));
      // One that never says who it is.
      Socket halfOpen = new Socket(address.getAddress(), address.getPort());
      halfOpen.setSoTimeout(20_000); // reading does not end by a test's limit
      assertThat(accepted.poll(10, TimeUnit.SECONDS)).isNotNull();
      assertThat(threads()).hasSizeGreaterThan(before.size());
      serving.close();
      assertThat(halfOpen.getInputStream().read()).as("closed by the other side").isEqualTo(-1);
      halfOpen.close();
    }
    assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
        .isInstanceOf(ConnectException.class);
    try (ServerSocket again = new ServerSocket()) {
      again.setReuseAddress(true);
      again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()));
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!before.containsAll(threads()) && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(before).containsAll(threads());
  }

  @Test
  void pingsKeepAnIdleLinkAndSilenceEndsIt() throws Exception {
    BlockingQueue<Link> accepted = new LinkedBlockingQueue<>();
    try (NettyTransport serving = transport();
        NettyTransport dialling = transport()) {
      InetSocketAddress address =
          serving.bind(TransportContract.anyPort(), TransportContract.hello("a", 0), accepted::add);
      try (FreezingProxy proxy = new FreezingProxy(address)) {
        Link there = dialling.connect(proxy.address(), TransportContract.hello("b", 1));
        Link here = accepted.poll(10, TimeUnit.SECONDS);
        CompletableFuture<TransportException> thereFailed = new CompletableFuture<>();
        CompletableFuture<TransportException> hereFailed = new CompletableFuture<>();
        there.receive(frame -> {});
        here.receive(frame -> {});
        there.onFailure(thereFailed::complete);
        here.onFailure(hereFailed::complete);
        Thread.sleep(3 * SILENCE.toMillis()); // nothing but pings
        assertThat(there.failure()).isNull();
        assertThat(here.failure()).isNull();

        proxy.freeze();
        long began = System.nanoTime();
        assertThat(thereFailed.get(10, TimeUnit.SECONDS))
            .hasMessageContaining("process a: silent for PT0.6S");
        assertThat(hereFailed.get(10, TimeUnit.SECONDS)).hasMessageContaining("process b: ");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SILENCE.multipliedBy(8));
      }
    }
  }
}
