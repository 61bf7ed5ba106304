package pregel.worker.engine;

/**
 * One thread's part of a superstep: calls the program for the vertices of a block. The
 * implementations are defined anew for every program class, so that the compiler sees one program
 * per loop.
 */
public abstract class Kernel {
  /** What the blocks computed since {@link #reset} did. */
  public long computed;

  public long activeLeft;
  public long broadcastMessages;
  public long addressedMessages;
  public long dropped;
  public long senders;
  public long closedEdges;

  /** Computes the eligible vertices of a block. */
  public abstract void compute(int block);

  /** The id of the vertex computed last; for errors. */
  public abstract long vertexId();

  final void reset() {
    computed = 0;
    activeLeft = 0;
    broadcastMessages = 0;
    addressedMessages = 0;
    dropped = 0;
    senders = 0;
    closedEdges = 0;
  }
}
