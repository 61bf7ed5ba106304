package pregel.loaders.snapshot;

import static pregel.loaders.snapshot.SnapshotFile.ATTRIBUTES;
import static pregel.loaders.snapshot.SnapshotFile.COLUMNS;
import static pregel.loaders.snapshot.SnapshotFile.COLUMN_PRESENT;
import static pregel.loaders.snapshot.SnapshotFile.COLUMN_TEXTS;
import static pregel.loaders.snapshot.SnapshotFile.COLUMN_TEXT_OFFSETS;
import static pregel.loaders.snapshot.SnapshotFile.COLUMN_VALUES;
import static pregel.loaders.snapshot.SnapshotFile.DEGREE_ORDER;
import static pregel.loaders.snapshot.SnapshotFile.EDGES_AT;
import static pregel.loaders.snapshot.SnapshotFile.EDGE_COLUMNS;
import static pregel.loaders.snapshot.SnapshotFile.FIRST_ID_AT;
import static pregel.loaders.snapshot.SnapshotFile.FLAGS_AT;
import static pregel.loaders.snapshot.SnapshotFile.HELD_AT;
import static pregel.loaders.snapshot.SnapshotFile.IDS;
import static pregel.loaders.snapshot.SnapshotFile.INCOMING;
import static pregel.loaders.snapshot.SnapshotFile.IN_COLUMNS;
import static pregel.loaders.snapshot.SnapshotFile.IN_DEGREES;
import static pregel.loaders.snapshot.SnapshotFile.IN_ROWS;
import static pregel.loaders.snapshot.SnapshotFile.NAMED;
import static pregel.loaders.snapshot.SnapshotFile.NAMES;
import static pregel.loaders.snapshot.SnapshotFile.NAME_OFFSETS;
import static pregel.loaders.snapshot.SnapshotFile.OFFSETS;
import static pregel.loaders.snapshot.SnapshotFile.OUTGOING;
import static pregel.loaders.snapshot.SnapshotFile.OUT_COLUMNS;
import static pregel.loaders.snapshot.SnapshotFile.OUT_DEGREES;
import static pregel.loaders.snapshot.SnapshotFile.OUT_ROWS;
import static pregel.loaders.snapshot.SnapshotFile.PARTITIONS_AT;
import static pregel.loaders.snapshot.SnapshotFile.RANK_OF_SLOT;
import static pregel.loaders.snapshot.SnapshotFile.SEGMENTS_LOG;
import static pregel.loaders.snapshot.SnapshotFile.SLOT_OF_RANK;
import static pregel.loaders.snapshot.SnapshotFile.STARTS;
import static pregel.loaders.snapshot.SnapshotFile.TARGETS;
import static pregel.loaders.snapshot.SnapshotFile.UNDIRECTED;
import static pregel.loaders.snapshot.SnapshotFile.VERTICES_AT;
import static pregel.loaders.snapshot.SnapshotFile.WEIGHTED;
import static pregel.loaders.snapshot.SnapshotFile.WEIGHTS;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import pregel.api.Direction;
import pregel.api.VertexOrder;
import pregel.core.block.BlockFile;
import pregel.core.block.DamagedFileException;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildThreads;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphColumns;
import pregel.core.graph.HeldEdgeColumn;
import pregel.core.graph.PartitionMap;
import pregel.core.graph.Texts;
import pregel.core.graph.VertexColumn;
import pregel.core.graph.VertexIds;
import pregel.core.graph.VertexNames;

/** Takes blocks for what they are, once their lengths have been checked. */
final class SnapshotReader {
  private final BlockFile blocks;
  private final int vertices;
  private final int partitions;
  private final boolean weighted;
  private final int threads;
  private final PartitionMap map;
  private final List<HeldEdgeColumn> edgeColumns;

  SnapshotReader(BlockFile blocks, int threads) throws DamagedFileException {
    this.blocks = blocks;
    this.threads = threads;
    if (blocks.attributes().capacity() != ATTRIBUTES) {
      throw new DamagedFileException("has a damaged header: its attributes have a wrong length");
    }
    this.vertices = blocks.attributes().getInt(VERTICES_AT);
    this.partitions = blocks.attributes().getInt(PARTITIONS_AT);
    this.weighted = has(FLAGS_AT, WEIGHTED);
    this.map = partitionMap();
    this.edgeColumns = edgeColumns();
  }

