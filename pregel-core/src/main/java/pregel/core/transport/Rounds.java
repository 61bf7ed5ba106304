package pregel.core.transport;

import java.time.Duration;
import java.util.function.IntPredicate;

/**
 * Numbers the exchanges of an attempt. All workers open the same ones in the same order, whatever
 * they are for: loading, agreeing, supersteps. For one thread.
 */
public final class Rounds {
  private final Peers peers;
  private Duration patience;
  private int next;
  private FrameLog log;

  /**
   * @param patience how long a worker may wait for the others in one exchange: longer than the
   *     slowest computes
   */
  public Rounds(Peers peers, Duration patience) {
    this.peers = peers;
    this.patience = patience;
  }

  /** This worker's number. */
  public int self() {
    return peers.self();
  }

  /** How many workers there are. */
  public int workers() {
    return peers.size();
  }

  /** Sets how long this worker waits for the others from here on. */
  public void waitFor(Duration limit) {
    patience = limit;
  }

  /** Sets what keeps the frames that are sent from here on; null for nothing. */
  public void keepIn(FrameLog kept) {
    log = kept;
  }

  /** Opens the next exchange; frames that came before are handed over at once. */
  public Exchange open(FrameHandler handler) {
    return open(handler, kind -> true);
  }

  /**
   * Opens the next exchange for frames of some kinds, until {@link Exchange#admitAll}.
   *
   * @param early which they are
   */
  public Exchange open(FrameHandler handler, IntPredicate early) {
    return peers.open(next++, handler, early, patience, log);
  }

  /** Tells the others that everything was sent, and waits until all have said so. */
  public void finish(Exchange exchange) throws InterruptedException {
    exchange.finish(patience);
  }
}
