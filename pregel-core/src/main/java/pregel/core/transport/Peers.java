package pregel.core.transport;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;

/**
 * The data links of one worker to all others of an attempt. Of two workers the one with the higher
 * number dials. Steps are opened in rising order; several may be open.
 */
public final class Peers implements AutoCloseable {
  private static final int DIAL_PAUSE_MILLIS = 20;

  /** What is open; replaced as a whole, so that I/O threads see one state. */
  private record Steps(int highest, Exchange[] open) {}

  private final int self;
  private final Attempt attempt;
  private final Link[] links;
  // Frames of steps not opened yet; each queue belongs to its link's I/O thread.
  private final List<ArrayDeque<InFrame>> early = new ArrayList<>();
  // By peer, 1 if its queue has frames: who opens a step looks at it after the step is open.
  private final AtomicIntegerArray waits;
  // The highest open step when the queue was last looked through; so that steps keep their order.
  private final int[] handedUpTo;
  private final AtomicLong droppedClosed = new AtomicLong();
  private volatile Steps steps = new Steps(Integer.MIN_VALUE, new Exchange[0]);
  private volatile TransportException failure;

  private Peers(int self, Attempt attempt, Link[] links) {
    this.self = self;
    this.attempt = attempt;
    this.links = links;
    waits = new AtomicIntegerArray(links.length);
    handedUpTo = new int[links.length];
    Arrays.fill(handedUpTo, Integer.MIN_VALUE);
    for (int i = 0; i < links.length; i++) {
      early.add(new ArrayDeque<>());
    }
  }