  Graph graph() throws DamagedFileException {
    return graph(copied(Direction.IN), copied(Direction.OUT));
  }

  /** The graph without its rows. */
  Graph rowless() throws DamagedFileException {
    return graph(null, null);
  }

  /** Whether rows of a direction are in the file, IN or OUT; undirected ones are IN. */
  boolean holds(Direction direction) {
    return has(HELD_AT, direction == Direction.IN ? INCOMING : OUTGOING);
  }

  private Graph graph(Adjacency in, Adjacency out) throws DamagedFileException {
    boolean undirected = has(FLAGS_AT, UNDIRECTED);
    if (!has(HELD_AT, INCOMING) && (undirected || !has(HELD_AT, OUTGOING))) {
      throw new DamagedFileException("is damaged: it holds no rows");
    }
    boolean permuted = blocks.block(SLOT_OF_RANK, 0) != null;
    VertexIds ids =
        new VertexIds(
            vertices,
            blocks.block(IDS, 0) == null ? null : longs(IDS),
            blocks.attributes().getLong(FIRST_ID_AT),
            permuted ? ints(SLOT_OF_RANK, 0, vertices) : null,
            permuted ? ints(RANK_OF_SLOT, 0, vertices) : null,
            has(FLAGS_AT, NAMED) ? new VertexNames(texts(NAMES, NAME_OFFSETS, 0)) : null);
    IntBuffer inDegrees = ints(IN_DEGREES, 0, vertices);
    return new Graph(
        ids,
        map,
        undirected,
        weighted,
        has(FLAGS_AT, DEGREE_ORDER) ? VertexOrder.DEGREE : VertexOrder.ID,
        blocks.attributes().getLong(EDGES_AT),
        undirected ? inDegrees : ints(OUT_DEGREES, 0, vertices),
        inDegrees,
        in,
        out,
        new GraphColumns(vertexColumns(), edgeColumns),
        threads);
  }

  private Texts texts(int bytesKind, int offsetsKind, int firstIndex) throws DamagedFileException {
    Texts.Segment[] segments = new Texts.Segment[Texts.segments(vertices)];
    for (int s = 0; s < segments.length; s++) {
      int count = Math.min(Texts.PER_SEGMENT, vertices - s * Texts.PER_SEGMENT);
      IntBuffer offsets = ints(offsetsKind, firstIndex + s, count + 1L);
      ByteBuffer bytes = blocks.block(bytesKind, firstIndex + s);
      boolean sound = bytes != null && offsets.get(0) == 0;
      for (int i = 0; i < count && sound; i++) {
        sound = offsets.get(i) <= offsets.get(i + 1);
      }
      if (!sound || offsets.get(count) > bytes.capacity()) {
        throw new DamagedFileException("is damaged: its texts contradict each other");
      }
      segments[s] = new Texts.Segment(offsets, bytes);
    }
    return new Texts(vertices, segments);
  }

  private List<VertexColumn> vertexColumns() throws DamagedFileException {
    List<VertexColumn> columns = new ArrayList<>();
    ByteBuffer described = blocks.block(COLUMNS, 0);
    if (described == null) {
      return columns;
    }
    for (String line : StandardCharsets.UTF_8.decode(described).toString().split("\n")) {
      int i = columns.size();
      String[] typeAndName = line.split(" ", 2);
      VertexColumn.Type type;
      try {
        type = VertexColumn.Type.valueOf(typeAndName[0]);
      } catch (IllegalArgumentException e) {
        throw new DamagedFileException("is damaged: it has a column of type " + typeAndName[0]);
      }
      boolean text = type == VertexColumn.Type.STRING;
      columns.add(
          new VertexColumn(
              typeAndName[1],
              type,
              text ? null : bytes(COLUMN_VALUES, i, vertices, Long.BYTES).asLongBuffer(),
              bytes(COLUMN_PRESENT, i, (vertices + 63L) >>> 6, Long.BYTES).asLongBuffer(),
              text ? texts(COLUMN_TEXTS, COLUMN_TEXT_OFFSETS, i << SEGMENTS_LOG) : null));
    }
    return columns;
  }

