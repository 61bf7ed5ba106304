package pregel.core.transport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One step in which every worker of an attempt sends frames to every other.
 *
 * <pre>
 *  open ──send*──▶ finish: END to all ──▶ END and DONE came from all ──▶ finished
 *    └──────────────── a link, a handler or a peer failed ──────────────▶ failed
 * </pre>
 *
 * DONE answers an END when all the frames that it counts have been handled.
 *
 * <p>Losing a peer fails the exchange unless the peer's END was met here and its DONE has come.
 * Then nothing is missing on either side: all of its frames were handled before DONE was sent to
 * it, and ours before it sent DONE. Whether our DONE still reaches it does not matter here. If it
 * does not, its own exchange fails, so it never says that the step is over, and no step is over
 * before all workers say so. A loss cannot slip in between two exchanges either: {@link Peers}
 * notes it and takes the list of what is open under the lock under which it opens the next one, so
 * that either the loss finds the new exchange, or the exchange finds the loss. Losing a connection
 * may lose what had come but was not read, DONE included; that fails one exchange too many, never
 * one too few.
 */
public final class Exchange {
  private static final long UNKNOWN = -1;

  private final Peers peers;
  private final int step;
  private final FrameHandler handler;
  private final AtomicLongArray sent;
  // Element i belongs to the I/O thread of link i.
  private final long[] handled;
  private final long[] announced;

  // Guarded by this.
  private final boolean[] isHandled;
  private final boolean[] isDone;
  private int pending;
  private TransportException failure;

  Exchange(Peers peers, int step, FrameHandler handler) {
    this.peers = peers;
    this.step = step;
    this.handler = handler;
    int n = peers.size();
    sent = new AtomicLongArray(n);
    handled = new long[n];
    announced = new long[n];
    java.util.Arrays.fill(announced, UNKNOWN);
    isHandled = new boolean[n];
    isDone = new boolean[n];
    pending = 2 * (n - 1);
  }

  public int step() {
    return step;
  }

  public OutFrame allocate(int peer, int bodyBytes) {
    return peers.link(peer).allocate(bodyBytes);
  }

  /** As {@link Link#send}; from any thread, until {@link #finish}. */
  public void send(int peer, OutFrame frame, int kind, int partition, int count)
      throws InterruptedException {
    sent.incrementAndGet(peer);
    peers.link(peer).send(frame, kind, step, partition, count);
  }

  /** Sends the same body to all others. */
  public void sendToAll(byte[] body, int kind, int partition, int count)
      throws InterruptedException {
    for (int peer = 0; peer < peers.size(); peer++) {
      if (peer != peers.self()) {
        OutFrame frame = allocate(peer, body.length);
        frame.body().put(body);
        send(peer, frame, kind, partition, count);
      }
    }
  }

  /**
   * Says that nothing more is sent, and returns when every frame of all has been handled, here and
   * there. The step is closed afterwards, also when this fails.
   */
  public void finish(Duration deadline) throws InterruptedException {
    try {
      for (int peer = 0; peer < peers.size(); peer++) {
        if (peer != peers.self()) {
          peers.link(peer).sendOwn(Frame.END, step, sent.get(peer));
        }
      }
      await(deadline);
    } finally {
      peers.closed(this);
    }
  }

  private synchronized void await(Duration deadline) throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    while (pending > 0 && failure == null) {
      long nanos = end - System.nanoTime();
      if (nanos <= 0) {
        throw TransportException.lost(
            "worker %d, step %d: not finished after %s: waiting for %s; look at those workers"
                .formatted(peers.self(), step, deadline, awaited()),
            null);
      }
      wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
    }
    // Who is lost after all was handled is missed by the next exchange.
    if (pending > 0) {
      throw new TransportException(
          failure.kind(),
          "worker %d, step %d: %s".formatted(peers.self(), step, failure.getMessage()),
          failure);
    }
  }

  private String awaited() {
    StringJoiner names = new StringJoiner(", ");
    for (int peer = 0; peer < peers.size(); peer++) {
      if (peer != peers.self() && !(isHandled[peer] && isDone[peer])) {
        names.add("worker " + peer);
      }
    }
    return names.toString();
  }

  /** On the I/O thread of the peer's link. */
  void received(int peer, InFrame frame) {
    switch (frame.kind()) {
      case Frame.END -> announced[peer] = frame.body().getLong();
      case Frame.DONE -> {
        complete(isDone, peer);
        return;
      }
      case Frame.ABORT -> {
        String why = StandardCharsets.UTF_8.decode(frame.body()).toString();
        fail(TransportException.lost("worker " + peer + " failed: " + why, null));
        return;
      }
      default -> {
        if (!handle(peer, frame)) {
          return;
        }
        handled[peer]++;
      }
    }
    if (handled[peer] == announced[peer]) {
      peers.link(peer).sendOwn(Frame.DONE, step, 0);
      complete(isHandled, peer);
    }
  }

  private boolean handle(int peer, InFrame frame) {
    synchronized (this) {
      if (failure != null) {
        return false;
      }
    }
    try {
      handler.handle(frame);
      return true;
    } catch (RuntimeException | Error e) {
      fail(TransportException.lost("a frame of worker " + peer + " could not be handled: " + e, e));
      peers.abort(step, e.toString());
      return false;
    }
  }

  private synchronized void complete(boolean[] which, int peer) {
    if (!which[peer]) {
      which[peer] = true;
      if (--pending == 0) {
        notifyAll();
      }
    }
  }

  /** A peer is lost; which matters only as long as something is to come from it. */
  synchronized void lost(int peer, TransportException cause) {
    if (!isHandled[peer] || !isDone[peer]) {
      fail(cause);
    }
  }

  synchronized void fail(TransportException cause) {
    if (failure == null) {
      failure = cause;
      notifyAll();
    }
  }
}
