package pregel.core.checkpoint;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;

/**
 * A part that is written on a thread of its own while the state it was taken from changes: its
 * owner hands over copies and goes on; the thread runs {@link #run}.
 *
 * <pre>
 *   owner ──write──▶ copies, at most a budget of bytes ──▶ PartWriter ──▶ Outcome
 *     └─complete─────────────────────────────────────────▶ finish ─┘
 * </pre>
 *
 * <p>What is copied faster than it is written waits in memory. While the budget is spent, the owner
 * waits for the thread, and the thread waits for nothing but the disk: a state larger than the
 * budget takes longer to copy, and no more memory. A block larger than it goes alone.
 */
public final class BackgroundPart implements BlockSink, Runnable {
  /** Begins the file. */
  @FunctionalInterface
  public interface Opener {
    PartWriter open() throws IOException;
  }

  /** Hears once, on the thread that writes, what became of the part; nothing if it is given up. */
  public interface Outcome {
    /** The part is durable. */
    void written(PartInfo part);

    /** It could not be written, or copied, and nothing is left of it. */
    void failed(Throwable cause);
  }

  @FunctionalInterface
  private interface Block {
    void writeTo(PartWriter writer) throws IOException;
  }

  private record Copy(long bytes, Block block) {}

  private final Opener opener;
  private final long budgetBytes;
  private final Outcome outcome;

  // Guarded by this.
  private final ArrayDeque<Copy> waiting = new ArrayDeque<>();
  private long heldBytes;
  private boolean isComplete;
  private boolean isOver;
  private Exception trouble;

  /**
   * @param budgetBytes how much of the copies may be in memory
   */
  public BackgroundPart(Opener opener, long budgetBytes, Outcome outcome) {
    this.opener = opener;
    this.budgetBytes = budgetBytes;
    this.outcome = outcome;
  }

  @Override
  public void write(String block, ByteBuffer bytes) throws InterruptedException {
    hold(new Copy(bytes.remaining(), writer -> writer.write(block, bytes)));
  }

  @Override
  public void write(String block, int[] values) throws InterruptedException {
    hold(new Copy((long) values.length * Integer.BYTES, writer -> writer.write(block, values)));
  }

  @Override
  public void write(String block, long[] values) throws InterruptedException {
    hold(new Copy((long) values.length * Long.BYTES, writer -> writer.write(block, values)));
  }

  @Override
  public void write(String block, double[] values) throws InterruptedException {
    hold(new Copy((long) values.length * Double.BYTES, writer -> writer.write(block, values)));
  }

  private synchronized void hold(Copy copy) throws InterruptedException {
    while (!isOver && heldBytes > 0 && heldBytes + copy.bytes() > budgetBytes) {
      wait();
    }
    if (!isOver) {
      waiting.add(copy);
      heldBytes += copy.bytes();
      notifyAll();
    }
  }

  /** Says that all blocks were handed over. */
  public synchronized void complete() {
    isComplete = true;
    notifyAll();
  }

  /** Says that the state cannot be copied. */
  public synchronized void fail(Exception cause) {
    trouble = cause;
    notifyAll();
  }

  /**
   * Says that nobody wants the part any more: its thread ends with the block that it writes, and
   * leaves nothing, unless it was about to end anyway.
   */
  public synchronized void giveUp() {
    over();
  }

  /** Writes what is handed over until it is complete; for the thread that is made for it. */
  @Override
  public void run() {
    PartInfo part;
    try (PartWriter writer = opener.open()) {
      for (Copy copy = next(); copy != null; copy = next()) {
        copy.block().writeTo(writer);
        wrote(copy);
      }
      part = writer.finish();
    } catch (CancellationException e) {
      return; // given up
    } catch (Exception | OutOfMemoryError e) {
      if (over()) {
        outcome.failed(e);
      }
      return;
    }
    if (over()) {
      outcome.written(part);
    }
  }

  /** The next block; null after the last. */
  private synchronized Copy next() throws Exception {
    while (!isOver && trouble == null && waiting.isEmpty() && !isComplete) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while a part was written");
      }
    }
    if (isOver) {
      throw new CancellationException("given up");
    } else if (trouble != null) {
      throw trouble;
    }
    return waiting.poll();
  }

  private synchronized void wrote(Copy copy) {
    heldBytes -= copy.bytes();
    notifyAll();
  }

  /**
   * Forgets what is held, and lets nobody wait.
   *
   * @return whether it was not over before
   */
  private synchronized boolean over() {
    boolean was = isOver;
    isOver = true;
    waiting.clear();
    notifyAll();
    return !was;
  }
}
