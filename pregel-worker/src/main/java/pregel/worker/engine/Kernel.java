package pregel.worker.engine;

/**
 * One thread's part of a superstep: calls the program for the vertices of a block. The
 * implementations are defined anew for every program class, so that the compiler sees one program
 * per loop.
 */
public abstract class Kernel {
  /** What the blocks computed since {@link #begin} did. */
  public long computed;

  public long activeLeft;
  public long dropped;
  public long asked;

  /** The least id to which a message went that no vertex has. */
  public long leastMissed;

  /** By channel. */
  public final long[] senders;

  public final long[] broadcastMessages;
  public final long[] addressedMessages;
  public final long[] closedEdges;

  /**
   * @param channels how many channels the program has
   */
  protected Kernel(int channels) {
    this.senders = new long[channels];
    this.broadcastMessages = new long[channels];
    this.addressedMessages = new long[channels];
    this.closedEdges = new long[channels];
  }

  /** Starts a superstep: forgets what the one before did. */
  public void begin() {
    computed = 0;
    activeLeft = 0;
    dropped = 0;
    asked = 0;
    leastMissed = Long.MAX_VALUE;
    for (int channel = 0; channel < senders.length; channel++) {
      senders[channel] = 0;
      broadcastMessages[channel] = 0;
      addressedMessages[channel] = 0;
      closedEdges[channel] = 0;
    }
  }

  /** Computes the eligible vertices of a block. */
  public abstract void compute(int block);

  /** Completes what the computed blocks sent; called once the thread has no more of them. */
  public abstract void finish();

  /** The id of the vertex computed last; for errors. */
  public abstract long vertexId();
}
