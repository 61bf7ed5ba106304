package pregel.worker.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.OrientedRows;
import pregel.core.graph.PartitionMap;
import pregel.core.share.LocalSlots;

/**
 * The neighbour lists of vertices that other workers have, as far as this worker needs them: for
 * what they have in common with its own, so without members that it does not know. Exchanged once,
 * before the first superstep.
 *
 * <pre>
 *  offset size field
 *       0    4 pieces of rows; a long row may be several, one after another
 *       4    4 members
 *       8    8 per piece: the slot of the vertex, and how many members
 *            4 per member: its slot
 *            1 per member: the directions in which there is an edge, if the graph is directed
 * </pre>
 *
 * Slots are the whole graph's.
 */
final class Neighborhood {
  /** Members of a frame at most, and pieces. */
  private static final int BATCH = 8192;

  private final JobState state;

  /** Rows of other workers' vertices, by worker. */
  private final Received[] received;

  /** A frame being filled. */
  private final int[] pieces = new int[2 * BATCH];

  private final int[] members = new int[BATCH];
  private final byte[] arcs = new byte[BATCH];
  private int pieceCount;
  private int memberCount;

  private static final class Received {
    int[] pieces = {};
    int pieceCount;
    int[] members = {};
    byte[] arcs = {};
    int memberCount;
  }

  Neighborhood(JobState state) {
    this.state = state;
    this.received = new Received[state.share.ownership().workers()];
    Arrays.setAll(received, peer -> new Received());
  }

  private boolean countsArcs() {
    return !state.graph.isUndirected();
  }

  /** Sends every other worker the rows of those vertices that it knows. */
  void send(Outlet outlet) {
    int[][] sends = state.share.halo(Direction.BOTH).sends();
    for (int peer = 0; peer < sends.length; peer++) {
      for (int slot : sends[peer]) {
        send(peer, slot, outlet);
      }
      flush(peer, outlet);
    }
  }

  private void send(int peer, int slot, Outlet outlet) {
    OrientedRows rows = state.neighborRows;
    LocalSlots slots = state.share.slots();
    int partition = rows.partitionOf(slot);
    int end = rows.start(partition, slot + 1);
    for (int at = rows.start(partition, slot); at < end; ) {
      if (memberCount == BATCH || 2 * pieceCount == pieces.length) {
        flush(peer, outlet);
      }
      int size = Math.min(BATCH - memberCount, end - at);
      pieces[2 * pieceCount] = slots.whole(slot);
      pieces[2 * pieceCount++ + 1] = size;
      for (int k = at; k < at + size; k++) {
        arcs[memberCount] = countsArcs() ? rows.arcs(partition)[k] : 2;
        members[memberCount++] = slots.whole(rows.neighbors(partition)[k]);
      }
      at += size;
    }
  }

  private void flush(int peer, Outlet outlet) {
    if (pieceCount == 0) {
      return;
    }
    int arcBytes = countsArcs() ? memberCount : 0;
    int bytes = Integer.BYTES * (2 + 2 * pieceCount + memberCount) + arcBytes;
    Outlet.Parcel parcel = outlet.open(peer, bytes);
    ByteBuffer body = parcel.body();
    body.putInt(pieceCount).putInt(memberCount);
    body.asIntBuffer().put(pieces, 0, 2 * pieceCount).put(members, 0, memberCount);
    body.position(body.position() + Integer.BYTES * (2 * pieceCount + memberCount));
    body.put(arcs, 0, arcBytes);
    outlet.send(parcel, Outlet.NEIGHBORS, 0, pieceCount);
    pieceCount = 0;
    memberCount = 0;
  }

