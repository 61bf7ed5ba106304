package pregel.worker.kernel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import pregel.api.Combiner;
import pregel.api.ObjectChannel;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Mode;
import pregel.worker.engine.Route;
import pregel.worker.engine.SlotMoves;

/**
 * Object messages in flight.
 *
 * <p>A broadcast is one reference per sender, in one of two arrays that take turns: what supersteps
 * read and what they write. Addressed messages are staged per sender block and folded or listed
 * before the next superstep.
 */
final class ObjectMail extends KernelMail {
  final ObjectFold fold;

  /** Broadcast values: of the last superstep, and of this one. */
  Object[] readable;

  Object[] writable;

  /** The folded values of pushed broadcasts, for receivers named by {@link #touched}. */
  Object[] inbox;

  /** The folded addressed messages, for receivers named by {@link #arrived}. */
  Object[] arrivals;

  /** The partition, plus 1, whose messages are being folded for each receiver; 0 for none. */
  private int[] lastSource;

  private Object[] partial;

  /** The messages listed for each range. */
  final Object[][] lists;

  /** What is being sent. */
  private ObjectOutbox[] outboxes;

  /** What was sent in the last superstep; without a combiner, messages stay there to be read. */
  private ObjectOutbox[] sent;

  private final ObjectCrossing crossing;

  ObjectMail(JobState state, Route route) {
    super(state, route);
    this.fold = new ObjectFold(route.channel);
    int vertices = state.vertices;
    this.readable = new Object[vertices];
    this.writable = new Object[vertices];
    this.lists = new Object[state.threads][];
    this.outboxes = newOutboxes();
    this.sent = fold.combines() ? outboxes : newOutboxes();
    this.crossing = plan == null ? null : new ObjectCrossing(this);
    refoldLongRows(fold.custom != null);
  }

  private ObjectOutbox[] newOutboxes() {
    ObjectOutbox[] made = new ObjectOutbox[outboxCount()];
    for (int i = 0; i < made.length; i++) {
      made[i] = new ObjectOutbox(staging);
    }
    return made;
  }

  @Override
  boolean combines() {
    return fold.combines();
  }

  @Override
  boolean stages() {
    return true;
  }

  @Override
  void turnValues() {
    Object[] values = readable;
    readable = writable;
    writable = values;
    if (!fold.combines()) {
      ObjectOutbox[] old = sent;
      sent = outboxes;
      outboxes = old;
      clearOutboxes();
    }
  }

  @Override
  public boolean firstSuffices() {
    return fold.known == Combiner.FIRST;
  }

  @Override
  ObjectOutbox outbox(int place) {
    return outboxes[place];
  }

  /** Stages what a thread queued; called while computing. */
  void address(ObjectOutbox outbox, int[] targets, Object[] messages, int count) {
    outbox.stage(targets, messages, count);
  }

  @Override
  public void prepareInbox() {
    if (fold.combines()) {
      if (inbox == null) {
        inbox = new Object[state.vertices];
      }
      if (waiting && arrivals == null) {
        arrivals = new Object[state.vertices];
        arrived = Bits.forSlots(state.vertices);
        partial = new Object[state.vertices];
        lastSource = new int[state.vertices];
      }
    } else {
      if (route.mode == Mode.PUSH) {
        openLists();
      }
      openLinks();
    }
    staging.open();
  }

  @Override
  public void push(TargetRange range) {
    if (fold.combines()) {
      pushAll(range);
    } else {
      list(range);
    }
  }

  @Override
  public void deliver(int bucket) {
    if (!fold.combines()) {
      link(bucket);
    } else {
      foldStaged(bucket);
    }
  }

  @Override
  void clearOutboxes() {
    for (ObjectOutbox outbox : outboxes) {
      outbox.clear();
    }
  }

  /** Folds the broadcasts into their receivers, senders in canonical order. */
  private void pushAll(TargetRange range) {
    Adjacency adjacency = route.sendRows();
    boolean whole = range.from() == 0 && range.end() == state.vertices;
    for (int block = 0; block < blocks.count(); block++) {
      if (!sending[block]) {
        continue;
      }
      Adjacency.Rows rows = adjacency.rows(blocks.partition(block));
      for (int word = blocks.start(block) >>> 6; word << 6 < blocks.end(block); word++) {
        for (long left = senders[word]; left != 0; left &= left - 1) {
          int sender = (word << 6) + Long.numberOfTrailingZeros(left);
          int row = sender - rows.firstSlot();
          int from = rows.offsets().get(row);
          int end = rows.ends().get(row);
          if (!whole) {
            from = Rows.firstAtLeast(rows.targets(), from, end, range.from());
            end = Rows.firstAtLeast(rows.targets(), from, end, range.end());
          }
          pushRow(rows, from, end, readable[sender]);
        }
      }
    }
  }

