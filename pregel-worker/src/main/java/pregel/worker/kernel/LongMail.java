package pregel.worker.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import pregel.api.Combiner;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.Blocks;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Kernel;
import pregel.worker.engine.Mail;

/**
 * Long messages in flight.
 *
 * <p>A broadcast is one value per sender, in one of two arrays that take turns: what supersteps
 * read and what they write. Where a fold absorbs the identity, an array holds it for all who did
 * not send, so that pulling tests no bits. Addressed messages fold on arrival if the combiner
 * allows any order; else they are staged per sender block and folded or listed before the next
 * superstep.
 */
final class LongMail extends Mail {
  private static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(long[].class);

  final JobState state;
  final LongFold fold;
  final boolean absorbing;
  final boolean exact;
  private final boolean largeRows;
  private final Blocks blocks;

  /** Broadcast values and their senders: of the last superstep, and of this one. */
  long[] readable;

  long[] writable;
  long[] senders;
  long[] nextSenders;

  /** Whether a block has bits in {@link #senders}, {@link #nextSenders}. */
  boolean[] sending;

  boolean[] nextSending;

  /**
   * Receivers of pushed broadcasts, or of any listed message; with a combiner, their folded values.
   */
  final long[] touched;

  private final boolean[] touchedBlocks;
  long[] inbox;

  /** Receivers of addressed messages with a combiner, and their folded values. */
  long[] arrived;

  long[] arrivals;
  private long[] arriving;
  private long[] nextArrivals;
  private int[] lastPartition;
  private long[] partial;

  /**
   * Listed messages: where each vertex's start among those of its range, and the ranges' messages.
   */
  int[] listStart;

  int[] listEnd;
  final long[][] lists;
  private final int[] rangeEnds;

  private final LongOutbox[] outboxes;
  private int[] stagedBy;
  private int[] stagedFrom;
  private int[] stagedTo;
  private volatile boolean waiting;
  private volatile boolean anyArriving;

  LongMail(JobState state) {
    this.state = state;
    this.fold = new LongFold(state.schema);
    this.absorbing = fold.absorbsIdentity();
    this.exact = fold.isExact();
    this.blocks = state.blocks;
    int vertices = state.vertices;
    this.readable = new long[vertices];
    this.writable = new long[vertices];
    if (absorbing) {
      Arrays.fill(readable, fold.identity);
      Arrays.fill(writable, fold.identity);
    }
    this.senders = Bits.forSlots(vertices);
    this.nextSenders = Bits.forSlots(vertices);
    this.sending = new boolean[blocks.count()];
    this.nextSending = new boolean[blocks.count()];
    this.touched = Bits.forSlots(vertices);
    this.touchedBlocks = new boolean[blocks.count()];
    this.lists = new long[state.threads][];
    this.rangeEnds = new int[state.threads];
    this.outboxes = new LongOutbox[state.threads];
    for (int i = 0; i < outboxes.length; i++) {
      outboxes[i] = new LongOutbox();
    }
    boolean large = false;
    if (fold.combines() && !exact && fold.known != Combiner.FIRST) {
      for (int slot = 0; slot < vertices && !large; slot++) {
        large = state.inboxDegree(slot) > JobState.FOLD_BLOCK;
      }
    }
    this.largeRows = large;
  }

  @Override
  public Kernel kernel(int thread) {
    return new LongKernel(this, thread);
  }

  @Override
  public void turn() {
    long[] values = readable;
    readable = writable;
    writable = values;
    long[] bits = senders;
    senders = nextSenders;
    nextSenders = bits;
    boolean[] flags = sending;
    sending = nextSending;
    nextSending = flags;
    if (exact && arriving != null) {
      long[] swapBits = arrived;
      arrived = arriving;
      arriving = swapBits;
      long[] swapValues = arrivals;
      arrivals = nextArrivals;
      nextArrivals = swapValues;
    }
    anyArriving = false;
  }

