package pregel.worker.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import pregel.api.Direction;
import pregel.core.checkpoint.BlockSink;
import pregel.core.checkpoint.PartReader;
import pregel.core.graph.Adjacency;
import pregel.core.graph.OffHeap;
import pregel.core.share.LocalSlots;
import pregel.core.share.WholeVertices;

/**
 * What a program made of a graph, and what it asked for in the last superstep, as blocks of a
 * checkpoint's part. Edges are kept of the partitions of which any changed; others are read from
 * the input again. Slots are the whole graph's, ids those of added vertices among them.
 *
 * <pre>
 *   graph/added            the ids that have slots and were not loaded, ascending
 *   graph/edges            how many directed edges the whole graph has
 *   graph/named            ids that are to get a slot
 *   PARTITION/vacant       who does not exist: a bit for each slot, in words of 64
 *   PARTITION/out/ends     where the row of each vertex ends
 *   PARTITION/out/targets  the other ends of the edges
 *   PARTITION/out/values/I the I-th value of each edge: 0 the weight, then the columns
 *   PARTITION/in/...       likewise
 *   PARTITION/changes      what its vertices changed of themselves and asked for
 *   unknown/ids            ids that no vertex has and messages wait for
 *   unknown/C              these messages, of channel C
 * </pre>
 *
 * In the changes, numbers big-endian: 4 rows, per row 8 the vertex, 4 the channel, 4 edges, the
 * edges; 4 removals, 8 each; then the requests.
 */
final class GraphState {
  private final JobState state;
  private final Mail[] mails;
  private final Topology topology;
  private final WholeVertices whole;
  private final ChangeCodec codec;

  GraphState(JobState state, Mail[] mails) {
    this.state = state;
    this.mails = mails;
    this.topology = state.topology;
    this.whole = topology.whole();
    this.codec = new ChangeCodec(topology);
  }

  /** Hands over copies of the blocks of what is owned here. */
  void save(BlockSink to) throws IOException, InterruptedException {
    to.write("graph/added", whole.added());
    to.write("graph/edges", new long[] {whole.directedEdges()});
    to.write(
        "graph/named",
        topology.unknown().named().stream()
            .mapToLong(topology.unknown()::id)
            .filter(id -> whole.slot(id) < 0)
            .toArray());
    Map<Integer, ByteArrayOutputStream> changes = changes();
    for (int partition = 0; partition < state.partitions.partitions(); partition++) {
      int number = state.share.slots().wholePartition(partition);
      if (number >= 0) {
        int from = state.partitions.start(partition);
        int end = state.partitions.end(partition);
        long[] vacant = Arrays.copyOfRange(topology.graph().vacant(), from >>> 6, end + 63 >>> 6);
        to.write(number + "/vacant", vacant);
        if (topology.isEdited(number)) {
          saveRows(rows(Direction.OUT, partition), number + "/out", to);
          saveRows(topology.graph().incoming().rows(partition), number + "/in", to);
        }
        if (changes.containsKey(number)) {
          to.write(number + "/changes", ByteBuffer.wrap(changes.get(number).toByteArray()));
        }
      }
    }
    if (whole.home() == state.share.worker() && topology.unknown().count() > 0) {
      saveUnknown(to);
    }
  }

  private Adjacency.Rows rows(Direction direction, int partition) {
    return topology.graph().adjacency(direction).rows(partition);
  }

  private void saveRows(Adjacency.Rows rows, String block, BlockSink to)
      throws IOException, InterruptedException {
    int[] ends = new int[rows.rowCount()];
    int edges = 0;
    for (int row = 0; row < ends.length; row++) {
      edges += rows.ends().get(row) - rows.offsets().get(row);
      ends[row] = edges;
    }
    int[] targets = new int[edges];
    long[][] values = new long[topology.graph().values()][edges];
    int at = 0;
    for (int row = 0; row < ends.length; row++) {
      for (int k = rows.offsets().get(row); k < rows.ends().get(row); k++) {
        targets[at] = state.share.slots().whole(rows.targets()[k]);
        values[0][at] =
            Double.doubleToRawLongBits(rows.weights() == null ? 1 : rows.weights().get(k));
        for (int column = 1; column < values.length; column++) {
          values[column][at] = bits(rows.columns().get(column - 1), k);
        }
        at++;
      }
    }
    to.write(block + "/ends", ends);
    to.write(block + "/targets", targets);
    for (int value = 0; value < values.length; value++) {
      to.write(block + "/values/" + value, values[value]);
    }
  }

