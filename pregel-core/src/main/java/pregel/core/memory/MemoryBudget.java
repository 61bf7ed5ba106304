package pregel.core.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much a job may hold, and how much it does. What is leased is what was asked for: holders say
 * how large their arrays are. Safe for many threads.
 */
public final class MemoryBudget {
  private final long bytes;
  private final AtomicLong leased = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();

  public MemoryBudget(long bytes) {
    this.bytes = bytes;
  }

  public long bytes() {
    return bytes;
  }

  /** Takes so much if it is there. */
  public boolean tryLease(long more) {
    while (true) {
      long held = leased.get();
      if (held + more > bytes) {
        return false;
      }
      if (leased.compareAndSet(held, held + more)) {
        reached(held + more);
        return true;
      }
    }
  }

  /** Takes so much even if it is not there: for the little without which no work is possible. */
  public void lease(long more) {
    reached(leased.addAndGet(more));
  }

  public void release(long less) {
    if (leased.addAndGet(-less) < 0) {
      throw new IllegalStateException("released more than was leased");
    }
  }

  public long leased() {
    return leased.get();
  }

  /** The most that was leased at once. */
  public long peak() {
    return peak.get();
  }

  private void reached(long held) {
    if (held > peak.get()) {
      peak.accumulateAndGet(held, Math::max);
    }
  }
}
