package pregel.core.transport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntPredicate;
import pregel.api.FailureKind;

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
 * <p>An exchange may begin while this worker is not ready for all of it: then frames of some kinds
 * are handled as they come, and the others are kept until {@link #admitAll}. Kept frames hold their
 * room in the sender's window, so they take no more memory than that.
 *
 * <p>Senders block while a peer's window is full, and that cannot be a deadlock: what comes is
 * handled, or kept, by I/O threads, which never wait for a window or for a thread that sends. So
 * frames that are handled as they come free their room whatever the receiver's own threads wait
 * for. Those that are kept do once the receiver admits all; it must not need anything that others
 * send in this step to get there.
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
  private final IntPredicate early;
  private final Duration patience;
  private final FrameLog log;
  private final int round;
  private volatile boolean admitsAll;
  private final AtomicLongArray sent;
  // Element i belongs to the I/O thread of link i.
  private final long[] handled;
  private final long[] announced;
  private final List<ArrayDeque<InFrame>> kept = new ArrayList<>();

  /** By peer, 1 if frames are kept, which {@link #admitAll} looks at after it admits. */
  private final AtomicIntegerArray keeps;

  // Guarded by this.
  private final boolean[] isHandled;
  private final boolean[] isDone;
  private int pending;
  private TransportException failure;

  /** Handlers that run. */
  private int handling;

  /**
   * @param early the kinds of frames that are handled before {@link #admitAll}
   * @param patience how long a sender waits for a peer that takes nothing; null for as long as with
   *     any frame
   * @param log keeps what is sent; null for nothing
   */
  Exchange(
      Peers peers,
      int step,
      FrameHandler handler,
      IntPredicate early,
      Duration patience,
      FrameLog log) {
    this.patience = patience;
    this.log = log;
    this.round = log == null ? -1 : log.beginRound();
    this.peers = peers;
    this.step = step;
    this.handler = handler;
    this.early = early;
    int n = peers.size();
    sent = new AtomicLongArray(n);
    keeps = new AtomicIntegerArray(n);
    handled = new long[n];
    announced = new long[n];
    Arrays.fill(announced, UNKNOWN);
    for (int peer = 0; peer < n; peer++) {
      kept.add(new ArrayDeque<>());
    }
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

  /**
   * As {@link Link#send}; from any thread, until {@link #finish}. A frame that the log has may be
   * sent to a peer that is lost: {@link #finish} fails then, and whoever takes its place gets the
   * frame from there.
   */
  public void send(int peer, OutFrame frame, int kind, int partition, int count)
      throws InterruptedException {
    sent.incrementAndGet(peer);
    boolean isKept =
        round >= 0
            && log.append(round, peer, kind, partition, count, frame.body().duplicate().flip());
    try {
      transmit(peer, frame, kind, partition, count);
    } catch (TransportException e) {
      if (!isKept || e.kind() != FailureKind.RECOVERY_SPENT) {
        throw e;
      }
    }
  }

  private void transmit(int peer, OutFrame frame, int kind, int partition, int count)
      throws InterruptedException {
    FrameLink link = peers.link(peer);
    link.send(
        frame,
        kind,
        step,
        partition,
        count,
        patience == null ? link.options().sendDeadline() : patience);
  }

  /** From here on frames of every kind are handled as they come; first those that were kept. */
  public void admitAll() {
    admitsAll = true;
    for (int peer = 0; peer < peers.size(); peer++) {
      if (peer != peers.self() && keeps.get(peer) != 0) {
        int from = peer;
        peers.link(peer).onIo(() -> handleKept(from));
      }
    }
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
   * there. The step is closed afterwards, also when this fails: then no handler runs any more.
   */
  public void finish(Duration deadline) throws InterruptedException {
    boolean finished = false;
    if (round >= 0) {
      log.endRound(round);
    }
    try {
      for (int peer = 0; peer < peers.size(); peer++) {
        if (peer != peers.self()) {
          peers.link(peer).sendOwn(Frame.END, step, sent.get(peer));
        }
      }
      await(deadline);
      finished = true;
    } finally {
      peers.closed(this, finished);
      if (!finished) {
        stop();
      }
    }
  }

  /** Lets no further frame be handled, and waits for those that are. */
  private synchronized void stop() {
    fail(TransportException.ended("step " + step + " was given up"));
    boolean interrupted = false;
    while (handling > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // handlers wait for nothing: they end soon
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
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
        fail(TransportException.ended("worker " + peer + " failed: " + why));
        return;
      }
      default -> {
        if (admitsAll) {
          handleKept(peer);
        } else if (!early.test(frame.kind())) {
          keep(peer, frame);
          return;
        }
        if (!handle(peer, frame)) {
          return;
        }
        handled[peer]++;
      }
    }
    completeIfHandled(peer);
  }

  private void keep(int peer, InFrame frame) {
    kept.get(peer).add(frame.retain());
    keeps.set(peer, 1);
    if (admitsAll) { // since it was asked, and perhaps before it could be seen that frames are kept
      handleKept(peer);
    }
  }

  /** On the I/O thread of the peer's link. */
  private void handleKept(int peer) {
    ArrayDeque<InFrame> queue = kept.get(peer);
    if (queue.isEmpty()) {
      return;
    }
    for (InFrame frame = queue.poll(); frame != null; frame = queue.poll()) {
      try {
        if (handle(peer, frame)) {
          handled[peer]++;
        }
      } finally {
        frame.release();
      }
    }
    completeIfHandled(peer);
  }

  /** On the I/O thread of the peer's link, once nothing is to come any more. */
  void releaseKept(int peer) {
    for (InFrame frame = kept.get(peer).poll(); frame != null; frame = kept.get(peer).poll()) {
      frame.release();
    }
  }

  private void completeIfHandled(int peer) {
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
      handling++;
    }
    try {
      handler.handle(frame);
      return true;
    } catch (RuntimeException | Error e) {
      fail(TransportException.lost("a frame of worker " + peer + " could not be handled: " + e, e));
      peers.abort(step, e.toString());
      return false;
    } finally {
      handled();
    }
  }

  private synchronized void handled() {
    if (--handling == 0 && failure != null) {
      notifyAll();
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