  private static long bits(Buffer column, int at) {
    return column instanceof LongBuffer longs
        ? longs.get(at)
        : Double.doubleToRawLongBits(((DoubleBuffer) column).get(at));
  }

  /** By partition of the whole graph, what its vertices changed and asked for. */
  private Map<Integer, ByteArrayOutputStream> changes() throws IOException {
    Map<Integer, Pending> pending = new HashMap<>();
    for (LocalChanges log : topology.logs()) {
      for (int v = 0; v < log.versions(); v++) {
        pending(pending, log.slot(v)).add(log, v);
      }
      for (int r = 0; r < log.removals(); r++) {
        pending(pending, log.removed(r)).removals.add(topology.id(log.removed(r)));
      }
      for (int r = 0; r < log.requests.size(); r++) {
        codec.write(
            topology.id(log.requester(r)),
            log.requests.get(r),
            pending(pending, log.requester(r)).requests());
      }
    }
    Map<Integer, ByteArrayOutputStream> bytes = new HashMap<>();
    for (Map.Entry<Integer, Pending> each : pending.entrySet()) {
      bytes.put(each.getKey(), each.getValue().joined());
    }
    return bytes;
  }

  private Pending pending(Map<Integer, Pending> all, int slot) {
    int partition = state.share.slots().wholePartition(state.partitions.partitionOf(slot));
    return all.computeIfAbsent(partition, any -> new Pending());
  }

  /** What the vertices of one partition changed and asked for. */
  private final class Pending {
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
    private int rowCount;
    final List<Long> removals = new ArrayList<>();
    private final ByteArrayOutputStream requests = new ByteArrayOutputStream();

    void add(LocalChanges log, int version) throws IOException {
      DataOutputStream out = new DataOutputStream(rows);
      out.writeLong(topology.id(log.slot(version)));
      out.writeInt(log.channel(version));
      out.writeInt(log.end(version) - log.start(version));
      for (int k = log.start(version); k < log.end(version); k++) {
        codec.write(log.edges, k, out);
      }
      rowCount++;
    }

    DataOutputStream requests() {
      return new DataOutputStream(requests);
    }