  @Override
  public boolean hasAddressed() {
    return waiting;
  }

  @Override
  public boolean isCombined() {
    return fold.combines();
  }

  @Override
  public boolean firstSuffices() {
    return fold.known == Combiner.FIRST;
  }

  @Override
  public boolean isBusy(int block) {
    return touchedBlocks[block] || nextSending[block];
  }

  /** Marks a block that has receivers; several threads may do so at once. */
  private void touchBlock(int slot) {
    touchedBlocks[blocks.of(slot)] = true;
  }

  @Override
  public boolean refolds() {
    return largeRows;
  }

  /** After a block was computed: nothing waits there any more. */
  void consumed(int block) {
    touchedBlocks[block] = false;
  }

  // ---- sending -------------------------------------------------------------------------------

  LongOutbox outbox(int thread) {
    return outboxes[thread];
  }

  /** Sends to one vertex; called while computing. */
  void address(LongOutbox outbox, int target, long message) {
    if (exact) {
      arrive(outbox, target, message);
    } else {
      outbox.add(target, message);
    }
  }

  private void arrive(LongOutbox outbox, int target, long message) {
    if (arriving == null || !anyArriving) {
      openArrivals();
    }
    long[] values = nextArrivals;
    if (state.threads == 1) {
      values[target] = fold.combine(values[target], message);
      Bits.set(arriving, target);
    } else if (target < LongOutbox.HOT) {
      outbox.foldHot(target, message, fold);
    } else {
      long old;
      long folded;
      do {
        old = (long) ELEMENTS.getVolatile(values, target);
        folded = fold.combine(old, message);
      } while (!ELEMENTS.compareAndSet(values, target, old, folded));
      Bits.setShared(arriving, target);
    }
  }

  private synchronized void openArrivals() {
    if (arriving == null) {
      long[] first = new long[state.vertices];
      long[] second = new long[state.vertices];
      Arrays.fill(first, fold.identity);
      Arrays.fill(second, fold.identity);
      arrivals = first;
      arrived = Bits.forSlots(state.vertices);
      nextArrivals = second;
      arriving = Bits.forSlots(state.vertices);
    }
    anyArriving = true;
    waiting = true;
  }

  /** Notes which thread holds the messages that a block staged. */
  void staged(int block, int thread, int from, int to) {
    if (to > from) {
      if (stagedBy == null) {
        openStaging();
      }
      stagedFrom[block] = from;
      stagedTo[block] = to;
      stagedBy[block] = thread + 1;
      waiting = true;
    }
  }

  private synchronized void openStaging() {
    if (stagedBy == null) {
      stagedFrom = new int[blocks.count()];
      stagedTo = new int[blocks.count()];
      stagedBy = new int[blocks.count()];
    }
  }

  // ---- delivery ------------------------------------------------------------------------------

  @Override
  public void prepareInbox() {
    if (fold.combines()) {
      if (inbox == null) {
        inbox = new long[state.vertices];
      }
      if (waiting && !exact && arrivals == null) {
        arrivals = new long[state.vertices];
        arrived = Bits.forSlots(state.vertices);
        partial = new long[state.vertices];
        lastPartition = new int[state.vertices];
      }
    } else if (listStart == null) {
      listStart = new int[state.vertices];
      listEnd = new int[state.vertices];
    }
  }

  @Override
  public void deliver(TargetRange range, boolean pushBroadcasts) {
    if (fold.combines()) {
      if (pushBroadcasts) {
        push(range);
      }
      if (waiting) {
        if (exact) {
          gatherArrivals(range);
        } else {
          foldStaged(range);
        }
      }
    } else {
      list(range, pushBroadcasts);
    }
  }

  @Override
  public void delivered() {
    for (LongOutbox outbox : outboxes) {
      outbox.clear();
    }
    if (stagedBy != null) {
      Arrays.fill(stagedBy, 0);
    }
    waiting = false;
  }

