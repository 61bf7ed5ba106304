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
  private static final int EARLY = 1;
  private static final int LATE = 2;
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
  void framesOfOtherKindsWaitUntilAllAreAdmitted() throws Exception {
    List<Peers> all = workers(2);
    List<Long> got = new CopyOnWriteArrayList<>();
    Exchange receiving =
        all.get(0)
            .open(0, frame -> got.add(frame.body().getLong()), kind -> kind == EARLY, SOON, null);
    Exchange sending = all.get(1).open(0, frame -> {});
    for (long value = 1; value <= 6; value++) {
      OutFrame frame = sending.allocate(0, 8);
      frame.body().putLong(value);
      sending.send(0, frame, value % 2 == 0 ? EARLY : LATE, 0, 1);
    }
    awaitSize(got, 3);
    assertThat(got).containsExactly(2L, 4L, 6L);
    receiving.admitAll();
    finishAll(List.of(receiving), List.of(sending));
    assertThat(got).containsExactly(2L, 4L, 6L, 1L, 3L, 5L);
  }

  @Test
  void workersThatFillEachOthersWindowsBeforeTheyAdmitAllGoOn() throws Exception {
    int frames = 200;
    int bytes = 1 << 12;
    List<Peers> all = workers(3, TransportOptions.defaults().withWindow(4 * bytes, 2 * bytes));
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    AtomicLong handled = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (Peers peers : all) {
      Exchange exchange =
          peers.open(0, frame -> handled.incrementAndGet(), kind -> kind == EARLY, SOON, null);
      threads.add(
          new Thread(
              () -> {
                try {
                  flood(exchange, peers, EARLY, frames, bytes);
                  // The first admits nothing before another has to wait for that.
                  while (peers.self() == 0
                      && threads.get(1).getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                  }
                  exchange.admitAll();
                  flood(exchange, peers, LATE, frames, bytes);
                  exchange.finish(SOON);
                } catch (Throwable e) {
                  failures.add(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    assertThat(handled).hasValue(3L * 2 * 2 * frames);
  }

  private static void flood(Exchange exchange, Peers peers, int kind, int frames, int bytes)
      throws InterruptedException {
    for (int i = 0; i < frames; i++) {
      for (int peer = 0; peer < peers.size(); peer++) {
        if (peer != peers.self()) {
          OutFrame frame = exchange.allocate(peer, bytes);
          frame.body().position(bytes);
          exchange.send(peer, frame, kind, 0, 1);
        }
      }
    }
  }

  @Test
  void whatIsKeptWhenAnExchangeFailsIsReleased() throws Exception {
    List<Peers> all = workers(2);
    List<Long> got = new CopyOnWriteArrayList<>();
    Exchange receiving =
        all.get(0)
            .open(0, frame -> got.add(frame.body().getLong()), kind -> kind == EARLY, SOON, null);
    Exchange sending = all.get(1).open(0, frame -> {});
    OutFrame kept = sending.allocate(0, 8);
    kept.body().putLong(1);
    sending.send(0, kept, LATE, 0, 1);
    OutFrame handled = sending.allocate(0, 8);
    handled.body().putLong(2);
    sending.send(0, handled, EARLY, 0, 1);
    awaitSize(got, 1);
    assertThatThrownBy(() -> receiving.finish(Duration.ofMillis(50)))
        .isInstanceOf(TransportException.class);
    // Its room in the window comes back.
    ((FrameLink) all.get(1).link(0)).flush(SOON);
    assertThat(got).containsExactly(2L);
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

  @Test
  void whoIsLostAfterItHasFinishedFailsTheNextExchangeOnly() throws Exception {
    List<Peers> all = workers(3);
    List<Long> taken = new CopyOnWriteArrayList<>();
    Exchange staying = all.get(0).open(1, frame -> taken.add(frame.body().getLong()));
    Exchange leaving = all.get(1).open(1, frame -> {});
    all.get(2).open(1, frame -> {});
    put(leaving, 0, 17);
    CompletableFuture<Void> stays = finishing(staying);
    // The last one ends for the one that leaves, not for the other.
    all.get(2).link(1).sendOwn(Frame.END, 1, 0);
    leaving.finish(SOON);
    CountDownLatch noticed = new CountDownLatch(1);
    all.get(0).link(1).onFailure(cause -> noticed.countDown());
    all.get(1).close();
    assertThat(noticed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(stays).isNotDone();
    all.get(2).link(0).sendOwn(Frame.END, 1, 0);
    stays.get(10, TimeUnit.SECONDS);
    assertThat(taken).containsExactly(17L);
    assertThatThrownBy(() -> all.get(0).open(2, frame -> {}).finish(SOON))
        .hasMessageContaining("worker 0, step 2: worker 1: ");
  }

  @Test
  void whoIsLostBeforeItHasFinishedFailsTheExchange() throws Exception {
    List<Peers> all = workers(3);
    Exchange staying = all.get(0).open(1, frame -> {});
    all.get(1).open(1, frame -> {});
    all.get(2).open(1, frame -> {});
    CompletableFuture<Void> stays = finishing(staying);
    // It has everything, and has not said that it will send nothing more.
    all.get(2).link(0).sendOwn(Frame.END, 1, 0);
    all.get(1).close();
    assertThatThrownBy(() -> stays.get(10, TimeUnit.SECONDS))
        .hasMessageContaining("worker 0, step 1: worker 1: ");
  }

  private static CompletableFuture<Void> finishing(Exchange exchange) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            exchange.finish(SOON);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void put(Exchange exchange, int peer, long value) throws InterruptedException {
    OutFrame frame = exchange.allocate(peer, 8);
    frame.body().putLong(value);
    exchange.send(peer, frame, 0, 0, 1);
  }

  private static void awaitSize(List<Long> values, int size) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (values.size() < size && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    assertThat(values).hasSize(size);
  }

  /**
   * One worker is two steps ahead and sends the last step's frames first: links keep their order,
   * so when those of the first step are there the others are too, and wait.
   */
  @Test
  void framesOfLaterStepsWaitForThemAndKeepTheirOrder() throws Exception {
    List<Peers> all = workers(2);
    List<Exchange> ahead = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      ahead.add(all.get(1).open(step, frame -> {}));
    }
    for (int step = 2; step >= 0; step--) {
      for (long i = 0; i < 50; i++) {
        put(ahead.get(step), 0, 100 * step + i);
      }
    }
    List<Long> handled = new CopyOnWriteArrayList<>();
    List<Exchange> behind = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      behind.add(all.get(0).open(step, frame -> handled.add(frame.body().getLong())));
      awaitSize(handled, 50 * (step + 1));
      List<Long> ofStep = new ArrayList<>();
      for (long i = 0; i < 50; i++) {
        ofStep.add(100 * step + i);
      }
      assertThat(handled.subList(50 * step, 50 * step + 50)).isEqualTo(ofStep);
    }
    finishAll(ahead, behind);
    assertThat(all.get(0).counters().droppedClosed()).isZero();
  }

  /** All steps are open at once on both sides, and end in another order than they began. */
  @Test
  void severalOpenExchangesDoNotMixTheirFrames() throws Exception {
    List<Peers> all = workers(2);
    int n = 4;
    long[][] sums = new long[2][n];
    List<List<Exchange>> exchanges = List.of(new ArrayList<>(), new ArrayList<>());
    for (int step = 0; step < n; step++) {
      int now = step;
      for (int w = 0; w < 2; w++) {
        int self = w;
        exchanges
            .get(w)
            .add(all.get(w).open(step, frame -> sums[self][now] += frame.body().getLong()));
      }
    }
    for (int i = 0; i < 100; i++) {
      for (int step = 0; step < n; step++) {
        put(exchanges.get(0).get(step), 1, step + 1);
        put(exchanges.get(1).get(n - 1 - step), 0, n - step);
      }
    }
    for (List<Exchange> one : exchanges) {
      java.util.Collections.reverse(one);
    }
    finishAll(exchanges.get(0), exchanges.get(1));
    assertThat(sums[0]).containsExactly(100, 200, 300, 400);
    assertThat(sums[1]).containsExactly(100, 200, 300, 400);
  }

  @Test
  void framesOfAStepThatIsNotOpenAndIsPastAreDroppedAndCounted() throws Exception {
    List<Peers> all = workers(2);
    Exchange past = all.get(1).open(0, frame -> {});
    Exchange now = all.get(0).open(1, frame -> {});
    put(past, 0, 1);
    Exchange next = all.get(1).open(1, frame -> {});
    finishAll(List.of(next), List.of(now));
    assertThat(all.get(0).counters().droppedClosed()).isEqualTo(1);
  }

  /** Each side's exchanges in their order, both sides at once. */
  private static void finishAll(List<Exchange> one, List<Exchange> other) throws Exception {
    CompletableFuture<Void> done =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (Exchange exchange : one) {
                  exchange.finish(SOON);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    for (Exchange exchange : other) {
      exchange.finish(SOON);
    }
    done.get(10, TimeUnit.SECONDS);
  }

  private List<Peers> workers(int n) throws Exception {
    return workers(n, TransportOptions.defaults());
  }

  private List<Peers> workers(int n, TransportOptions options) throws Exception {
    List<Transport> transports = new ArrayList<>();
    List<PeerLobby> lobbies = new ArrayList<>();
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (int w = 0; w < n; w++) {
      PeerLobby lobby = new PeerLobby();
      lobbies.add(lobby);
      transports.add(opened(options));
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
