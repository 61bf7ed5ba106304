package pregel.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every transport promises. */
@Timeout(60)
abstract class TransportContract {
  static final Duration SOON = Duration.ofSeconds(10);
  static final Attempt FIRST = new Attempt(7, 1, 1);

  private final List<AutoCloseable> open = new ArrayList<>();

  abstract Transport transport(TransportOptions options);

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  static Hello hello(String process, int worker) {
    return new Hello("test", process, "build 1", Purpose.DATA, FIRST, worker);
  }

  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private Transport opened(TransportOptions options) {
    Transport transport = transport(options);
    open.add(0, transport);
    return transport;
  }

  private record Pair(Link dialled, Link accepted) {}

  private Pair pair(TransportOptions options) throws Exception {
    BlockingQueue<Link> accepted = new ArrayBlockingQueue<>(1);
    InetSocketAddress address = opened(options).bind(anyPort(), hello("a", 0), accepted::add);
    Link dialled = opened(options).connect(address, hello("b", 1));
    return new Pair(dialled, accepted.poll(10, TimeUnit.SECONDS));
  }

  private static void send(Link link, int step, long value) throws InterruptedException {
    OutFrame frame = link.allocate(8);
    frame.body().putLong(value);
    link.send(frame, 3, step, 4, 5);
  }

  @Test
  void framesArriveInOrderWithTheirFields() throws Exception {
    Pair pair = pair(TransportOptions.defaults());
    List<Long> values = new CopyOnWriteArrayList<>();
    List<String> fields = new CopyOnWriteArrayList<>();
    for (long i = 0; i < 100; i++) {
      send(pair.dialled(), 9, i);
    }
    pair.accepted()
        .receive(
            frame -> {
              values.add(frame.body().getLong());
              fields.add(
                  "%d %d %d %d %d %s"
                      .formatted(
                          frame.kind(),
                          frame.step(),
                          frame.partition(),
                          frame.count(),
                          frame.sender(),
                          frame.attempt()));
            });
    pair.dialled().flush(SOON);
    assertThat(values).hasSize(100).isSorted();
    assertThat(fields).containsOnly("3 9 4 5 1 " + FIRST);
    assertThat(pair.accepted().peer().process()).isEqualTo("b");
    assertThat(pair.dialled().peer().process()).isEqualTo("a");
  }

  @Test
  void refusesAnotherBuildNamingBothSides() {
    InetSocketAddress address =
        opened(TransportOptions.defaults()).bind(anyPort(), hello("a", 0), link -> {});
    Hello other = new Hello("test", "b", "build 2", Purpose.DATA, FIRST, 1);
    Transport dialler = opened(TransportOptions.defaults());
    assertThatThrownBy(() -> dialler.connect(address, other))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("process b runs build build 2, process a runs build 1");
  }

  @Test
  void aFullWindowBlocksTheSenderAndBoundsWhatIsUnderWay() throws Exception {
    Pair pair = pair(TransportOptions.defaults().withWindow(64 << 10, 16 << 10));
    AtomicLong sent = new AtomicLong();
    Thread sender =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 100; i++) {
                  OutFrame frame = pair.dialled().allocate(8 << 10);
                  frame.body().position(8 << 10);
                  pair.dialled().send(frame, 0, 0, 0, 0);
                  sent.incrementAndGet();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    sender.start();
    sender.join(300);
    assertThat(sent.get()).isEqualTo(7);
    pair.accepted().receive(frame -> {});
    sender.join(10_000);
    assertThat(sent.get()).isEqualTo(100);
    pair.dialled().flush(SOON);
  }

  @Test
  void aBlockedSendEndsAtItsDeadline() throws Exception {
    Pair pair =
        pair(
            TransportOptions.defaults()
                .withWindow(100, 100)
                .withDeadlines(SOON, SOON, Duration.ofMillis(100)));
    send(pair.dialled(), 0, 1);
    assertThatThrownBy(() -> send(pair.dialled(), 0, 2))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("process a: took nothing for PT0.1S");
    assertThat(pair.dialled().failure()).isNotNull();
  }