  /** Folds the broadcasts into their receivers, senders in canonical order. */
  private void push(TargetRange range) {
    Adjacency adjacency = state.sendRows();
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
          int end = rows.offsets().get(row + 1);
          if (!whole) {
            from = Rows.firstAtLeast(rows.targets(), from, end, range.from());
            end = Rows.firstAtLeast(rows.targets(), from, end, range.end());
          }
          pushRow(rows, from, end, readable[sender]);
        }
      }
    }
  }

  private void pushRow(Adjacency.Rows rows, int from, int end, long value) {
    int[] targets = rows.targets();
    DoubleBuffer weights = rows.weights();
    long[] values = inbox;
    for (int k = from; k < end; k++) {
      int target = targets[k];
      long message = fold.edge == null ? value : fold.edge.apply(value, Rows.weight(weights, k));
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

  /**
   * Whether a pushed value must be folded again from the row: sums over rows longer than a fold
   * block.
   */
  boolean mustRefold(int slot) {
    return largeRows && state.inboxDegree(slot) > JobState.FOLD_BLOCK;
  }

  /** Adds what threads folded for themselves, and flags the blocks of receivers. */
  private void gatherArrivals(TargetRange range) {
    int hotEnd = Math.min(LongOutbox.HOT, range.end());
    for (LongOutbox outbox : outboxes) {
      for (int word = range.from() >>> 6; outbox.hotBits != null && word << 6 < hotEnd; word++) {
        for (long left = outbox.hotBits[word]; left != 0; left &= left - 1) {
          int target = (word << 6) + Long.numberOfTrailingZeros(left);
          arrivals[target] = fold.combine(arrivals[target], outbox.hot[target]);
          outbox.hot[target] = fold.identity;
        }
        arrived[word] |= outbox.hotBits[word];
        outbox.hotBits[word] = 0;
      }
    }
    for (int word = range.from() >>> 6; word << 6 < range.end(); word++) {
      if (arrived[word] != 0) {
        touchBlock(word << 6);
      }
    }
  }

  /** Folds staged messages: each source partition completely, then over the partitions in order. */
  private void foldStaged(TargetRange range) {
    for (int block = 0; block < blocks.count(); block++) {
      if (stagedBy[block] == 0) {
        continue;
      }
      LongOutbox outbox = outboxes[stagedBy[block] - 1];
      int partition = blocks.partition(block);
      for (int i = stagedFrom[block]; i < stagedTo[block]; i++) {
        int target = outbox.targets[i];
        if (target < range.from() || target >= range.end()) {
          continue;
        }
        long message = outbox.messages[i];
        long bit = 1L << target;
        if ((arrived[target >>> 6] & bit) == 0) {
          arrived[target >>> 6] |= bit;
          touchBlock(target);
          arrivals[target] = fold.identity;
          partial[target] = fold.begin(message);
          lastPartition[target] = partition;
        } else if (fold.known == Combiner.FIRST) {
          continue;
        } else if (lastPartition[target] == partition) {
          partial[target] = fold.combine(partial[target], message);
        } else {
          arrivals[target] = fold.combine(arrivals[target], partial[target]);
          partial[target] = fold.begin(message);
          lastPartition[target] = partition;
        }
      }
    }
  }

  /** The folded addressed messages of a vertex that {@link #arrived} names. */
  long arrival(int slot) {
    if (exact) {
      return arrivals[slot];
    }
    return fold.known == Combiner.FIRST
        ? partial[slot]
        : fold.combine(arrivals[slot], partial[slot]);
  }

  /**
   * Forgets the addressed messages of 64 vertices, before and after a superstep that may write them
   * again.
   */
  void clearArrived(int word) {
    if (exact) {
      for (long left = arrived[word]; left != 0; left &= left - 1) {
        arrivals[(word << 6) + Long.numberOfTrailingZeros(left)] = fold.identity;
      }
    }
    arrived[word] = 0;
  }

  /**
   * Lists the messages of each receiver: broadcasts by sender, then addressed ones by sender and
   * send number.
   */
  private void list(TargetRange range, boolean pushBroadcasts) {
    for (int slot = range.from(); slot < range.end(); slot++) {
      listEnd[slot] = 0;
    }
    walk(range, pushBroadcasts, null);
    int size = 0;
    for (int slot = range.from(); slot < range.end(); slot++) {
      int count = listEnd[slot];
      listStart[slot] = size;
      listEnd[slot] = size;
      size = Math.addExact(size, count);
    }
    long[] list = lists[range.number()];
    if (list == null || list.length < size) {
      list = new long[size];
      lists[range.number()] = list;
    }
    rangeEnds[range.number()] = range.end();
    walk(range, pushBroadcasts, list);
  }

  /** Visits every message of a range in order: counts them, or puts them where they belong. */
  private void walk(TargetRange range, boolean pushBroadcasts, long[] list) {
    Adjacency adjacency = pushBroadcasts ? state.sendRows() : null;
    for (int block = 0; pushBroadcasts && block < blocks.count(); block++) {
      if (!sending[block]) {
        continue;
      }
      Adjacency.Rows rows = adjacency.rows(blocks.partition(block));
      for (int word = blocks.start(block) >>> 6; word << 6 < blocks.end(block); word++) {
        for (long left = senders[word]; left != 0; left &= left - 1) {
          int sender = (word << 6) + Long.numberOfTrailingZeros(left);
          int row = sender - rows.firstSlot();
          int end = rows.offsets().get(row + 1);
          int from = Rows.firstAtLeast(rows.targets(), rows.offsets().get(row), end, range.from());
          for (int k = from; k < end; k++) {
            int target = rows.targets()[k];
            if (target >= range.end()) {
              break;
            }
            if (list == null) {
              count(target);
            } else {
              long value = readable[sender];
              list[listEnd[target]++] =
                  fold.edge == null
                      ? value
                      : fold.edge.apply(value, Rows.weight(rows.weights(), k));
            }
          }
        }
      }
    }
    for (int block = 0; waiting && block < blocks.count(); block++) {
      if (stagedBy[block] == 0) {
        continue;
      }
      LongOutbox outbox = outboxes[stagedBy[block] - 1];
      for (int i = stagedFrom[block]; i < stagedTo[block]; i++) {
        int target = outbox.targets[i];
        if (target >= range.from() && target < range.end()) {
          if (list == null) {
            count(target);
          } else {
            list[listEnd[target]++] = outbox.messages[i];
          }
        }
      }
    }
  }

  private void count(int target) {
    if (listEnd[target]++ == 0) {
      touched[target >>> 6] |= 1L << target;
      touchBlock(target);
    }
  }

  /** The list that holds a vertex's messages. */
  long[] listOf(int slot) {
    int range = 0;
    while (slot >= rangeEnds[range]) {
      range++;
    }
    return lists[range];
  }

  // ---- pulling -------------------------------------------------------------------------------

  /** Folds a receiver's row; those who did not send contribute the identity. */
  long pull(Adjacency.Rows rows, int from, int end) {
    if (end - from <= JobState.FOLD_BLOCK) {
      return pullRun(rows, from, end);
    }
    long folded = fold.identity;
    for (int block = from; block < end; block += JobState.FOLD_BLOCK) {
      int stop = Math.min(end, block + JobState.FOLD_BLOCK);
      folded = fold.combine(folded, pullRun(rows, block, stop));
    }
    return folded;
  }

  /**
   * Folds the rows of those of some vertices that still want messages, into {@code folded} by
   * place. A loop of its own for each combiner, apart from the program's code: the compiler keeps
   * it in registers.
   */
  void pullRows(Adjacency.Rows rows, int from, int end, long[] folded) {
    if (!absorbing || fold.edge != null) {
      pullEach(rows, from, end, folded);
      return;
    }
    switch (fold.known) {
      case SUM -> sumRows(rows, from, end, folded);
      case MIN -> minRows(rows, from, end, folded);
      case MAX -> maxRows(rows, from, end, folded);
      case FIRST -> throw new AssertionError("never absorbs");
    }
  }

  private void sumRows(Adjacency.Rows rows, int from, int end, long[] folded) {
    IntBuffer offsets = rows.offsets();
    int[] targets = rows.targets();
    long[] values = readable;
    long[] closed = state.closed;
    int first = rows.firstSlot();
    int k = offsets.get(from - first);
    for (int slot = from; slot < end; slot++) {
      int stop = offsets.get(slot + 1 - first);
      if (Bits.get(closed, slot)) {
        k = stop;
        continue;
      }
      if (stop - k > JobState.FOLD_BLOCK) {
        folded[slot - from] = pull(rows, k, stop);
        k = stop;
        continue;
      }
      long sum = fold.identity;
      for (; k < stop; k++) {
        sum += values[targets[k]];
      }
      folded[slot - from] = sum;
    }
  }

  private void minRows(Adjacency.Rows rows, int from, int end, long[] folded) {
    IntBuffer offsets = rows.offsets();
    int[] targets = rows.targets();
    long[] values = readable;
    long[] closed = state.closed;
    int first = rows.firstSlot();
    int k = offsets.get(from - first);
    for (int slot = from; slot < end; slot++) {
      int stop = offsets.get(slot + 1 - first);
      if (Bits.get(closed, slot)) {
        k = stop;
        continue;
      }
      if (stop - k > JobState.FOLD_BLOCK) {
        folded[slot - from] = pull(rows, k, stop);
        k = stop;
        continue;
      }
      long least = fold.identity;
      for (; k < stop; k++) {
        least = Math.min(least, values[targets[k]]);
      }
      folded[slot - from] = least;
    }
  }

  private void maxRows(Adjacency.Rows rows, int from, int end, long[] folded) {
    IntBuffer offsets = rows.offsets();
    int[] targets = rows.targets();
    long[] values = readable;
    long[] closed = state.closed;
    int first = rows.firstSlot();
    int k = offsets.get(from - first);
    for (int slot = from; slot < end; slot++) {
      int stop = offsets.get(slot + 1 - first);
      if (Bits.get(closed, slot)) {
        k = stop;
        continue;
      }
      if (stop - k > JobState.FOLD_BLOCK) {
        folded[slot - from] = pull(rows, k, stop);
        k = stop;
        continue;
      }
      long greatest = fold.identity;
      for (; k < stop; k++) {
        greatest = Math.max(greatest, values[targets[k]]);
      }
      folded[slot - from] = greatest;
    }
  }

  private void pullEach(Adjacency.Rows rows, int from, int end, long[] folded) {
    int first = rows.firstSlot();
    for (int slot = from; slot < end; slot++) {
      if (!Bits.get(state.closed, slot)) {
        int row = slot - first;
        folded[slot - from] = pull(rows, rows.offsets().get(row), rows.offsets().get(row + 1));
      }
    }
  }

  private long pullRun(Adjacency.Rows rows, int from, int end) {
    if (!absorbing) {
      return pullTested(rows, from, end);
    }
    int[] targets = rows.targets();
    long[] values = readable;
    long folded = fold.identity;
    for (int k = from; k < end; k++) {
      folded = fold.combine(folded, values[targets[k]]);
    }
    return folded;
  }

  private long pullTested(Adjacency.Rows rows, int from, int end) {
    int[] targets = rows.targets();
    long folded = fold.identity;
    for (int k = from; k < end; k++) {
      int sender = targets[k];
      if (Bits.get(senders, sender)) {
        long message = readable[sender];
        folded =
            fold.combine(
                folded,
                fold.edge == null
                    ? message
                    : fold.edge.apply(message, Rows.weight(rows.weights(), k)));
      }
    }
    return folded;
  }
}
