package pregel.worker.table.flow;

import pregel.core.table.BatchSink;

/** A port that hands on what it makes of each batch. */
public abstract class StepPort implements BatchSink.Port {
  protected final BatchSink.Port next;

  protected StepPort(BatchSink.Port next) {
    this.next = next;
  }

  @Override
  public void begin(long piece) throws InterruptedException {
    next.begin(piece);
  }

  @Override
  public void end() throws InterruptedException {
    next.end();
  }

  @Override
  public void finish() throws InterruptedException {
    next.finish();
  }
}
