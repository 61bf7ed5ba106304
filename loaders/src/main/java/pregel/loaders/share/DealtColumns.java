package pregel.loaders.share;

import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.DividedGraph;
import pregel.core.graph.DividedNames;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.ListedColumn;
import pregel.core.graph.OffHeap;
import pregel.core.graph.VertexColumn;
import pregel.core.share.LocalSlots;
import pregel.core.share.Ownership;
import pregel.core.transport.Collective;
import pregel.core.transport.Exchange;
import pregel.core.transport.OutFrame;

/**
 * The columns of vertices, which one worker has read, dealt out to the owners of the vertices.
 * Columns of strings are left out: no program reads them.
 *
 * <pre>
 *  a frame: partition: the column; for each value 4 slot of the whole graph, 8 bits
 * </pre>
 */
final class DealtColumns {
  private static final int PER_FRAME = 1 << 14;
  private static final int VALUE_BYTES = Integer.BYTES + Long.BYTES;

  private final DividedGraph part;
  private final Ownership ownership;
  private final LocalSlots slots;
  private final DividedNames names;
  private final Collective together;

  /**
   * @param names what ids stand for; null if they are numbers
   */
  DealtColumns(
      DividedGraph part,
      Ownership ownership,
      LocalSlots slots,
      DividedNames names,
      Collective together) {
    this.names = names;
    this.part = part;
    this.ownership = ownership;
    this.slots = slots;
    this.together = together;
  }

  /** The columns by local slot, of the vertices that are owned here. */
  List<VertexColumn> deal(EdgeInput input) throws InterruptedException {
    boolean hasTable = !input.columns().isEmpty();
    int[] places = new int[hasTable ? input.columns().get(0).present().length : 0];
    long repeated = place(input, places);
    for (long[] found : together.gather(repeated)) {
      if (found[0] >= 0) {
        throw new JobException(
            FailureKind.INPUT,
            "vertex "
                + (names == null ? Long.toString(found[0]) : names.names(found[0])[0])
                + ": has two lines in the vertex file; keep the one whose values hold");
      }
    }
    List<ListedColumn> mine = new ArrayList<>();
    StringBuilder described = new StringBuilder();
    for (ListedColumn column : input.columns()) {
      if (column.type() != VertexColumn.Type.STRING) {
        mine.add(column);
        described.append(column.type().name()).append(' ').append(column.name()).append('\n');
      }
    }
    List<VertexColumn> columns = new ArrayList<>();
    for (byte[] said : together.gather(described.toString().getBytes(StandardCharsets.UTF_8))) {
      for (String line : new String(said, StandardCharsets.UTF_8).split("\n")) {
        if (!line.isEmpty()) {
          columns.add(empty(line));
        }
      }
    }
    if (columns.isEmpty()) {
      return columns;
    }
    Exchange exchange =
        together.open(
            frame -> {
              VertexColumn column = columns.get(frame.partition());
              var body = frame.body();
              while (body.hasRemaining()) {
                int slot = body.getInt();
                put(column, slot, body.getLong());
              }
            });
    for (int number = 0; number < mine.size(); number++) {
      send(mine.get(number), number, places, columns.get(number), exchange);
    }
    together.finish(exchange);
    return columns;
  }

  private VertexColumn empty(String line) {
    String[] typeAndName = line.split(" ", 2);
    return new VertexColumn(
        typeAndName[1],
        VertexColumn.Type.valueOf(typeAndName[0]),
        OffHeap.longs(slots.count()),
        OffHeap.longs(slots.count() + 63 >>> 6),
        null);
  }

  private void put(VertexColumn column, int wholeSlot, long bits) {
    int slot = slots.local(wholeSlot);
    LongBuffer present = column.present();
    column.bits().put(slot, bits);
    present.put(slot >>> 6, present.get(slot >>> 6) | 1L << slot);
  }

  private void send(
      ListedColumn column, int number, int[] places, VertexColumn own, Exchange exchange)
      throws InterruptedException {
    OutFrame[] frames = new OutFrame[together.workers()];
    for (int place = 0; place < places.length; place++) {
      if (!column.present()[place]) {
        continue;
      }
      int owner = ownership.ownerOfSlot(places[place]);
      if (owner == together.self()) {
        put(own, places[place], column.bits()[place]);
        continue;
      }
      if (frames[owner] == null) {
        frames[owner] = exchange.allocate(owner, PER_FRAME * VALUE_BYTES);
      }
      frames[owner].body().putInt(places[place]).putLong(column.bits()[place]);
      if (!frames[owner].body().hasRemaining()) {
        exchange.send(owner, frames[owner], 0, number, PER_FRAME);
        frames[owner] = null;
      }
    }
    for (int peer = 0; peer < frames.length; peer++) {
      if (frames[peer] != null) {
        int count = frames[peer].body().position() / VALUE_BYTES;
        exchange.send(peer, frames[peer], 0, number, count);
      }
    }
  }

  /**
   * Puts the slots of the vertices of the table, in its order, into an array.
   *
   * @return the id of the first vertex that has two lines; -1 if there is none
   */
  private long place(EdgeInput input, int[] places) {
    long[] seen = new long[part.vertices() + 63 >>> 6];
    for (int place = 0; place < places.length; place++) {
      int slot = part.slot(input.vertices()[place]);
      if ((seen[slot >>> 6] >>> slot & 1) != 0) {
        return input.vertices()[place];
      }
      seen[slot >>> 6] |= 1L << slot;
      places[place] = slot;
    }
    return -1;
  }
}
