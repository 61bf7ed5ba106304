package pregel.worker.kernel;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import pregel.api.Combiner;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Mode;
import pregel.worker.engine.Route;
import pregel.worker.engine.SlotMoves;

/**
 * Int messages in flight.
 *
 * <p>A broadcast is one value per sender, in one of two arrays that take turns: what supersteps
 * read and what they write. Where a fold absorbs the identity, an array holds it for all who did
 * not send, so that pulling tests no bits. Addressed messages fold on arrival if the combiner
 * allows any order; else they are staged per sender block and folded or listed before the next
 * superstep.
 */
final class IntMail extends KernelMail {
  final IntFold fold;
  final boolean absorbing;
  final boolean exact;

  /** Broadcast values: of the last superstep, and of this one. */
  int[] readable;

  int[] writable;

  /** The folded values of pushed broadcasts, for receivers named by {@link #touched}. */
  int[] inbox;

  /** The folded addressed messages, for receivers named by {@link #arrived}. */
  int[] arrivals;

  private long[] arriving;
  private int[] nextArrivals;

  /** The partition, plus 1, whose messages are being folded for each receiver; 0 for none. */
  private int[] lastSource;

  private int[] partial;

  /** The messages listed for each range. */
  final int[][] lists;

  /** What is being sent. */
  private IntOutbox[] outboxes;

  /** What was sent in the last superstep; without a combiner, messages stay there to be read. */
  private IntOutbox[] sent;

  /** Where messages fold in any order, who holds one has a bucket's arrivals for itself. */
  private final Object[] locks;

  private final IntCrossing crossing;

  IntMail(JobState state, Route route) {
    super(state, route);
    this.fold = new IntFold(route.channel);
    this.absorbing = fold.absorbsIdentity();
    this.exact = fold.isExact() && state.topology == null && plan == null;
    int vertices = state.vertices;
    this.readable = new int[vertices];
    this.writable = new int[vertices];
    if (absorbing) {
      Arrays.fill(readable, fold.identity);
      Arrays.fill(writable, fold.identity);
    }
    this.lists = new int[state.threads][];
    this.outboxes = newOutboxes();
    this.sent = fold.combines() ? outboxes : newOutboxes();
    this.locks = Stream.generate(Object::new).limit(staging.buckets).toArray();
    this.crossing = plan == null ? null : new IntCrossing(this);
    refoldLongRows(fold.combines() && !fold.isExact() && fold.known != Combiner.FIRST);
  }

  private IntOutbox[] newOutboxes() {
    IntOutbox[] made = new IntOutbox[outboxCount()];
    for (int i = 0; i < made.length; i++) {
      made[i] = new IntOutbox(staging, exact ? this : null);
    }
    return made;
  }

  @Override
  boolean combines() {
    return fold.combines();
  }

  @Override
  boolean stages() {
    return !exact;
  }

  @Override
  void turnValues() {
    int[] values = readable;
    readable = writable;
    writable = values;
    if (!fold.combines()) {
      IntOutbox[] old = sent;
      sent = outboxes;
      outboxes = old;
      clearOutboxes();
    }
    if (exact && arriving != null) {
      long[] swapBits = arrived;
      arrived = arriving;
      arriving = swapBits;
      int[] swapValues = arrivals;
      arrivals = nextArrivals;
      nextArrivals = swapValues;
    }
  }

  @Override
  public boolean firstSuffices() {
    return fold.known == Combiner.FIRST;
  }

  @Override
  IntOutbox outbox(int place) {
    return outboxes[place];
  }

  /** Stages or folds what a thread queued, and may overwrite it; called while computing. */
  void address(IntOutbox outbox, int[] targets, int[] messages, int count) {
    if (!exact) {
      outbox.stage(targets, messages, count);
    } else if (state.threads == 1) {
      openArrivals();
      fold(targets, messages, count, nextArrivals, arriving);
    } else {
      outbox.foldOrStage(targets, messages, count, fold);
    }
  }

  /** Folds what an outbox has for a bucket; called while computing. */
  void foldFull(IntOutbox outbox, int bucket) {
    openArrivals();
    synchronized (locks[bucket]) {
      foldMoved(outbox, bucket, nextArrivals, arriving);
    }
  }

  /** Folds what an outbox gathered for a bucket; the caller has the bucket for itself. */
  private void foldMoved(IntOutbox outbox, int bucket, int[] values, long[] bits) {
    int size = outbox.moved(bucket);
    for (int from = 0; from < size; from += Outbox.CHUNK) {
      int chunk = Outbox.chunk(from);
      fold(
          outbox.targets(bucket, chunk),
          outbox.messages(bucket, chunk),
          Math.min(Outbox.CHUNK, size - from),
          values,
          bits);
    }
    outbox.clear(bucket);
  }

  private void fold(int[] targets, int[] messages, int count, int[] values, long[] bits) {
    for (int i = 0; i < count; i++) {
      int target = targets[i];
      values[target] = fold.combine(values[target], messages[i]);
      bits[target >>> 6] |= 1L << target;
    }
  }

