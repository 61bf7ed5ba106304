package pregel.core.share;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphColumns;
import pregel.core.graph.OffHeap;
import pregel.core.graph.VertexColumn;

/** Shares cut from a whole graph: what distributed loading must give. */
public final class CutGraph {
  private CutGraph() {}

  /**
   * The shares of all workers, with the rows of the given directions, whose halos are agreed.
   *
   * @param directions IN, OUT or both; BOTH is made of the two
   */
  public static List<GraphShare> cut(Graph graph, Ownership ownership, List<Direction> directions) {
    List<GraphShare> shares = new ArrayList<>();
    for (int worker = 0; worker < ownership.workers(); worker++) {
      shares.add(share(graph, ownership, worker, directions));
    }
    for (Direction direction : directions) {
      agree(shares, direction);
    }
    return shares;
  }

  /** Lets all shares agree on what travels for the rows of a direction. */
  public static void agree(List<GraphShare> shares, Direction rows) {
    int workers = shares.size();
    int[][][] wanted = new int[workers][][];
    for (int worker = 0; worker < workers; worker++) {
      wanted[worker] = shares.get(worker).wanted(rows);
    }
    for (int worker = 0; worker < workers; worker++) {
      int[][] asked = new int[workers][];
      for (int peer = 0; peer < workers; peer++) {
        asked[peer] = wanted[peer][worker];
      }
      shares.get(worker).agree(rows, asked);
    }
  }

  /** The share of one worker, whose halos are still to be agreed. */
  public static GraphShare share(
      Graph graph, Ownership ownership, int worker, List<Direction> directions) {
    boolean takesOut = !graph.isUndirected() && directions.contains(Direction.OUT);
    boolean takesIn = graph.isUndirected() || directions.contains(Direction.IN);
    Adjacency.Rows[] in = takesIn ? rows(graph, Direction.IN, ownership, worker) : null;
    Adjacency.Rows[] out = takesOut ? rows(graph, Direction.OUT, ownership, worker) : null;
    List<Adjacency.Rows[]> held = new ArrayList<>();
    if (in != null) {
      held.add(in);
    }
    if (out != null) {
      held.add(out);
    }
    LocalSlots slots = LocalSlots.of(ownership, worker, held);
    long[] ids = new long[slots.count()];
    for (int slot = 0; slot < ids.length; slot++) {
      ids[slot] = graph.ids().id(slots.whole(slot));
    }
    IntBuffer outDegrees =
        GraphShare.degrees(
            slots.count(),
            slot -> slots.isOwned(slot) ? graph.outDegrees().get(slots.whole(slot)) : 0);
    IntBuffer inDegrees =
        graph.isUndirected()
            ? outDegrees
            : GraphShare.degrees(
                slots.count(),
                slot -> slots.isOwned(slot) ? graph.inDegrees().get(slots.whole(slot)) : 0);
    return GraphShare.of(
        ownership,
        worker,
        slots,
        new GraphShare.Totals(graph.vertices(), graph.edges(), graph.directedEdges()),
        new GraphShare.Shape(graph.isUndirected(), graph.isWeighted(), graph.order()),
        in,
        out,
        GraphShare.ids(ids),
        outDegrees,
        inDegrees,
        new GraphColumns(columns(graph, slots), graph.edgeColumns()),
        2);
  }

  private static List<VertexColumn> columns(Graph graph, LocalSlots slots) {
    List<VertexColumn> found = new ArrayList<>();
    for (VertexColumn column : graph.vertexColumns()) {
      if (column.type() == VertexColumn.Type.STRING) {
        continue; // no program reads it
      }
      LongBuffer bits = OffHeap.longs(slots.count());
      LongBuffer present = OffHeap.longs(slots.count() + 63 >>> 6);
      for (int slot = 0; slot < slots.count(); slot++) {
        if (slots.isOwned(slot) && column.isPresent(slots.whole(slot))) {
          bits.put(slot, column.longAt(slots.whole(slot)));
          present.put(slot >>> 6, present.get(slot >>> 6) | 1L << slot);
        }
      }
      found.add(new VertexColumn(column.name(), column.type(), bits, present, null));
    }
    return found;
  }

  private static Adjacency.Rows[] rows(
      Graph graph, Direction direction, Ownership ownership, int worker) {
    Adjacency adjacency = graph.adjacency(direction);
    Adjacency.Rows[] found = new Adjacency.Rows[ownership.owners().length];
    for (int partition : ownership.partitionsOf(worker)) {
      Adjacency.Rows rows = adjacency.rows(partition);
      List<Buffer> columns = new ArrayList<>();
      for (Buffer column : rows.columns()) {
        if (column instanceof DoubleBuffer doubles) {
          DoubleBuffer copy = OffHeap.doubles(doubles.capacity());
          copy.put(0, doubles, 0, doubles.capacity());
          columns.add(copy);
        } else {
          LongBuffer copy = OffHeap.longs(column.capacity());
          copy.put(0, (LongBuffer) column, 0, column.capacity());
          columns.add(copy);
        }
      }
      found[partition] =
          new Adjacency.Rows(
              rows.firstSlot(), rows.offsets(), rows.targets().clone(), rows.weights(), columns);
    }
    return found;
  }
}
