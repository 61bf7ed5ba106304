package pregel.loaders.snapshot;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pregel.api.Direction;
import pregel.core.assignment.PartitionEdges;
import pregel.core.block.DamagedFileException;
import pregel.core.graph.Adjacency;
import pregel.core.graph.EdgesBetween;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphColumns;
import pregel.core.graph.OffHeap;
import pregel.core.graph.PartitionMap;
import pregel.core.graph.VertexColumn;
import pregel.core.share.GraphShare;
import pregel.core.share.LocalSlots;
import pregel.core.share.Ownership;

/**
 * A worker's share of a snapshot, which every worker maps for itself. Only rows of its own are
 * copied; those of a direction that the file lacks are picked from all rows of the other.
 */
public final class SnapshotShare {
  private final SnapshotReader reader;
  private final Graph graph;
  private final Ownership ownership;
  private final int worker;

  private SnapshotShare(SnapshotReader reader, int worker, int[] owners, int workers)
      throws DamagedFileException {
    this.reader = reader;
    this.graph = reader.rowless();
    this.worker = worker;
    this.ownership = new Ownership(graph.partitions(), owners, workers);
  }

  /**
   * What must be known to decide about owners.
   *
   * @param loads what each partition costs its owner
   * @param rowBytes what the rows that are needed take, of all workers together
   * @param edges between partitions, of those that were counted
   */
  public record Survey(long[] loads, long rowBytes, PartitionEdges edges) {}

  /**
   * Surveys a snapshot. Workers divide the counting of edges between partitions among themselves.
   *
   * @param rows the directions whose rows are needed: IN, OUT or both
   * @param counter the number of this worker
   * @param counters among how many workers edges are counted; 0 if nobody needs to know
   * @param verify whether to compare all of the file with its checksums
   */
  public static Survey survey(
      Path file, Set<Direction> rows, int counter, int counters, boolean verify, int threads)
      throws IOException {
    return SnapshotFile.read(
        file, verify, threads, reader -> survey(reader, rows, counter, counters));
  }

  private static Survey survey(
      SnapshotReader reader, Set<Direction> rows, int counter, int counters)
      throws DamagedFileException {
    Graph graph = reader.rowless();
    PartitionMap map = graph.partitions();
    boolean undirected = graph.isUndirected();
    boolean in = undirected || rows.contains(Direction.IN);
    boolean out = !undirected && rows.contains(Direction.OUT);
    long[] loads =
        map.loads(
            slot ->
                (in ? graph.inDegrees().get(slot) : 0) + (out ? graph.outDegrees().get(slot) : 0));
    MappedRows held = heldRows(reader);
    EdgesBetween between = new EdgesBetween(map);
    for (int p = counter; counters > 0 && p < map.partitions(); p += counters) {
      between.add(p, held.targets()[p]);
    }
    long edges = (in && out ? 2 : 1) * held.edges();
    return new Survey(
        loads, Adjacency.bytes(graph.vertices(), edges, graph.isWeighted()), between.edges());
  }

  private static MappedRows heldRows(SnapshotReader reader) throws DamagedFileException {
    return reader.rows(reader.holds(Direction.IN) ? Direction.IN : Direction.OUT);
  }

  /**
   * Opens a snapshot that has been surveyed.
   *
   * @param rows the directions whose rows are needed, as in the survey
   * @param owners the owner of each partition
   */
  public static GraphShare open(
      Path file, int worker, int[] owners, int workers, Set<Direction> rows, int threads)
      throws IOException {
    return SnapshotFile.read(
        file,
        false,
        threads,
        reader -> new SnapshotShare(reader, worker, owners, workers).share(rows, threads));
  }

  /** The first negative weight of a snapshot, by partition and place; 0 if there is none. */
  public static double firstNegativeWeight(Path file) throws IOException {
    return SnapshotFile.read(
        file,
        false,
        1,
        reader -> {
          MappedRows rows = heldRows(reader);
          for (DoubleBuffer weights : rows.weights()) {
            for (int i = 0; weights != null && i < weights.capacity(); i++) {
              if (weights.get(i) < 0) {
                return weights.get(i);
              }
            }
          }
          return 0.0;
        });
  }

