package pregel.worker.table.flow;

import pregel.core.table.Batch;
import pregel.core.table.BatchSink;
import pregel.core.table.Turnstile;

/** A port whose rows are taken in the order of the pieces, by one thread at a time. */
public abstract class OrderedPort implements BatchSink.Port {
  private final Turnstile turnstile;
  private long piece;
  private boolean inside;

  protected OrderedPort(Turnstile turnstile) {
    this.turnstile = turnstile;
  }

  /** Takes rows, in their order. */
  protected abstract void take(Batch batch);

  /** After a piece, when the others may go on. */
  protected void afterTurn() {}

  @Override
  public final void begin(long next) {
    piece = next;
    inside = false;
  }

  @Override
  public final void push(Batch batch) throws InterruptedException {
    if (enter()) {
      take(batch);
    }
  }

  @Override
  public final void end() throws InterruptedException {
    if (enter()) {
      turnstile.pass(piece);
      afterTurn();
    }
  }

  /** Waits for the turn; false if it will not come. */
  private boolean enter() throws InterruptedException {
    inside = inside || turnstile.await(piece);
    return inside;
  }
}
