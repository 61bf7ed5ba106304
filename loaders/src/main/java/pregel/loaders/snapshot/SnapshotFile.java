package pregel.loaders.snapshot;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.core.block.BlockFile;
import pregel.core.block.BlockFileWriter;
import pregel.core.block.DamagedFileException;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;
import pregel.core.graph.HeldEdgeColumn;
import pregel.core.graph.Texts;
import pregel.core.graph.VertexColumn;
import pregel.core.graph.VertexIds;

/**
 * A graph as a file: ids, order, partitions, degrees and rows as they are in memory, so that a run
 * on the snapshot gives the bytes of a run on the text it was made of.
 *
 * <p>A file of blocks (see {@link BlockFile} for checksums and places). Its attributes:
 *
 * <pre>
 *  offset size field
 *       0    8 edges as the data set counts them
 *       8    8 least id
 *      16    4 vertices n
 *      20    4 partitions p
 *      24    4 flags: 1 undirected, 2 weighted, 4 in degree order, 8 vertices have names
 *      28    4 directions held: 1 incoming (or undirected), 2 outgoing
 * </pre>
 *
 * <p>Its blocks, each an array of little-endian numbers; where several are of one kind, the index
 * is the partition:
 *
 * <pre>
 *  kind holds
 *     1 p + 1 ints: the first slot of each partition, then n
 *     2 n longs: the ids, ascending; missing if they are consecutive from the least
 *     3 n ints: slot by rank; missing if the two are equal
 *     4 n ints: rank by slot; missing if the two are equal
 *     5 n ints: incoming edges by slot
 *     6 n ints: outgoing edges by slot; missing if undirected
 *     7 names (bytes): in segments of 65,536, the index says which
 *     8 where each name of a segment starts, then where the last one ends (ints)
 *     9 columns of vertices: a line of type and name each, in UTF-8; missing without columns
 *    10 values of a column (n longs: long, bits of a double, 0 and 1); the index is the column
 *    11 whether there is a value, n bits in longs; the index is the column
 *    12 strings of a column (bytes): the index is the column times 65,536 plus the segment
 *    13 where each string of a segment starts, then where the last one ends (ints), likewise
 *    14 columns of edges: a line of type and name each, in UTF-8; missing without columns
 *    16 incoming rows: where each starts, then where the last one ends (ints)
 *    17 incoming rows: slots at the other ends (ints)
 *    18 incoming rows: weights (doubles); missing if unweighted
 *    32, 33, 34 outgoing rows, likewise
 *    48 incoming rows: a column of edges (longs or doubles); the index is the column times p plus
 *       the partition
 *    49 outgoing rows, likewise
 * </pre>
 */
public final class SnapshotFile {
  /** The first four bytes of a snapshot, little-endian: "PRGS". */
  public static final int MAGIC = 0x53475250;

  static final int VERSION = 1;

  static final int EDGES_AT = 0;
  static final int FIRST_ID_AT = 8;
  static final int VERTICES_AT = 16;
  static final int PARTITIONS_AT = 20;
  static final int FLAGS_AT = 24;
  static final int HELD_AT = 28;
  static final int ATTRIBUTES = 32;

  static final int UNDIRECTED = 1;
  static final int WEIGHTED = 2;
  static final int DEGREE_ORDER = 4;
  static final int NAMED = 8;
  static final int INCOMING = 1;
  static final int OUTGOING = 2;

  static final int STARTS = 1;
  static final int IDS = 2;
  static final int SLOT_OF_RANK = 3;
  static final int RANK_OF_SLOT = 4;
  static final int IN_DEGREES = 5;
  static final int OUT_DEGREES = 6;
  static final int NAMES = 7;
  static final int NAME_OFFSETS = 8;
  static final int COLUMNS = 9;
  static final int COLUMN_VALUES = 10;
  static final int COLUMN_PRESENT = 11;
  static final int COLUMN_TEXTS = 12;
  static final int COLUMN_TEXT_OFFSETS = 13;
  static final int SEGMENTS_LOG = 16;
  static final int EDGE_COLUMNS = 14;
  static final int IN_COLUMNS = 48;
  static final int OUT_COLUMNS = 49;

  /** Kinds of rows: one of these plus one of the next three. */
  static final int IN_ROWS = 16;

  static final int OUT_ROWS = 32;
  static final int OFFSETS = 0;
  static final int TARGETS = 1;
  static final int WEIGHTS = 2;

  static final String REMEDY = "; make the snapshot again with pregel convert";

  private SnapshotFile() {}

  /** Whether a file says that it is a snapshot. */
  public static boolean isSnapshot(Path file) throws IOException {
    return Files.isRegularFile(file) && BlockFile.startsWith(file, MAGIC);
  }

