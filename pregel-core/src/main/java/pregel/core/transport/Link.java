package pregel.core.transport;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * An ordered, acknowledged two-way stream of frames to one peer. Sending is safe from any thread
 * but the I/O threads, which must not block.
 */
public interface Link extends AutoCloseable {
  /** Who is at the other end. */
  Hello peer();

  /** The attempt that outgoing frames carry, and older than which incoming ones are dropped. */
  Attempt attempt();

  /** Enters a newer attempt; an older one is refused. */
  void enter(Attempt attempt);

  /** Sets who takes the frames; those that came before were kept, as far as the window allows. */
  void receive(FrameHandler handler);

  /** A pooled frame of at most {@code bodyBytes}; its owner sends or releases it. */
  OutFrame allocate(int bodyBytes);

  /**
   * Sends what was put into the frame's body; blocks while the window is full. Owns the frame from
   * here on, also when it fails. Kinds are 0 to 63.
   */
  void send(OutFrame frame, int kind, int step, int partition, int count)
      throws InterruptedException;

  /** Returns when the peer's handler has consumed as many bytes as were sent before. */
  void flush(Duration deadline) throws InterruptedException;

  /** Calls back once when the link fails, at once if it has; not when it is closed on this side. */
  void onFailure(Consumer<TransportException> listener);

  /** Why the link failed, or null. */
  TransportException failure();

  LinkCounters counters();

  /** Closes both directions; the peer sees a failure. */
  @Override
  void close();
}