  @Test
  void dropsAndCountsFramesOfAnOlderAttempt() throws Exception {
    Pair pair = pair(TransportOptions.defaults());
    pair.accepted().enter(new Attempt(7, 1, 2));
    List<Long> values = new CopyOnWriteArrayList<>();
    pair.accepted().receive(frame -> values.add(frame.body().getLong()));
    send(pair.dialled(), 0, 1);
    pair.dialled().flush(SOON);
    pair.dialled().enter(new Attempt(7, 1, 2));
    send(pair.dialled(), 0, 2);
    pair.dialled().flush(SOON);
    assertThat(values).containsExactly(2L);
    assertThat(pair.accepted().counters().droppedStale()).isEqualTo(1);
  }

  @Test
  void aClosedLinkFailsAtThePeer() throws Exception {
    Pair pair = pair(TransportOptions.defaults());
    CompletableFuture<TransportException> failed = new CompletableFuture<>();
    pair.accepted().onFailure(failed::complete);
    pair.dialled().close();
    assertThat(failed.get(10, TimeUnit.SECONDS)).hasMessageContaining("process b");
  }

  @Test
  void exchangesReachEveryWorkerAndQueueLaterSteps() throws Exception {
    int n = 3;
    int steps = 20;
    List<Peers> all = workers(n);
    AtomicLong[] sums = new AtomicLong[n];
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    for (int w = 0; w < n; w++) {
      int self = w;
      sums[w] = new AtomicLong();
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (int step = 0; step < steps; step++) {
                    int now = step;
                    Exchange exchange =
                        all.get(self)
                            .open(
                                step,
                                frame -> {
                                  assertThat(frame.step()).isEqualTo(now);
                                  sums[self].addAndGet(frame.body().getLong());
                                });
                    for (int peer = 0; peer < n; peer++) {
                      for (int i = 0; peer != self && i < 10; i++) {
                        OutFrame frame = exchange.allocate(peer, 8);
                        frame.body().putLong(self + 1);
                        exchange.send(peer, frame, 0, 0, 1);
                      }
                    }
                    exchange.finish(SOON);
                    assertThat(sums[self].get())
                        .isEqualTo((step + 1) * 10L * (n * (n + 1) / 2 - self - 1));
                  }
                } catch (Throwable e) {
                  failures.add(e);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void aFailingHandlerFailsTheExchangeOnBothSides() throws Exception {
    List<Peers> all = workers(2);
    Exchange receiving =
        all.get(0)
            .open(
                4,
                frame -> {
                  throw new IllegalStateException("boom");
                });
    Exchange sending = all.get(1).open(4, frame -> {});
    sending.sendToAll(new byte[] {1}, 0, 0, 1);
    assertThatThrownBy(() -> receiving.finish(SOON))
        .hasMessageContaining("worker 0, step 4: a frame of worker 1")
        .hasMessageContaining("boom");
    assertThatThrownBy(() -> sending.finish(SOON)).hasMessageContaining("worker 0 failed");
  }

  @Test
  void anUnfinishedExchangeNamesWhoIsMissing() throws Exception {
    List<Peers> all = workers(2);
    Exchange exchange = all.get(0).open(0, frame -> {});
    assertThatThrownBy(() -> exchange.finish(Duration.ofMillis(100)))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("worker 0, step 0: not finished after PT0.1S: waiting for worker 1");
  }

  private List<Peers> workers(int n) throws Exception {
    List<Transport> transports = new ArrayList<>();
    List<PeerLobby> lobbies = new ArrayList<>();
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (int w = 0; w < n; w++) {
      PeerLobby lobby = new PeerLobby();
      lobbies.add(lobby);
      transports.add(opened(TransportOptions.defaults()));
      addresses.add(transports.get(w).bind(anyPort(), hello("w" + w, w), lobby::offer));
    }
    Peers[] peers = new Peers[n];
    CountDownLatch connected = new CountDownLatch(n);
    for (int w = 0; w < n; w++) {
      int self = w;
      new Thread(
              () -> {
                try {
                  peers[self] =
                      Peers.connect(
                          transports.get(self),
                          lobbies.get(self),
                          hello("w" + self, self),
                          addresses,
                          SOON);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } finally {
                  connected.countDown();
                }
              })
          .start();
    }
    connected.await();
    for (Peers each : peers) {
      open.add(0, each);
    }
    return List.of(peers);
  }
}