    ByteArrayOutputStream joined() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(rowCount);
      rows.writeTo(out);
      out.writeInt(removals.size());
      for (long id : removals) {
        out.writeLong(id);
      }
      requests.writeTo(out);
      return bytes;
    }
  }

  private void saveUnknown(BlockSink to) throws IOException, InterruptedException {
    to.write(
        "unknown/ids",
        LongStream.range(0, topology.unknown().count())
            .map(number -> topology.unknown().id((int) number))
            .toArray());
    int from = topology.limit();
    for (Mail mail : mails) {
      if (mail.hasAddressed()) {
        to.write(
            "unknown/" + mail.route.channel.index(),
            mail.saveAddressed(from, from + topology.unknown().count()));
      }
    }
  }

  /**
   * Makes the graph what it was; before anything else is restored.
   *
   * @param parts of all workers
   */
  void restoreGraph(List<PartReader> parts) throws IOException {
    whole.grow(parts.get(0).readLongs("graph/added"));
    whole.addDirectedEdges(parts.get(0).readLongs("graph/edges")[0] - whole.directedEdges());
    for (int partition = 0; partition < state.allPartitions(); partition++) {
      restoreVacant(partition, parts);
    }
    Map<Integer, Kept> outgoing = new HashMap<>();
    Map<Integer, Kept> incoming = new HashMap<>();
    ShareGrowth growth = new ShareGrowth(state);
    int self = state.share.worker();
    for (int partition : state.share.ownership().partitionsOf(self)) {
      for (PartReader part : parts) {
        if (part.length(partition + "/out/ends") >= 0) {
          outgoing.put(partition, new Kept(part, partition + "/out"));
          incoming.put(partition, new Kept(part, partition + "/in"));
          growth.needWhole(outgoing.get(partition).targets);
          growth.needWhole(incoming.get(partition).targets);
          topology.edited(partition);
        }
      }
    }
    SlotMoves moves = growth.move();
    state.rearrange(moves);
    for (Mail mail : mails) {
      mail.rearrange(moves);
    }
    LocalSlots slots = state.share.slots();
    Adjacency.Rows[] out = new Adjacency.Rows[slots.partitions().partitions()];
    Adjacency.Rows[] in = new Adjacency.Rows[out.length];
    for (int partition = 0; partition < out.length; partition++) {
      int number = slots.wholePartition(partition);
      if (outgoing.containsKey(number)) {
        out[partition] = outgoing.get(number).rows(state.partitions.start(partition));
        in[partition] = incoming.get(number).rows(state.partitions.start(partition));
      }
    }
    topology.graph().replace(out, in);
    growth.extendHalos(out, in);
    state.refresh();
    state.refreshNeighbors();
  }

  private void restoreVacant(int partition, List<PartReader> parts) throws IOException {
    int from = whole.ownership().partitions().start(partition);
    int end = whole.ownership().partitions().end(partition);
    for (PartReader part : parts) {
      if (part.length(partition + "/vacant") >= 0) {
        long[] vacant = part.readLongs(partition + "/vacant");
        ColumnState.require(end - from + 63 >>> 6, vacant.length, partition + "/vacant");
        for (int slot = from; slot < end; slot++) {
          if (whole.hasId(slot)) {
            whole.set(slot, !Bits.get(vacant, slot - from));
          }
        }
      }
    }
  }

  /** The rows of one partition as they were kept. */
  private final class Kept {
    final int[] ends;
    final int[] targets;
    final long[][] values;

    Kept(PartReader part, String block) throws IOException {
      ends = part.readInts(block + "/ends");
      targets = part.readInts(block + "/targets");
      values = new long[topology.graph().values()][];
      for (int value = 0; value < values.length; value++) {
        values[value] = part.readLongs(block + "/values/" + value);
        ColumnState.require(targets.length, values[value].length, block);
      }
    }

    Adjacency.Rows rows(int firstSlot) {
      IntBuffer offsets = OffHeap.ints(ends.length + 1);
      offsets.put(1, ends);
      DoubleBuffer weights = OffHeap.doubles(targets.length);
      for (int k = 0; k < targets.length; k++) {
        targets[k] = state.share.slots().local(targets[k]);
        weights.put(k, Double.longBitsToDouble(values[0][k]));
      }
      List<Buffer> held = topology.graph().adjacency(Direction.OUT).rows(0).columns();
      List<Buffer> columns = new ArrayList<>();
      for (int column = 1; column < values.length; column++) {
        columns.add(column(held.get(column - 1), values[column]));
      }
      return new Adjacency.Rows(firstSlot, offsets, targets, weights, columns);
    }
  }

  private static Buffer column(Buffer like, long[] bits) {
    if (like instanceof LongBuffer) {
      LongBuffer longs = OffHeap.longs(bits.length);
      longs.put(0, bits);
      return longs;
    }
    DoubleBuffer doubles = OffHeap.doubles(bits.length);
    for (int k = 0; k < bits.length; k++) {
      doubles.put(k, Double.longBitsToDouble(bits[k]));
    }
    return doubles;
  }

  /**
   * Reads what the own vertices asked for, and the messages that wait for nobody yet.
   *
   * @param addressed by channel, takes messages
   */
  void restoreChanges(List<PartReader> parts, List<List<ByteBuffer>> addressed) throws IOException {
    boolean isHome = whole.home() == state.share.worker();
    for (PartReader part : parts) {
      for (int partition : state.share.ownership().partitionsOf(state.share.worker())) {
        if (part.length(partition + "/changes") >= 0) {
          restore(ColumnState.bytes(partition + "/changes", part));
        }
      }
      for (long id : isHome ? part.readLongs("graph/named") : new long[0]) {
        topology.name(topology.number(id));
      }
      if (isHome && part.length("unknown/ids") >= 0) {
        topology.meet(state.share.worker(), part.readLongs("unknown/ids"));
        for (int channel = 0; channel < addressed.size(); channel++) {
          String block = "unknown/" + channel;
          if (part.length(block) >= 0) {
            addressed
                .get(channel)
                .add(
                    ByteBuffer.wrap(ColumnState.bytes(block, part)).order(ByteOrder.LITTLE_ENDIAN));
          }
        }
      }
    }
    state.shutVacant();
  }

  private void restore(byte[] changes) throws IOException {
    LocalChanges log = topology.logs().get(0);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(changes));
    for (int left = in.readInt(); left > 0; left--) {
      int slot = topology.number(in.readLong());
      int channel = in.readInt();
      int start = log.edges.size();
      for (int edges = in.readInt(); edges > 0; edges--) {
        codec.read(in, log.edges);
      }
      log.version(slot, channel, start, log.edges.size());
    }
    for (int left = in.readInt(); left > 0; left--) {
      log.remove(topology.number(in.readLong()));
    }
    while (in.available() > 0) {
      log.request(topology.number(in.readLong()), codec.readRequest(in));
    }
  }
}