  private GraphShare share(Set<Direction> wanted, int threads) throws DamagedFileException {
    boolean undirected = graph.isUndirected();
    MappedRows held = heldRows(reader);
    Adjacency.Rows[] in =
        undirected || wanted.contains(Direction.IN) ? rows(Direction.IN, graph.inDegrees()) : null;
    Adjacency.Rows[] out =
        !undirected && wanted.contains(Direction.OUT)
            ? rows(Direction.OUT, graph.outDegrees())
            : null;
    List<Adjacency.Rows[]> all = new ArrayList<>();
    if (in != null) {
      all.add(in);
    }
    if (out != null) {
      all.add(out);
    }
    LocalSlots slots = LocalSlots.of(ownership, worker, all);
    long[] ids = new long[slots.count()];
    for (int slot = 0; slot < ids.length; slot++) {
      ids[slot] = graph.ids().id(slots.whole(slot));
    }
    IntBuffer outDegrees = degrees(slots, graph.outDegrees());
    return GraphShare.of(
        ownership,
        worker,
        slots,
        new GraphShare.Totals(graph.vertices(), graph.edges(), held.edges()),
        new GraphShare.Shape(undirected, graph.isWeighted(), graph.order()),
        in,
        out,
        GraphShare.ids(ids),
        outDegrees,
        undirected ? outDegrees : degrees(slots, graph.inDegrees()),
        new GraphColumns(columns(slots), graph.edgeColumns()),
        threads);
  }

  private static IntBuffer degrees(LocalSlots slots, IntBuffer whole) {
    return GraphShare.degrees(
        slots.count(), slot -> slots.isOwned(slot) ? whole.get(slots.whole(slot)) : 0);
  }

  private Adjacency.Rows[] rows(Direction direction, IntBuffer lengths)
      throws DamagedFileException {
    Adjacency.Rows[] rows = new Adjacency.Rows[ownership.owners().length];
    if (reader.holds(direction)) {
      MappedRows mapped = reader.rows(direction);
      for (int partition : ownership.partitionsOf(worker)) {
        rows[partition] = mapped.copy(partition);
      }
      return rows;
    }
    MappedRows other = reader.rows(direction.reversed());
    int[][] cursors = new int[rows.length][];
    for (int partition : ownership.partitionsOf(worker)) {
      rows[partition] = empty(partition, lengths, other);
      cursors[partition] = new int[rows[partition].rowCount()];
      rows[partition].offsets().get(0, cursors[partition]);
    }
    for (int p = 0; p < rows.length; p++) {
      pick(other, p, rows, cursors);
    }
    return rows;
  }

  private Adjacency.Rows empty(int partition, IntBuffer lengths, MappedRows like) {
    int first = graph.partitions().start(partition);
    int count = graph.partitions().end(partition) - first;
    IntBuffer offsets = OffHeap.ints(count + 1);
    int sum = 0;
    for (int row = 0; row < count; row++) {
      sum = Math.addExact(sum, lengths.get(first + row));
      offsets.put(row + 1, sum);
    }
    List<Buffer> columns = new ArrayList<>();
    for (Buffer column : like.values().get(partition)) {
      columns.add(column instanceof DoubleBuffer ? OffHeap.doubles(sum) : OffHeap.longs(sum));
    }
    return new Adjacency.Rows(
        first, offsets, new int[sum], graph.isWeighted() ? OffHeap.doubles(sum) : null, columns);
  }

  /** Rows are visited in ascending order, so what is appended to another row is ascending too. */
  private void pick(MappedRows from, int partition, Adjacency.Rows[] into, int[][] cursors) {
    PartitionMap map = graph.partitions();
    IntBuffer offsets = from.offsets()[partition];
    IntBuffer targets = from.targets()[partition];
    DoubleBuffer weights = from.weights()[partition];
    List<Buffer> columns = from.values().get(partition);
    for (int row = 0; row < offsets.capacity() - 1; row++) {
      int owner = 0;
      for (int k = offsets.get(row); k < offsets.get(row + 1); k++) {
        int target = targets.get(k);
        // A row is ascending: many of its targets are in the partition of the one before.
        if (target >= map.end(owner)) {
          owner = map.partitionOf(target);
        }
        Adjacency.Rows rows = into[owner];
        if (rows == null) {
          continue;
        }
        int at = cursors[owner][target - rows.firstSlot()]++;
        rows.targets()[at] = map.start(partition) + row;
        if (weights != null) {
          rows.weights().put(at, weights.get(k));
        }
        for (int column = 0; column < columns.size(); column++) {
          if (columns.get(column) instanceof DoubleBuffer doubles) {
            rows.edgeDoubles(column).put(at, doubles.get(k));
          } else {
            rows.edgeLongs(column).put(at, ((LongBuffer) columns.get(column)).get(k));
          }
        }
      }
    }
  }

  private List<VertexColumn> columns(LocalSlots slots) {
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
}
