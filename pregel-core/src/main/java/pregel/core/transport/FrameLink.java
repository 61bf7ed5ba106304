package pregel.core.transport;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * What links of every transport do: sequence, checksums, the window, acknowledgements, dropping
 * what is old. How bytes travel is the subclass's.
 *
 * <p>Sending states are guarded by {@code lock}; receiving ones belong to the I/O thread.
 */
abstract class FrameLink implements Link {
  private final TransportOptions options;
  private final Hello peer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Consumer<TransportException>> listeners = new ArrayList<>();
  private long nextSequence;
  private long framesSent;
  private long bytesSent;
  private long creditedSent;
  private long acknowledged;
  private boolean closed;
  private volatile TransportException failure;
  private volatile Attempt attempt;
  private int speaker;

  private final CRC32C inCrc = new CRC32C();
  private final InFrame inFrame = new InFrame(this);
  private final ArrayDeque<InFrame> early = new ArrayDeque<>();
  private final AtomicLong consumed = new AtomicLong();
  private FrameHandler handler;
  private long consumedAcknowledged;
  private long expectedSequence;
  private volatile long framesReceived;
  private volatile long bytesReceived;
  private volatile long duplicates;
  private volatile long stale;
  private volatile long heardNanos = System.nanoTime();

  FrameLink(TransportOptions options, Hello self, Hello peer, Attempt attempt) {
    this.options = options;
    this.peer = peer;
    this.attempt = attempt;
    this.speaker = self.worker();
  }

  /** Queues a sealed frame's bytes; called under the lock, so that order is that of sequences. */
  abstract void transmit(ByteBuf frame);

  /** Runs on the I/O thread, or not at all if that has ended. */
  abstract void onIo(Runnable task);

  /** Ends the connection; called once. */
  abstract void disconnect();

  @Override
  public final Hello peer() {
    return peer;
  }

  @Override
  public final Attempt attempt() {
    return attempt;
  }

  @Override
  public final void enter(Attempt next) {
    lock.lock();
    try {
      if (next.isOlderThan(attempt)) {
        throw new IllegalStateException("entering " + next + " while in " + attempt);
      }
      attempt = next;
    } finally {
      lock.unlock();
    }
  }

