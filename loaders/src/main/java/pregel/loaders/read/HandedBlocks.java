package pregel.loaders.read;

import java.util.ArrayList;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.EdgeBlock;
import pregel.core.transport.Collective;
import pregel.core.transport.Exchange;
import pregel.core.transport.InFrame;
import pregel.core.transport.OutFrame;

/**
 * Blocks of edges that one worker reads and all workers hold in turn, while reading goes on.
 *
 * <pre>
 *  a frame: kind 0 (ids are ints) or 1 (longs); 8 order of the block; for each edge source and
 *  target; then 8 weight for each; then 8 for each for every column
 * </pre>
 */
final class HandedBlocks implements EdgeCollector.BlockSink {
  private static final int NARROW = 0;
  private static final int WIDE = 1;

  private final Collective together;
  private final boolean weighted;
  private final int columns;
  // Guarded by itself: frames come on several threads.
  private final List<EdgeBlock> kept = new ArrayList<>();
  private Exchange exchange;
  private final boolean[] handed;
  private int next;

  /**
   * @param columns further values of an edge
   */
  HandedBlocks(Collective together, boolean weighted, int columns) {
    this.together = together;
    this.weighted = weighted;
    this.columns = columns;
    this.handed = new boolean[together.workers()];
    this.next = together.self();
  }

  void open() throws InterruptedException {
    exchange = together.open(this::receive);
  }

  /** Ends it; no block is under way afterwards. */
  void finish() throws InterruptedException {
    together.finish(exchange);
  }

  /** Whether another worker got some of this one's blocks. */
  boolean wasHanded(int peer) {
    return handed[peer];
  }

  /** What this worker holds. */
  List<EdgeBlock> kept() {
    return kept;
  }

  @Override
  public void take(EdgeBlock block) {
    int peer = next;
    next = (next + 1) % together.workers();
    if (peer == together.self()) {
      keep(block);
      return;
    }
    int edges = block.size();
    boolean narrow = block.narrow() != null;
    int idBytes = narrow ? Integer.BYTES : Long.BYTES;
    int valueBytes = (weighted ? Double.BYTES : 0) + columns * Long.BYTES;
    int bytes = Long.BYTES + edges * (2 * idBytes + valueBytes);
    OutFrame frame = exchange.allocate(peer, bytes);
    var body = frame.body();
    body.putLong(block.order());
    if (narrow) {
      body.asIntBuffer().put(block.narrow(), 0, 2 * edges);
    } else {
      body.asLongBuffer().put(block.wide(), 0, 2 * edges);
    }
    body.position(Long.BYTES + 2 * idBytes * edges);
    if (weighted) {
      body.asDoubleBuffer().put(block.weights(), 0, edges);
      body.position(body.position() + edges * Double.BYTES);
    }
    for (long[] column : block.columns()) {
      body.asLongBuffer().put(column, 0, edges);
      body.position(body.position() + edges * Long.BYTES);
    }
    handed[peer] = true;
    try {
      exchange.send(peer, frame, narrow ? NARROW : WIDE, 0, edges);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobException(FailureKind.INTERNAL, "input: reading was interrupted", e);
    }
  }

  private void receive(InFrame frame) {
    var body = frame.body();
    int edges = frame.count();
    long order = body.getLong();
    EdgeBlock block = new EdgeBlock(edges, weighted, columns);
    block.setOrder((int) (order >>> 32), (int) order);
    boolean narrow = frame.kind() == NARROW;
    int weightsAt = Long.BYTES + 2 * edges * (narrow ? Integer.BYTES : Long.BYTES);
    for (int i = 0; i < edges; i++) {
      long source = narrow ? body.getInt() : body.getLong();
      long target = narrow ? body.getInt() : body.getLong();
      if (weighted) {
        block.add(source, target, body.getDouble(weightsAt + i * Double.BYTES));
      } else {
        block.add(source, target);
      }
    }
    body.position(weightsAt + (weighted ? edges * Double.BYTES : 0));
    for (long[] column : block.columns()) {
      body.asLongBuffer().get(column);
      body.position(body.position() + edges * Long.BYTES);
    }
    keep(block);
  }

  private void keep(EdgeBlock block) {
    synchronized (kept) {
      kept.add(block);
    }
  }
}