  /**
   * What a snapshot's header says.
   *
   * @param edges as the data set counts them
   * @param incoming whether incoming rows are held; of an undirected graph, whether any are
   */
  public record Header(
      int vertices,
      long edges,
      boolean undirected,
      boolean weighted,
      boolean named,
      boolean incoming,
      boolean outgoing) {}

  /** Whether a snapshot's vertices have names, as its header says. */
  public static boolean hasNames(Path file) throws IOException {
    return header(file).named();
  }

  /** Reads the header alone. */
  public static Header header(Path file) throws IOException {
    try {
      ByteBuffer attributes = BlockFile.open(file, MAGIC, VERSION).attributes();
      if (attributes.capacity() != ATTRIBUTES) {
        throw new DamagedFileException("has a damaged header: its attributes have a wrong length");
      }
      int flags = attributes.getInt(FLAGS_AT);
      int held = attributes.getInt(HELD_AT);
      return new Header(
          attributes.getInt(VERTICES_AT),
          attributes.getLong(EDGES_AT),
          (flags & UNDIRECTED) != 0,
          (flags & WEIGHTED) != 0,
          (flags & NAMED) != 0,
          (held & INCOMING) != 0,
          (held & OUTGOING) != 0);
    } catch (DamagedFileException e) {
      throw new JobException(
          FailureKind.INPUT, file + ": the snapshot " + e.getMessage() + REMEDY, e);
    }
  }

  /** Bytes that opening a snapshot maps: all of the file. */
  public static long mappedBytes(Path file) throws IOException {
    return Files.size(file);
  }

  /**
   * Writes a graph, with the directions it has at hand. The file appears when it is complete and
   * durable, in place of any there was.
   */
  public static void write(Graph graph, Path file) throws IOException {
    boolean in = graph.has(Direction.IN);
    boolean out = graph.has(Direction.OUT) && !graph.isUndirected();
    checkSize(graph, file);
    VertexIds ids = graph.ids();
    int blocks = 2 + (graph.isUndirected() ? 0 : 1);
    blocks += ids.sorted() == null ? 0 : 1;
    blocks += ids.slotsByRank() == null ? 0 : 2;
    blocks += ids.names() == null ? 0 : 2 * Texts.segments(ids.names().count());
    blocks += columnBlocks(graph);
    int perDirection =
        graph.partitions().partitions()
            * ((graph.isWeighted() ? 3 : 2) + graph.edgeColumns().size());
    blocks += (in ? perDirection : 0) + (out ? perDirection : 0);
    byte[] attributes = attributes(graph, (in ? INCOMING : 0) | (out ? OUTGOING : 0));
    try (BlockFileWriter writer = new BlockFileWriter(file, MAGIC, VERSION, attributes, blocks)) {
      writer.write(STARTS, 0, starts(graph));
      if (ids.sorted() != null) {
        writer.write(IDS, 0, ids.sorted());
      }
      if (ids.slotsByRank() != null) {
        writer.write(SLOT_OF_RANK, 0, ids.slotsByRank());
        writer.write(RANK_OF_SLOT, 0, ids.ranksBySlot());
      }
      if (ids.names() != null) {
        write(ids.names().texts(), NAMES, NAME_OFFSETS, 0, writer);
      }
      writeColumns(graph, writer);
      writer.write(IN_DEGREES, 0, graph.inDegrees());
      if (!graph.isUndirected()) {
        writer.write(OUT_DEGREES, 0, graph.outDegrees());
      }
      if (in) {
        write(graph.adjacency(Direction.IN), IN_ROWS, IN_COLUMNS, writer);
      }
      if (out) {
        write(graph.adjacency(Direction.OUT), OUT_ROWS, OUT_COLUMNS, writer);
      }
      writer.commit();
    }
  }

  private static void write(
      Adjacency adjacency, int rowKind, int columnKind, BlockFileWriter writer) throws IOException {
    for (int p = 0; p < adjacency.partitions().partitions(); p++) {
      Adjacency.Rows rows = adjacency.rows(p);
      writer.write(rowKind + OFFSETS, p, rows.offsets());
      writer.write(rowKind + TARGETS, p, IntBuffer.wrap(rows.targets()));
      if (rows.weights() != null) {
        writer.write(rowKind + WEIGHTS, p, rows.weights());
      }
      for (int column = 0; column < rows.columns().size(); column++) {
        int index = column * adjacency.partitions().partitions() + p;
        if (rows.columns().get(column) instanceof DoubleBuffer doubles) {
          writer.write(columnKind, index, doubles);
        } else {
          writer.write(columnKind, index, rows.edgeLongs(column));
        }
      }
    }
  }

  private static void write(
      Texts texts, int bytesKind, int offsetsKind, int firstIndex, BlockFileWriter writer)
      throws IOException {
    for (int s = 0; s < Texts.segments(texts.count()); s++) {
      writer.write(bytesKind, firstIndex + s, texts.segment(s).bytes());
      writer.write(offsetsKind, firstIndex + s, texts.segment(s).offsets());
    }
  }