  private void pushRow(Adjacency.Rows rows, int from, int end, Object value) {
    int[] targets = rows.targets();
    DoubleBuffer weights = rows.weights();
    Object[] values = inbox;
    for (int k = from; k < end; k++) {
      int target = targets[k];
      Object message = fold.edge == null ? value : fold.edge.apply(value, Rows.weight(weights, k));
      long bit = 1L << target;
      if ((touched[target >>> 6] & bit) == 0) {
        touched[target >>> 6] |= bit;
        touchBlock(target);
        values[target] = fold.begin(message);
      } else {
        values[target] = fold.combine(values[target], message);
      }
    }
  }

  /** Folds staged messages: each source partition completely, then over the partitions in order. */
  private void foldStaged(int bucket) {
    for (int place = 0; place < staging.count(); place++) {
      int block = staging.block(place);
      ObjectOutbox outbox = outboxes[staging.thread(block)];
      int end = staging.to(block, bucket);
      for (int at = staging.from(block, bucket); at < end; ) {
        int chunk = Outbox.chunk(at);
        int from = Outbox.index(at);
        int to = Math.min(Outbox.CHUNK, from + end - at);
        foldRun(
            outbox.targets(bucket, chunk), outbox.messages(bucket, chunk), from, to, source(block));
        at += to - from;
      }
    }
  }

  /** Folds messages of one source partition. */
  private void foldRun(int[] targets, Object[] messages, int from, int to, int partition) {
    int[] sources = lastSource;
    Object[] partials = partial;
    int source = partition + 1;
    for (int i = from; i < to; i++) {
      int target = targets[i];
      if (target < 0) {
        continue;
      }
      int before = sources[target];
      if (before == source) {
        partials[target] = fold.combine(partials[target], messages[i]);
      } else if (before == 0) {
        arrived[target >>> 6] |= 1L << target;
        touchBlock(target);
        arrivals[target] = fold.identity;
        partials[target] = fold.begin(messages[i]);
        sources[target] = source;
      } else if (fold.known != Combiner.FIRST) {
        arrivals[target] = fold.combine(arrivals[target], partials[target]);
        partials[target] = fold.begin(messages[i]);
        sources[target] = source;
      }
    }
  }

  /** The message at a place. */
  Object messageAt(int bucket, int link) {
    int place = place(link);
    return sent[thread(link)].messages(bucket, Outbox.chunk(place))[Outbox.index(place)];
  }

  /** The folded addressed messages of a vertex that {@link #arrived} names. */
  Object arrival(int slot) {
    return fold.known == Combiner.FIRST
        ? partial[slot]
        : fold.combine(arrivals[slot], partial[slot]);
  }

  @Override
  void clearArrived(int word) {
    if (lastSource != null) {
      Arrays.fill(lastSource, word << 6, Math.min(word + 1 << 6, lastSource.length), 0);
    }
    arrived[word] = 0;
  }

  /** Lists the broadcasts to each receiver, by sender. */
  private void list(TargetRange range) {
    clearCounts(range);
    walk(range, null);
    int size = placeLists(range);
    Object[] list = lists[range.number()];
    if (list == null || list.length < size) {
      list = new Object[size];
      lists[range.number()] = list;
    }
    endsAt(range);
    walk(range, list);
  }

  /** Visits every message of a range in order: counts them, or puts them where they belong. */
  private void walk(TargetRange range, Object[] list) {
    Adjacency adjacency = route.sendRows();
    for (int block = 0; block < blocks.count(); block++) {
      if (!sending[block]) {
        continue;
      }
      Adjacency.Rows rows = adjacency.rows(blocks.partition(block));
      for (int word = blocks.start(block) >>> 6; word << 6 < blocks.end(block); word++) {
        for (long left = senders[word]; left != 0; left &= left - 1) {
          int sender = (word << 6) + Long.numberOfTrailingZeros(left);
          int row = sender - rows.firstSlot();
          int end = rows.ends().get(row);
          int from = Rows.firstAtLeast(rows.targets(), rows.offsets().get(row), end, range.from());
          for (int k = from; k < end; k++) {
            int target = rows.targets()[k];
            if (target >= range.end()) {
              break;
            }
            if (list == null) {
              count(target);
            } else {
              Object value = readable[sender];
              list[listEnd[target]++] =
                  fold.edge == null
                      ? value
                      : fold.edge.apply(value, Rows.weight(rows.weights(), k));
            }
          }
        }
      }
    }
  }

