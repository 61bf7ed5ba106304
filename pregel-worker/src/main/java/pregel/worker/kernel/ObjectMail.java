package pregel.worker.kernel;

import java.nio.DoubleBuffer;
import pregel.api.Combiner;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;
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

  private int[] lastPartition;
  private Object[] partial;

  /** The messages listed for each range. */
  final Object[][] lists;

  private final ObjectOutbox[] outboxes;

  ObjectMail(JobState state, Route route) {
    super(state, route);
    this.fold = new ObjectFold(route.channel);
    int vertices = state.vertices;
    this.readable = new Object[vertices];
    this.writable = new Object[vertices];
    this.lists = new Object[state.threads][];
    this.outboxes = new ObjectOutbox[state.threads];
    for (int i = 0; i < outboxes.length; i++) {
      outboxes[i] = new ObjectOutbox();
    }
    refoldLongRows(fold.custom != null);
  }

  @Override
  boolean combines() {
    return fold.combines();
  }

  @Override
  void turnValues() {
    Object[] values = readable;
    readable = writable;
    writable = values;
  }

  @Override
  public boolean firstSuffices() {
    return fold.known == Combiner.FIRST;
  }

  ObjectOutbox outbox(int thread) {
    return outboxes[thread];
  }

  /** Sends to one vertex; called while computing. */
  void address(ObjectOutbox outbox, int target, Object message) {
    outbox.add(target, message);
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
        foldStaged(range);
      }
    } else {
      list(range, pushBroadcasts);
    }
  }

  @Override
  void clearOutboxes() {
    for (ObjectOutbox outbox : outboxes) {
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
  private void foldStaged(TargetRange range) {
    for (int block = 0; block < blocks.count(); block++) {
      if (stagedBy[block] == 0) {
        continue;
      }
      ObjectOutbox outbox = outboxes[stagedBy[block] - 1];
      int partition = blocks.partition(block);
      for (int i = stagedFrom[block]; i < stagedTo[block]; i++) {
        int target = outbox.targets[i];
        if (target < range.from() || target >= range.end()) {
          continue;
        }
        Object message = outbox.messages[i];
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
  Object arrival(int slot) {
    return fold.known == Combiner.FIRST
        ? partial[slot]
        : fold.combine(arrivals[slot], partial[slot]);
  }

  @Override
  void clearArrived(int word) {
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
    Object[] list = lists[range.number()];
    if (list == null || list.length < size) {
      list = new Object[size];
      lists[range.number()] = list;
    }
    endsAt(range);
    walk(range, pushBroadcasts, list);
  }

  /** Visits every message of a range in order: counts them, or puts them where they belong. */
  private void walk(TargetRange range, boolean pushBroadcasts, Object[] list) {
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
    for (int block = 0; waiting && block < blocks.count(); block++) {
      if (stagedBy[block] == 0) {
        continue;
      }
      ObjectOutbox outbox = outboxes[stagedBy[block] - 1];
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
  Object[] listOf(int slot) {
    return lists[rangeOf(slot)];
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