  private static int columnBlocks(Graph graph) {
    int blocks = graph.vertexColumns().isEmpty() ? 0 : 1;
    blocks += graph.edgeColumns().isEmpty() ? 0 : 1;
    for (VertexColumn column : graph.vertexColumns()) {
      blocks += 1 + (column.texts() == null ? 1 : 2 * Texts.segments(graph.vertices()));
    }
    return blocks;
  }

  private static void writeColumns(Graph graph, BlockFileWriter writer) throws IOException {
    StringBuilder ofEdges = new StringBuilder();
    for (HeldEdgeColumn column : graph.edgeColumns()) {
      ofEdges.append(column.type().name()).append(' ').append(column.name()).append('\n');
    }
    if (ofEdges.length() > 0) {
      writer.write(EDGE_COLUMNS, 0, utf8(ofEdges));
    }
    StringBuilder lines = new StringBuilder();
    for (VertexColumn column : graph.vertexColumns()) {
      lines.append(column.type().name()).append(' ').append(column.name()).append('\n');
    }
    if (lines.length() > 0) {
      writer.write(COLUMNS, 0, utf8(lines));
    }
    for (int i = 0; i < graph.vertexColumns().size(); i++) {
      VertexColumn column = graph.vertexColumns().get(i);
      writer.write(COLUMN_PRESENT, i, column.present());
      if (column.texts() == null) {
        writer.write(COLUMN_VALUES, i, column.bits());
      } else {
        write(column.texts(), COLUMN_TEXTS, COLUMN_TEXT_OFFSETS, i << SEGMENTS_LOG, writer);
      }
    }
  }

  private static ByteBuffer utf8(StringBuilder text) {
    return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] attributes(Graph graph, int held) {
    int flags =
        (graph.isUndirected() ? UNDIRECTED : 0)
            | (graph.isWeighted() ? WEIGHTED : 0)
            | (graph.order() == VertexOrder.DEGREE ? DEGREE_ORDER : 0)
            | (graph.ids().names() != null ? NAMED : 0);
    return ByteBuffer.allocate(ATTRIBUTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(EDGES_AT, graph.edges())
        .putLong(FIRST_ID_AT, graph.ids().firstId())
        .putInt(VERTICES_AT, graph.vertices())
        .putInt(PARTITIONS_AT, graph.partitions().partitions())
        .putInt(FLAGS_AT, flags)
        .putInt(HELD_AT, held)
        .array();
  }

  private static IntBuffer starts(Graph graph) {
    int partitions = graph.partitions().partitions();
    int[] starts = new int[partitions + 1];
    for (int p = 0; p < partitions; p++) {
      starts[p] = graph.partitions().start(p);
    }
    starts[partitions] = graph.vertices();
    return IntBuffer.wrap(starts);
  }

  /** What is 2 GiB or more in one piece is on the heap, and could not be mapped back. */
  private static void checkSize(Graph graph, Path file) {
    boolean mappable = graph.inDegrees().isDirect();
    mappable &= graph.ids().sorted() == null || graph.ids().sorted().isDirect();
    for (VertexColumn column : graph.vertexColumns()) {
      mappable &= column.bits() == null || column.bits().isDirect();
    }
    for (Direction direction : new Direction[] {Direction.IN, Direction.OUT}) {
      for (int p = 0; p < graph.partitions().partitions() && graph.has(direction); p++) {
        Adjacency.Rows rows = graph.adjacency(direction).rows(p);
        mappable &= rows.weights() == null || rows.weights().isDirect();
        for (Buffer column : rows.columns()) {
          mappable &= column.isDirect();
        }
      }
    }
    if (!mappable) {
      throw new JobException(
          FailureKind.OUTPUT,
          file
              + ": a snapshot holds at most 2 GiB of vertices or of one partition's weights, and"
              + " this graph has more; raise --partitions, or keep the text");
    }
  }

  /**
   * Opens a snapshot by mapping it.
   *
   * @param verify whether to compare everything with its checksum; if not, only the header is
   * @param threads threads to verify with, to copy targets with, and to make further directions
   *     with
   */
  public static Graph open(Path file, boolean verify, int threads) throws IOException {
    return read(file, verify, threads, SnapshotReader::graph);
  }

  /** What is taken from an open snapshot. */
  interface Taking<T> {
    T from(SnapshotReader reader) throws DamagedFileException;
  }

  static <T> T read(Path file, boolean verify, int threads, Taking<T> taking) throws IOException {
    try {
      BlockFile blocks = BlockFile.open(file, MAGIC, VERSION);
      if (verify) {
        blocks.verify(threads);
      }
      return taking.from(new SnapshotReader(blocks, threads));
    } catch (DamagedFileException e) {
      throw new JobException(
          FailureKind.INPUT, file + ": the snapshot " + e.getMessage() + REMEDY, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while verifying " + file);
    }
  }
}