  /**
   * Connects worker {@code hello.worker()} with the others, for {@code hello.attempt()}.
   *
   * @param addresses of all workers, by number
   * @throws TransportException naming who is missing at the deadline, or who refused
   */
  public static Peers connect(
      Transport transport,
      PeerLobby lobby,
      Hello hello,
      List<InetSocketAddress> addresses,
      Duration deadline)
      throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    lobby.begin(hello.attempt());
    Link[] links = new Link[addresses.size()];
    boolean connected = false;
    try {
      List<String> missing = new ArrayList<>();
      for (int peer = 0; peer < links.length; peer++) {
        if (peer == hello.worker()) {
          continue;
        }
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        links[peer] =
            peer < hello.worker()
                ? dial(transport, addresses.get(peer), hello, end)
                : lobby.take(hello.attempt(), peer, left);
        if (links[peer] != null) {
          ((FrameLink) links[peer]).speakAs(hello.worker());
        } else {
          missing.add("worker " + peer + " at " + addresses.get(peer));
        }
      }
      if (!missing.isEmpty()) {
        throw TransportException.lost(
            "worker %d: not connected after %s: %s; look at those processes"
                .formatted(hello.worker(), deadline, String.join(", ", missing)),
            null);
      }
      Peers peers = new Peers(hello.worker(), hello.attempt(), links);
      peers.listen();
      connected = true;
      return peers;
    } finally {
      if (!connected) {
        closeAll(links);
      }
    }
  }

  private static Link dial(Transport transport, InetSocketAddress address, Hello hello, long end)
      throws InterruptedException {
    while (true) {
      try {
        return transport.connect(address, hello);
      } catch (TransportException e) {
        if (e.kind() == pregel.api.FailureKind.PROTOCOL) {
          throw e;
        }
        if (System.nanoTime() - end > 0) {
          return null;
        }
        Thread.sleep(DIAL_PAUSE_MILLIS);
      }
    }
  }

  private void listen() {
    for (int peer = 0; peer < links.length; peer++) {
      if (links[peer] != null) {
        int from = peer;
        links[peer].receive(frame -> received(from, frame));
        links[peer].onFailure(cause -> lost(from, cause));
      }
    }
  }

  public int self() {
    return self;
  }

  public int size() {
    return links.length;
  }

  public Attempt attempt() {
    return attempt;
  }

  /** Opens a step, later than all before; what has come for it is handed over at once. */
  public Exchange open(int step, FrameHandler handler) {
    return open(step, handler, kind -> true, null, null);
  }

  /**
   * Opens a step for frames of some kinds, until {@link Exchange#admitAll}.
   *
   * @param early which they are
   * @param patience how long a sender waits for a peer that takes nothing; null for as long as with
   *     any frame
   * @param log keeps what is sent; null for nothing
   */
  public synchronized Exchange open(
      int step, FrameHandler handler, IntPredicate early, Duration patience, FrameLog log) {
    Steps now = steps;
    if (step <= now.highest()) {
      throw new IllegalStateException("opening step " + step + " after step " + now.highest());
    }
    Exchange exchange = new Exchange(this, step, handler, early, patience, log);
    Exchange[] open = Arrays.copyOf(now.open(), now.open().length + 1);
    open[now.open().length] = exchange;
    steps = new Steps(step, open);
    if (failure != null) {
      exchange.fail(failure);
    }
    for (int peer = 0; peer < links.length; peer++) {
      if (links[peer] != null && waits.get(peer) != 0) {
        int from = peer;
        ((FrameLink) links[peer]).onIo(() -> handEarly(from));
      }
    }
    return exchange;
  }

  /**
   * Takes an exchange from what is open.
   *
   * @param finished whether all its frames were handled, so that it has kept none
   */
  synchronized void closed(Exchange exchange, boolean finished) {
    Steps now = steps;
    steps =
        new Steps(
            now.highest(),
            Arrays.stream(now.open()).filter(open -> open != exchange).toArray(Exchange[]::new));
    for (int peer = 0; peer < links.length && !finished; peer++) {
      if (links[peer] != null) {
        int from = peer;
        link(peer).onIo(() -> exchange.releaseKept(from));
      }
    }
  }

  /** On the I/O thread of the peer's link. */
  private void received(int peer, InFrame frame) {
    Steps now = steps;
    if (handedUpTo[peer] != now.highest()) {
      handEarly(peer);
    }
    if (frame.step() > now.highest()) {
      early.get(peer).add(frame.retain());
      waits.set(peer, 1);
      if (steps.highest()
          != now.highest()) { // opened since, and perhaps before it could be seen that frames wait
        handEarly(peer);
      }
    } else {
      dispatch(now, peer, frame);
    }
  }

  private void handEarly(int peer) {
    Steps now = steps;
    ArrayDeque<InFrame> queue = early.get(peer);
    handedUpTo[peer] = now.highest();
    for (int left = queue.size(); left > 0; left--) {
      InFrame frame = queue.poll();
      if (frame.step() > now.highest()) {
        queue.add(frame);
      } else {
        try {
          dispatch(now, peer, frame);
        } finally {
          frame.releaseUnlessRetained();
        }
      }
    }
    waits.set(peer, queue.isEmpty() ? 0 : 1);
  }

  private void dispatch(Steps now, int peer, InFrame frame) {
    int step = frame.step();
    for (Exchange exchange : now.open()) {
      if (exchange.step() == step) {
        exchange.received(peer, frame);
        return;
      }
    }
    droppedClosed.incrementAndGet();
  }

  private void lost(int peer, TransportException cause) {
    TransportException named =
        new TransportException(cause.kind(), "worker " + peer + ": " + cause.getMessage(), cause);
    Exchange[] open;
    synchronized (this) {
      if (failure == null) {
        failure = named;
      }
      open = steps.open();
    }
    for (Exchange exchange : open) {
      exchange.lost(peer, named);
    }
  }

  FrameLink link(int peer) {
    return (FrameLink) links[peer];
  }

  void abort(int step, String why) {
    byte[] text = why.substring(0, Math.min(why.length(), 1000)).getBytes(StandardCharsets.UTF_8);
    for (Link link : links) {
      if (link != null) {
        ((FrameLink) link).sendOwn(Frame.ABORT, step, text);
      }
    }
  }

  /** The sum over all links. */
  public LinkCounters counters() {
    LinkCounters sum = new LinkCounters(0, 0, 0, 0, 0, 0, droppedClosed.get());
    for (Link link : links) {
      sum = link == null ? sum : sum.plus(link.counters());
    }
    return sum;
  }

  @Override
  public void close() {
    for (int peer = 0; peer < links.length; peer++) {
      if (links[peer] != null) {
        ArrayDeque<InFrame> queue = early.get(peer);
        FrameLink link = (FrameLink) links[peer];
        int from = peer;
        link.close();
        link.onIo(
            () -> {
              for (Exchange exchange : steps.open()) {
                exchange.releaseKept(from);
              }
              for (InFrame frame = queue.poll(); frame != null; frame = queue.poll()) {
                frame.release();
              }
            });
      }
    }
  }

  private static void closeAll(Link[] links) {
    for (Link link : links) {
      if (link != null) {
        link.close();
      }
    }
  }
}