  /** Lets outgoing frames name a worker; of a listener, only the attempt tells which it is. */
  final void speakAs(int worker) {
    lock.lock();
    try {
      speaker = worker;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public final OutFrame allocate(int bodyBytes) {
    if (bodyBytes < 0 || bodyBytes > options.maxFrameBytes()) {
      throw new IllegalArgumentException(
          "a frame of %d bytes; at most %d".formatted(bodyBytes, options.maxFrameBytes()));
    }
    return new OutFrame(bodyBytes);
  }

  @Override
  public final void send(OutFrame frame, int kind, int step, int partition, int count)
      throws InterruptedException {
    send(frame, kind, step, partition, count, options.sendDeadline());
  }

  /**
   * As {@link Link#send}.
   *
   * @param patience how long the window may be full without anything being taken
   */
  final void send(OutFrame frame, int kind, int step, int partition, int count, Duration patience)
      throws InterruptedException {
    if (kind < 0 || kind > Frame.MAX_CALLERS_KIND) {
      frame.release();
      throw new IllegalArgumentException("kind " + kind + " is not 0 to 63");
    }
    CRC32C crc = frame.payloadCrc();
    ByteBuf bytes = frame.take();
    boolean sent = false;
    try {
      lock.lockInterruptibly();
      try {
        awaitRoom(bytes.readableBytes(), patience);
        creditedSent += bytes.readableBytes();
        sealAndTransmit(bytes, crc, kind, step, partition, count);
        sent = true;
      } finally {
        lock.unlock();
      }
    } finally {
      if (!sent) {
        bytes.release();
      }
    }
  }

  /** Sends one of the engine's own frames; never blocks for the window, so on any thread. */
  final void sendOwn(int kind, int step, byte[] payload) {
    OutFrame frame = new OutFrame(payload.length);
    frame.body().put(payload);
    sendOwn(frame, kind, step);
  }

  final void sendOwn(int kind, int step, long payload) {
    OutFrame frame = new OutFrame(Long.BYTES);
    frame.body().putLong(payload);
    sendOwn(frame, kind, step);
  }

  private void sendOwn(OutFrame frame, int kind, int step) {
    CRC32C crc = frame.payloadCrc();
    ByteBuf bytes = frame.take();
    lock.lock();
    try {
      if (failure != null || closed) {
        bytes.release();
      } else {
        sealAndTransmit(bytes, crc, kind, step, 0, 0);
      }
    } finally {
      lock.unlock();
    }
  }

  private void sealAndTransmit(
      ByteBuf bytes, CRC32C crc, int kind, int step, int partition, int count) {
    Frame.seal(bytes, crc, kind, attempt, step, speaker, nextSequence++, partition, count);
    framesSent++;
    bytesSent += bytes.readableBytes();
    transmit(bytes);
  }

  private void awaitRoom(int bytes, Duration patience) throws InterruptedException {
    checkOpen();
    if (fits(bytes)) {
      return;
    }
    long nanos = patience.toNanos();
    while (!fits(bytes)) {
      if (nanos <= 0) {
        TransportException late =
            TransportException.lost(
                "%s: took nothing for %s; look at that process and the network"
                    .formatted(name(), patience),
                null);
        fail(late);
        throw late;
      }
      long before = acknowledged;
      nanos = changed.awaitNanos(nanos);
      if (acknowledged != before) {
        nanos = patience.toNanos();
      }
      checkOpen();
    }
  }

  /** A frame larger than the window goes alone. */
  private boolean fits(int bytes) {
    long inFlight = creditedSent - acknowledged;
    return inFlight == 0 || inFlight + bytes <= options.windowBytes();
  }

  @Override
  public final void flush(Duration deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long target = creditedSent;
      long nanos = deadline.toNanos();
      while (acknowledged < target) {
        checkOpen();
        if (nanos <= 0) {
          throw TransportException.lost(
              "%s: has not consumed %,d bytes after %s; look at that process"
                  .formatted(name(), target - acknowledged, deadline),
              null);
        }
        nanos = changed.awaitNanos(nanos);
      }
      checkOpen();
    } finally {
      lock.unlock();
    }
  }

  private void checkOpen() {
    if (failure != null) {
      throw new TransportException(failure.kind(), failure.getMessage(), failure);
    }
    if (closed) {
      throw new IllegalStateException("the link to " + name() + " is closed on this side");
    }
  }

  @Override
  public final void receive(FrameHandler taker) {
    onIo(
        () -> {
          handler = taker;
          try {
            for (InFrame kept = early.poll(); kept != null; kept = early.poll()) {
              try {
                taker.handle(kept);
              } finally {
                kept.releaseUnlessRetained();
              }
            }
          } catch (RuntimeException e) {
            fail(inFault(e));
          }
        });
  }

  /** Takes one whole frame on the I/O thread; fails the link if it is not what must come next. */
  final void received(ByteBuf in, int at) {
    if (failure != null || closed) {
      return;
    }
    try {
      heardNanos = System.nanoTime();
      int length = in.getIntLE(at + Frame.LENGTH_AT);
      Frame.check(in, at, length, inCrc);
      accept(inFrame.over(in, at));
    } catch (RuntimeException e) {
      fail(inFault(e));
    }
  }

  private void accept(InFrame frame) {
    long sequence = frame.sequence();
    if (sequence < expectedSequence) {
      duplicates = duplicates + 1;
      return;
    }
    if (sequence > expectedSequence) {
      throw TransportException.lost(
          "%d frames were lost before frame %d; the network or a proxy drops data"
              .formatted(sequence - expectedSequence, sequence),
          null);
    }
    expectedSequence++;
    int bytes = frame.creditedBytes();
    framesReceived = framesReceived + 1;
    bytesReceived = bytesReceived + Frame.HEADER + frame.length();
    switch (frame.kind()) {
      case Frame.PING -> {}
      case Frame.ACK -> acknowledged(frame.body().getLong());
      default -> {
        if (!isCurrent(frame.attempt())) {
          stale = stale + 1;
          consumed.addAndGet(bytes);
        } else if (handler == null) {
          early.add(frame.retain());
          frame.wasRetained();
        } else {
          handler.handle(frame);
          if (!frame.wasRetained()) {
            consumed.addAndGet(bytes);
          }
        }
      }
    }
  }

  private boolean isCurrent(Attempt of) {
    Attempt now = attempt;
    boolean control = peer.purpose() == Purpose.CONTROL;
    if (control ? of.epoch() < now.epoch() : of.isOlderThan(now) || of.job() != now.job()) {
      return false;
    }
    if (!control && now.isOlderThan(of)) {
      lock.lock();
      try {
        attempt = of;
      } finally {
        lock.unlock();
      }
    }
    return true;
  }

  private void acknowledged(long bytes) {
    lock.lock();
    try {
      if (bytes < acknowledged || bytes > creditedSent) {
        throw TransportException.protocol(
            "%d bytes acknowledged of %d sent".formatted(bytes, creditedSent));
      }
      acknowledged = bytes;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Tells the peer what was consumed; on the I/O thread, when a batch of bytes has been read. */
  final void acknowledge() {
    long now = consumed.get();
    if (now != consumedAcknowledged) {
      consumedAcknowledged = now;
      sendOwn(Frame.ACK, 0, now);
    }
  }

  final void consumedLater(int bytes) {
    if (bytes > 0) {
      consumed.addAndGet(bytes);
      onIo(this::acknowledge);
    }
  }

  /** Pings, and fails the link when nothing came for too long; on the I/O thread. */
  final void beat() {
    if (System.nanoTime() - heardNanos > options.silenceLimit().toNanos()) {
      fail(
          TransportException.lost(
              "%s: silent for %s; look at that process and the network"
                  .formatted(name(), options.silenceLimit()),
              null));
    } else {
      sendOwn(Frame.PING, 0, new byte[0]);
    }
  }

  final TransportOptions options() {
    return options;
  }

  final String name() {
    return "process " + peer.process();
  }

  private TransportException inFault(RuntimeException e) {
    if (e instanceof TransportException known) {
      return new TransportException(known.kind(), name() + ": " + known.getMessage(), known);
    }
    return TransportException.lost(name() + ": a frame could not be handled: " + e, e);
  }

  final void fail(TransportException cause) {
    List<Consumer<TransportException>> told;
    lock.lock();
    try {
      if (failure != null || closed) {
        return;
      }
      failure = cause;
      told = List.copyOf(listeners);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    end();
    told.forEach(listener -> listener.accept(cause));
  }

  @Override
  public final void onFailure(Consumer<TransportException> listener) {
    lock.lock();
    try {
      if (failure == null) {
        listeners.add(listener);
        return;
      }
    } finally {
      lock.unlock();
    }
    listener.accept(failure);
  }

  @Override
  public final TransportException failure() {
    return failure;
  }

  @Override
  public final void close() {
    lock.lock();
    try {
      if (closed || failure != null) {
        closed = true;
        return;
      }
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    end();
  }

  private void end() {
    onIo(
        () -> {
          for (InFrame kept = early.poll(); kept != null; kept = early.poll()) {
            kept.release();
          }
        });
    disconnect();
  }

  @Override
  public final LinkCounters counters() {
    lock.lock();
    try {
      return new LinkCounters(
          framesSent, bytesSent, framesReceived, bytesReceived, duplicates, stale, 0);
    } finally {
      lock.unlock();
    }
  }
}
