package pregel.worker.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import pregel.api.Combiner;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;
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
  private static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(int[].class);

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
  private int[] lastPartition;
  private int[] partial;

  /** The messages listed for each range. */
  final int[][] lists;

  private final IntOutbox[] outboxes;
  private volatile boolean anyArriving;

  IntMail(JobState state, Route route) {
    super(state, route);
    this.fold = new IntFold(route.channel);
    this.absorbing = fold.absorbsIdentity();
    this.exact = fold.isExact() && state.topology == null;
    int vertices = state.vertices;
    this.readable = new int[vertices];
    this.writable = new int[vertices];
    if (absorbing) {
      Arrays.fill(readable, fold.identity);
      Arrays.fill(writable, fold.identity);
    }
    this.lists = new int[state.threads][];
    this.outboxes = new IntOutbox[state.threads];
    for (int i = 0; i < outboxes.length; i++) {
      outboxes[i] = new IntOutbox();
    }
    refoldLongRows(fold.combines() && !fold.isExact() && fold.known != Combiner.FIRST);
  }

  @Override
  boolean combines() {
    return fold.combines();
  }

  @Override
  void turnValues() {
    int[] values = readable;
    readable = writable;
    writable = values;
    if (exact && arriving != null) {
      long[] swapBits = arrived;
      arrived = arriving;
      arriving = swapBits;
      int[] swapValues = arrivals;
      arrivals = nextArrivals;
      nextArrivals = swapValues;
    }
    anyArriving = false;
  }

  @Override
  public boolean firstSuffices() {
    return fold.known == Combiner.FIRST;
  }

  IntOutbox outbox(int thread) {
    return outboxes[thread];
  }

  /** Sends to one vertex; called while computing. */
  void address(IntOutbox outbox, int target, int message) {
    if (exact) {
      arrive(outbox, target, message);
    } else {
      outbox.add(target, message);
    }
  }

  private void arrive(IntOutbox outbox, int target, int message) {
    if (arriving == null || !anyArriving) {
      openArrivals();
    }
    int[] values = nextArrivals;
    if (state.threads == 1) {
      values[target] = fold.combine(values[target], message);
      Bits.set(arriving, target);
    } else if (target < IntOutbox.HOT) {
      outbox.foldHot(target, message, fold);
    } else {
      int old;
      int folded;
      do {
        old = (int) ELEMENTS.getVolatile(values, target);
        folded = fold.combine(old, message);
      } while (!ELEMENTS.compareAndSet(values, target, old, folded));
      Bits.setShared(arriving, target);
    }
  }

  private synchronized void openArrivals() {
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
    anyArriving = true;
    waiting = true;
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
        lastPartition = new int[state.vertices];
      }
    } else {
      openLists();
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
  void clearOutboxes() {
    for (IntOutbox outbox : outboxes) {
      outbox.clear();
    }
  }

  /** Folds the broadcasts into their receivers, senders in canonical order. */
  private void push(TargetRange range) {
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

  /** Adds what threads folded for themselves, and flags the blocks of receivers. */
  private void gatherArrivals(TargetRange range) {
    int hotEnd = Math.min(IntOutbox.HOT, range.end());
    for (IntOutbox outbox : outboxes) {
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
      IntOutbox outbox = outboxes[stagedBy[block] - 1];
      int partition = blocks.partition(block);
      for (int i = stagedFrom[block]; i < stagedTo[block]; i++) {
        int target = outbox.targets[i];
        if (target < range.from() || target >= range.end()) {
          continue;
        }
        int message = outbox.messages[i];
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
    }
    arrived[word] = 0;
  }

  /**
   * Lists the messages of each receiver: broadcasts by sender, then addressed ones by sender and
   * send number.
   */
  private void list(TargetRange range, boolean pushBroadcasts) {
    clearCounts(range);
    walk(range, pushBroadcasts, null);
    int size = placeLists(range);
    int[] list = lists[range.number()];
    if (list == null || list.length < size) {
      list = new int[size];
      lists[range.number()] = list;
    }
    endsAt(range);
    walk(range, pushBroadcasts, list);
  }

  /** Visits every message of a range in order: counts them, or puts them where they belong. */
  private void walk(TargetRange range, boolean pushBroadcasts, int[] list) {
    Adjacency adjacency = pushBroadcasts ? route.sendRows() : null;
    for (int block = 0; pushBroadcasts && block < blocks.count(); block++) {
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
    for (int block = 0; waiting && block < blocks.count(); block++) {
      if (stagedBy[block] == 0) {
        continue;
      }
      IntOutbox outbox = outboxes[stagedBy[block] - 1];
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
  Outbox[] outboxes() {
    return outboxes;
  }

  @Override
  void rearrangeValues(SlotMoves moves) {
    readable = rearranged(readable, moves);
    writable = rearranged(writable, moves);
    inbox = null;
    arrivals = null;
    partial = null;
    lastPartition = null;
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