  /** Takes rows of another worker's vertices; of one one at a time. */
  void receive(int peer, ByteBuffer body) {
    Received rows = received[peer];
    LocalSlots slots = state.share.slots();
    int count = body.getInt();
    int size = body.getInt();
    long bytes = Integer.BYTES * (2L * count + size) + (countsArcs() ? size : 0);
    if (count < 0 || size < 0 || body.remaining() != bytes) {
      throw refused(peer);
    }
    int piece = body.position();
    int member = piece + 2 * Integer.BYTES * count;
    int arc = member + Integer.BYTES * size;
    for (int i = 0; i < count; i++) {
      int slot = local(peer, body.getInt(piece));
      int length = body.getInt(piece + Integer.BYTES);
      piece += 2 * Integer.BYTES;
      if (slot < 0 || slots.isOwned(slot) || length < 0 || length > size) {
        throw refused(peer);
      }
      size -= length;
      int before = rows.memberCount;
      for (int k = 0; k < length; k++) {
        int known = local(peer, body.getInt(member));
        if (known >= 0) {
          add(rows, known, countsArcs() ? body.get(arc + k) : 2);
        }
        member += Integer.BYTES;
      }
      arc += length;
      if (2 * rows.pieceCount == rows.pieces.length) {
        rows.pieces = Arrays.copyOf(rows.pieces, Math.max(64, 4 * rows.pieceCount));
      }
      rows.pieces[2 * rows.pieceCount] = slot;
      rows.pieces[2 * rows.pieceCount++ + 1] = rows.memberCount - before;
    }
  }

  private int local(int peer, int whole) {
    if (whole < 0 || whole >= state.share.ownership().slots()) {
      throw refused(peer);
    }
    return state.share.slots().local(whole);
  }

  private static void add(Received rows, int member, int arcs) {
    if (rows.memberCount == rows.members.length) {
      rows.members = Arrays.copyOf(rows.members, Math.max(1024, 2 * rows.memberCount));
      rows.arcs = Arrays.copyOf(rows.arcs, rows.members.length);
    }
    rows.arcs[rows.memberCount] = (byte) arcs;
    rows.members[rows.memberCount++] = member;
  }

  /** Once all rows have arrived: puts them where those of own vertices stand. */
  void settle() {
    int[] counts = new int[state.vertices + 1];
    for (Received rows : received) {
      for (int piece = 0; piece < rows.pieceCount; piece++) {
        counts[rows.pieces[2 * piece]] += rows.pieces[2 * piece + 1];
      }
    }
    PartitionMap map = state.partitions;
    int[] next = counts; // where the next member of each row goes
    int[][] neighbors = new int[map.partitions()][];
    byte[][] ways = new byte[map.partitions()][];
    for (int partition = 0; partition < map.partitions(); partition++) {
      if (state.share.slots().wholePartition(partition) >= 0) {
        continue;
      }
      int first = map.start(partition);
      int[] starts = new int[map.end(partition) - first + 1];
      for (int row = 0; row < starts.length - 1; row++) {
        starts[row + 1] = Math.addExact(starts[row], counts[first + row]);
        next[first + row] = starts[row];
      }
      neighbors[partition] = new int[starts[starts.length - 1]];
      ways[partition] = countsArcs() ? new byte[neighbors[partition].length] : null;
      state.neighborRows.replace(partition, starts, neighbors[partition], ways[partition]);
    }
    for (Received rows : received) {
      int from = 0;
      for (int piece = 0; piece < rows.pieceCount; piece++) {
        int slot = rows.pieces[2 * piece];
        int length = rows.pieces[2 * piece + 1];
        int partition = state.neighborRows.partitionOf(slot);
        System.arraycopy(rows.members, from, neighbors[partition], next[slot], length);
        if (countsArcs()) {
          System.arraycopy(rows.arcs, from, ways[partition], next[slot], length);
        }
        next[slot] += length;
        from += length;
      }
    }
    Arrays.setAll(received, peer -> new Received());
  }

  private static JobException refused(int peer) {
    return new JobException(
        FailureKind.PROTOCOL,
        "worker "
            + peer
            + " sent neighbour lists that are not for this one; give all workers the same version"
            + " of the program");
  }
}