  private PartitionMap partitionMap() throws DamagedFileException {
    IntBuffer stored = ints(STARTS, 0, partitions + 1L);
    int[] starts = new int[stored.capacity()];
    stored.get(0, starts);
    boolean sound = partitions > 0 && starts[0] == 0 && starts[partitions] == vertices;
    for (int p = 0; p < partitions; p++) {
      sound &= starts[p] <= starts[p + 1];
    }
    if (!sound) {
      throw new DamagedFileException("is damaged: its partitions contradict each other");
    }
    return new PartitionMap(starts);
  }

  private List<HeldEdgeColumn> edgeColumns() throws DamagedFileException {
    List<HeldEdgeColumn> columns = new ArrayList<>();
    ByteBuffer described = blocks.block(EDGE_COLUMNS, 0);
    if (described == null) {
      return columns;
    }
    for (String line : StandardCharsets.UTF_8.decode(described).toString().split("\n")) {
      String[] typeAndName = line.split(" ", 2);
      try {
        columns.add(
            new HeldEdgeColumn(typeAndName[1], HeldEdgeColumn.Type.valueOf(typeAndName[0])));
      } catch (IllegalArgumentException e) {
        throw new DamagedFileException("is damaged: it has a column of type " + typeAndName[0]);
      }
    }
    return columns;
  }

  private Adjacency copied(Direction direction) throws DamagedFileException {
    if (!holds(direction)) {
      return null;
    }
    MappedRows mapped = rows(direction);
    Adjacency.Rows[] rows = new Adjacency.Rows[partitions];
    BuildThreads.of(threads, mapped.edges()).each(partitions, p -> rows[p] = mapped.copy(p));
    return new Adjacency(map, rows);
  }

  /** The rows of a direction that the file holds, as they lie in it. */
  MappedRows rows(Direction direction) throws DamagedFileException {
    int rowKind = direction == Direction.IN ? IN_ROWS : OUT_ROWS;
    int columnKind = direction == Direction.IN ? IN_COLUMNS : OUT_COLUMNS;
    IntBuffer[] offsets = new IntBuffer[partitions];
    IntBuffer[] targets = new IntBuffer[partitions];
    DoubleBuffer[] weights = new DoubleBuffer[partitions];
    List<List<Buffer>> values = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      int count = map.end(p) - map.start(p);
      offsets[p] = ints(rowKind + OFFSETS, p, count + 1L);
      int edges = offsets[p].get(count);
      targets[p] = ints(rowKind + TARGETS, p, edges);
      weights[p] =
          weighted ? bytes(rowKind + WEIGHTS, p, edges, Double.BYTES).asDoubleBuffer() : null;
      values.add(new ArrayList<>());
      for (int column = 0; column < edgeColumns.size(); column++) {
        ByteBuffer held = bytes(columnKind, column * partitions + p, edges, Long.BYTES);
        values
            .get(p)
            .add(
                edgeColumns.get(column).type() == HeldEdgeColumn.Type.DOUBLE
                    ? held.asDoubleBuffer()
                    : held.asLongBuffer());
      }
    }
    return new MappedRows(map, offsets, targets, weights, values);
  }

  private boolean has(int at, int bit) {
    return (blocks.attributes().getInt(at) & bit) != 0;
  }

  private IntBuffer ints(int kind, int index, long count) throws DamagedFileException {
    return bytes(kind, index, count, Integer.BYTES).asIntBuffer();
  }

  private LongBuffer longs(int kind) throws DamagedFileException {
    return bytes(kind, 0, vertices, Long.BYTES).asLongBuffer();
  }

  private ByteBuffer bytes(int kind, int index, long count, int size) throws DamagedFileException {
    ByteBuffer bytes = blocks.block(kind, index);
    if (bytes == null || bytes.capacity() != count * size) {
      throw new DamagedFileException(
          "is damaged: block " + kind + " of partition " + index + " is not as long as it says");
    }
    return bytes;
  }
}