  /** The list that holds a vertex's messages. */
  Object[] listOf(int slot) {
    return lists[rangeOf(slot)];
  }

  @Override
  public void foldLongRows(long[] receivers) {
    int[] edges = new int[state.vertices];
    Object[] run = new Object[state.vertices];
    for (int slot = 0; slot < state.vertices; slot++) {
      if (Bits.get(receivers, slot)) {
        inbox[slot] = fold.identity;
      }
    }
    Adjacency adjacency = route.sendRows();
    for (int sender = 0; sender < state.vertices; sender++) {
      Adjacency.Rows rows = adjacency.rows(blocks.partition(blocks.of(sender)));
      boolean sends = Bits.get(senders, sender);
      for (int k = rows.start(sender); k < rows.end(sender); k++) {
        int target = rows.targets()[k];
        if (!Bits.get(receivers, target)) {
          continue;
        }
        if (edges[target]++ == JobState.FOLD_BLOCK) {
          edges[target] = 1;
          inbox[target] = fold.combine(inbox[target], run[target]);
          run[target] = fold.identity;
        }
        if (sends) {
          Object value = readable[sender];
          Object message =
              fold.edge == null ? value : fold.edge.apply(value, Rows.weight(rows.weights(), k));
          run[target] = fold.combine(run[target], message);
        }
      }
    }
    for (int slot = 0; slot < state.vertices; slot++) {
      if (Bits.get(receivers, slot)) {
        inbox[slot] = fold.combine(inbox[slot], run[slot]);
      }
    }
  }

  @Override
  public int valueBytes() {
    return 0;
  }

  @Override
  void putValue(int slot, ByteBuffer out) {
    throw new UnsupportedOperationException("objects have no fixed length");
  }

  @Override
  void takeValue(int slot, ByteBuffer in) {
    throw new UnsupportedOperationException("objects have no fixed length");
  }

  @Override
  void admitValue(int slot, ByteBuffer in) {
    throw new UnsupportedOperationException("objects have no fixed length");
  }

  @Override
  public void admit(int slot, DataInput value) throws IOException {
    readable[slot] = ((ObjectChannel<?>) route.channel).codec().read(value);
    admit(slot);
  }

  @Override
  @SuppressWarnings("unchecked") // the channel's own messages
  public void writeValues(int[] slots, int from, int end, long[] which, DataOutput out)
      throws IOException {
    var codec = ((ObjectChannel<Object>) route.channel).codec();
    for (int at = from; at < end; at++) {
      if (Bits.get(which, at - from)) {
        codec.write(writable[slots[at]], out);
      }
    }
  }

  @Override
  public void readValues(int[] slots, int from, int end, long[] which, DataInput in)
      throws IOException {
    var codec = ((ObjectChannel<?>) route.channel).codec();
    for (int at = from; at < end; at++) {
      if (Bits.get(which, at - from)) {
        writable[slots[at]] = codec.read(in);
      }
    }
  }

  @Override
  Outbox[] sentOutboxes() {
    return sent;
  }

  @Override
  Crossing crossing() {
    return crossing;
  }

  @Override
  void rearrangeValues(SlotMoves moves) {
    readable = rearranged(readable, moves);
    writable = rearranged(writable, moves);
    inbox = null;
    arrivals = null;
    partial = null;
    lastSource = null;
  }

  private Object[] rearranged(Object[] values, SlotMoves moves) {
    Object[] moved = new Object[moves.slots()];
    int kept = Math.min(values.length, moves.firstAdded());
    System.arraycopy(values, 0, moved, 0, kept);
    for (int slot = kept; slot < moved.length; slot++) {
      if (moves.old(slot) >= 0) {
        moved[slot] = values[moves.old(slot)];
      }
    }
    return moved;
  }
}