  @Override
  synchronized void openArrivals() {
    if (arriving == null) {
      int[] first = new int[state.vertices];
      int[] second = new int[state.vertices];
      Arrays.fill(first, fold.identity);
      Arrays.fill(second, fold.identity);
      arrivals = first;
      arrived = Bits.forSlots(state.vertices);
      nextArrivals = second;
      arriving = Bits.forSlots(state.vertices);
    }
  }

  @Override
  public void prepareInbox() {
    if (fold.combines()) {
      if (inbox == null) {
        inbox = new int[state.vertices];
      }
      if (waiting && !exact && arrivals == null) {
        arrivals = new int[state.vertices];
        arrived = Bits.forSlots(state.vertices);
        partial = new int[state.vertices];
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
    } else if (exact) {
      gatherArrivals(bucket);
    } else {
      foldStaged(bucket);
    }
  }

  @Override
  void clearOutboxes() {
    for (IntOutbox outbox : outboxes) {
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

  private void pushRow(Adjacency.Rows rows, int from, int end, int value) {
    int[] targets = rows.targets();
    DoubleBuffer weights = rows.weights();
    int[] values = inbox;
    for (int k = from; k < end; k++) {
      int target = targets[k];
      int message = fold.edge == null ? value : fold.edge.apply(value, Rows.weight(weights, k));
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

  /** Adds what threads still have for a bucket, and flags the blocks of receivers. */
  private void gatherArrivals(int bucket) {
    int start = staging.start(bucket);
    int end = staging.start(bucket + 1);
    int hotEnd = Math.min(Outbox.HOT, end);
    for (IntOutbox outbox : outboxes) {
      for (int word = start >>> 6; outbox.hotBits != null && word << 6 < hotEnd; word++) {
        for (long left = outbox.hotBits[word]; left != 0; left &= left - 1) {
          int target = (word << 6) + Long.numberOfTrailingZeros(left);
          arrivals[target] = fold.combine(arrivals[target], outbox.hot[target]);
          outbox.hot[target] = fold.identity;
        }
        arrived[word] |= outbox.hotBits[word];
        outbox.hotBits[word] = 0;
      }
      foldMoved(outbox, bucket, arrivals, arrived);
    }
    for (int word = start >>> 6; word << 6 < end; word++) {
      if (arrived[word] != 0) {
        touchBlock(word << 6);
      }
    }
  }

  /** Folds staged messages: each source partition completely, then over the partitions in order. */
  private void foldStaged(int bucket) {
    for (int place = 0; place < staging.count(); place++) {
      int block = staging.block(place);
      IntOutbox outbox = outboxes[staging.thread(block)];
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
  private void foldRun(int[] targets, int[] messages, int from, int to, int partition) {
    int[] sources = lastSource;
    int[] partials = partial;
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
  int messageAt(int bucket, int link) {
    int place = place(link);
    return sent[thread(link)].messages(bucket, Outbox.chunk(place))[Outbox.index(place)];
  }

  /** The folded addressed messages of a vertex that {@link #arrived} names. */
  int arrival(int slot) {
    if (exact) {
      return arrivals[slot];
    }
    return fold.known == Combiner.FIRST
        ? partial[slot]
        : fold.combine(arrivals[slot], partial[slot]);
  }

  @Override
  void clearArrived(int word) {
    if (exact) {
      for (long left = arrived[word]; left != 0; left &= left - 1) {
        arrivals[(word << 6) + Long.numberOfTrailingZeros(left)] = fold.identity;
      }
    } else if (lastSource != null) {
      Arrays.fill(lastSource, word << 6, Math.min(word + 1 << 6, lastSource.length), 0);
    }
    arrived[word] = 0;
  }

  /** Lists the broadcasts to each receiver, by sender. */
  private void list(TargetRange range) {
    clearCounts(range);
    walk(range, null);
    int size = placeLists(range);
    int[] list = lists[range.number()];
    if (list == null || list.length < size) {
      list = new int[size];
      lists[range.number()] = list;
    }
    endsAt(range);
    walk(range, list);
  }

  /** Visits every message of a range in order: counts them, or puts them where they belong. */
  private void walk(TargetRange range, int[] list) {
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
              int value = readable[sender];
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
  int[] listOf(int slot) {
    return lists[rangeOf(slot)];
  }

  @Override
  void forget(int base, long stale) {
    if (absorbing) {
      for (long left = stale; left != 0; left &= left - 1) {
        writable[base + Long.numberOfTrailingZeros(left)] = fold.identity;
      }
    }
  }

  @Override
  public void foldLongRows(long[] receivers) {
    int[] edges = new int[state.vertices];
    int[] run = new int[state.vertices];
    Arrays.fill(run, fold.identity);
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
          int value = readable[sender];
          int message =
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
    return Integer.BYTES;
  }

  @Override
  void putValue(int slot, ByteBuffer out) {
    out.putInt(writable[slot]);
  }

  @Override
  void takeValue(int slot, ByteBuffer in) {
    writable[slot] = in.getInt();
  }

  @Override
  void admitValue(int slot, ByteBuffer in) {
    readable[slot] = in.getInt();
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

  private int[] rearranged(int[] values, SlotMoves moves) {
    int[] moved = new int[moves.slots()];
    if (absorbing) {
      Arrays.fill(moved, fold.identity);
    }
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
