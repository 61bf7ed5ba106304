package pregel.worker.kernel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import pregel.worker.engine.Arrivals;
import pregel.worker.engine.Bits;
import pregel.worker.engine.Blocks;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Mail;
import pregel.worker.engine.Outlet;
import pregel.worker.engine.Route;
import pregel.worker.engine.SlotMoves;

/** Who sent and who received: all of mail that does not depend on the type of the messages. */
abstract class KernelMail extends Mail {
  /** In place of a link: no further message. */
  static final int NO_MORE = -1;

  final JobState state;
  Blocks blocks;

  /** Who broadcast in the last superstep, and who in this one. */
  long[] senders;

  long[] nextSenders;

  /** Whether a block has bits in {@link #senders}, in {@link #nextSenders}. */
  boolean[] sending;

  boolean[] nextSending;

  /** Receivers of pushed broadcasts. */
  long[] touched;

  /** Receivers of addressed messages; null until there are any. */
  long[] arrived;

  /** Where the broadcasts listed for a vertex start and end in the list of its range. */
  int[] listStart;

  int[] listEnd;

  /** Which block staged which addressed messages. */
  final Staging staging;

  /** How addressed messages travel between workers; null if this one has the whole graph. */
  CrossingPlan plan;

  /** Whether a vertex broadcast twice in this superstep, which others are to know. */
  volatile boolean repeats;

  /** Whether addressed messages wait to be delivered. */
  volatile boolean waiting;

  /** Without a combiner the link to the first addressed message of each receiver. */
  private int[] heads;

  private final int threadBits;
  private boolean[] touchedBlocks;
  private final int[] rangeEnds;
  private boolean refolds;

  KernelMail(JobState state, Route route) {
    super(route);
    this.state = state;
    this.blocks = state.blocks;
    this.senders = Bits.forSlots(state.vertices);
    this.nextSenders = Bits.forSlots(state.vertices);
    this.sending = new boolean[blocks.count()];
    this.nextSending = new boolean[blocks.count()];
    this.touched = Bits.forSlots(state.vertices);
    this.touchedBlocks = new boolean[blocks.count()];
    this.plan = state.share == null ? null : new CrossingPlan(state);
    this.staging =
        plan == null
            ? new Staging(state.graph.partitions(), state.vertices, blocks, state.threads)
            : new Staging(plan, blocks);
    this.rangeEnds = new int[state.threads];
    this.threadBits = 32 - Integer.numberOfLeadingZeros(outboxCount() - 1);
  }

  /** Outboxes: one to a thread, and one to a worker whose messages arrive. */
  final int outboxCount() {
    return plan == null ? state.threads : plan.outboxes();
  }

  /** The partition, in the whole graph, of a block that staged messages. */
  final int source(int block) {
    return plan == null ? blocks.partition(block) : plan.source(block);
  }

  /** Whether a vertex gets one message at most, all that it was sent folded. */
  abstract boolean combines();

  /** Whether addressed messages wait for the end of the superstep, rather than fold on arrival. */
  abstract boolean stages();

  /** Makes room for messages that fold on arrival, unless there is. */
  void openArrivals() {}

  /** Lets the arrays of values take turns. */
  abstract void turnValues();

  abstract void clearOutboxes();

  /** What was sent in the last superstep. */
  abstract Outbox[] sentOutboxes();

  /** What the superstep sends; before {@link #turn} what was sent in the last. */
  abstract Outbox outbox(int place);

  /** How addressed messages travel to other workers and from them. */
  abstract Crossing crossing();

  @Override
  public final long sendAddressed(Outlet outlet) {
    return crossing().send(outlet);
  }

  @Override
  public final void receiveAddressed(int peer, ByteBuffer body) {
    crossing().receive(peer, body);
  }

  @Override
  public final ByteBuffer saveAddressed(int from, int end) {
    return KeptMessages.save(crossing(), from, end);
  }

  @Override
  public final void restoreAddressed(List<ByteBuffer> saved) {
    KeptMessages.restore(crossing(), saved);
  }

  @Override
  public final void forgetAddressed() {
    crossing().forget();
  }

  @Override
  public final void settleAddressed() {
    crossing().settle();
  }

  /** Moves the broadcast values to other slots; inboxes are made anew. */
  abstract void rearrangeValues(SlotMoves moves);

  @Override
  public final long[] longRows(long gained) {
    long[] found = null;
    for (int word = 0; refolds && word << 6 < state.vertices; word++) {
      for (long left = touched[word]; left != 0; left &= left - 1) {
        int slot = (word << 6) + Long.numberOfTrailingZeros(left);
        if (route.inboxDegree(slot) + gained > JobState.FOLD_BLOCK) {
          found = found == null ? Bits.forSlots(state.vertices) : found;
          Bits.set(found, slot);
        }
      }
    }
    return found;
  }

  @Override
  public final boolean isSender(int slot) {
    return Bits.get(senders, slot);
  }

  @Override
  public final int broadcasters(int[] slots, int from, int end, long[] found) {
    Arrays.fill(found, 0, (end - from + 63) >>> 6, 0);
    int count = 0;
    for (int at = from; at < end; at++) {
      if (Bits.get(nextSenders, slots[at])) {
        found[(at - from) >>> 6] |= 1L << (at - from);
        count++;
      }
    }
    return count;
  }

  @Override
  public final int countBroadcasters(long[] among, int first, int last) {
    int count = 0;
    int end = last >>> 6;
    for (int word = first >>> 6; word <= end; word++) {
      long counted = among[word] & nextSenders[word];
      if (counted != 0) {
        counted &= word == first >>> 6 ? -1L << first : -1L;
        counted &= word == end ? -1L >>> (63 - (last & 63)) : -1L;
        count += Long.bitCount(counted);
      }
    }
    return count;
  }

  @Override
  public final void writeValues(int[] slots, int from, int end, ByteBuffer out) {
    for (int at = from; at < end; at++) {
      putValue(slots[at], out);
    }
  }

  @Override
  public final void writeValues(int[] slots, int from, int end, long[] which, ByteBuffer out) {
    for (int base = from; base < end; base += 64) {
      for (long left = which[base - from >>> 6]; left != 0; left &= left - 1) {
        putValue(slots[base + Long.numberOfTrailingZeros(left)], out);
      }
    }
  }

  @Override
  public final void readValues(int[] slots, int from, int end, ByteBuffer in) {
    for (int at = from; at < end; at++) {
      takeValue(slots[at], in);
    }
  }

  @Override
  public final void readValues(int[] slots, int from, int end, long[] which, ByteBuffer in) {
    for (int base = from; base < end; base += 64) {
      for (long left = which[base - from >>> 6]; left != 0; left &= left - 1) {
        takeValue(slots[base + Long.numberOfTrailingZeros(left)], in);
      }
    }
  }

  @Override
  public void writeValues(int[] slots, int from, int end, long[] which, DataOutput out)
      throws IOException {
    throw new UnsupportedOperationException("values of " + route.channel + " have a length");
  }

  @Override
  public void readValues(int[] slots, int from, int end, long[] which, DataInput in)
      throws IOException {
    throw new UnsupportedOperationException("values of " + route.channel + " have a length");
  }

  /** Writes what a vertex broadcast in the superstep that was just computed. */
  abstract void putValue(int slot, ByteBuffer out);

  /** Reads what a vertex of another worker broadcast. */
  abstract void takeValue(int slot, ByteBuffer in);

  @Override
  public final void settleBroadcasters(long[] broadcasters) {
    for (int block = 0; block < blocks.count(); block++) {
      if (state.isOwned(block)) {
        continue;
      }
      boolean any = false;
      for (int word = blocks.start(block) >>> 6; word << 6 < blocks.end(block); word++) {
        long now = broadcasters[word];
        long stale = nextSenders[word] & ~now;
        if (stale != 0) {
          forget(word << 6, stale);
        }
        nextSenders[word] = now;
        any |= now != 0;
      }
      nextSending[block] = any;
    }
  }

  @Override
  public final void restoreBroadcasters(int firstSlot, long[] which) {
    for (int i = 0; i < which.length; i++) {
      if (which[i] != 0) {
        nextSenders[(firstSlot >>> 6) + i] = which[i];
        nextSending[blocks.of(firstSlot + (i << 6))] = true;
      }
    }
  }

  @Override
  public final void countAddressed(Arrivals arrivals) {
    for (Outbox outbox : sentOutboxes()) {
      outbox.eachTarget(arrivals::arrive);
    }
  }

  @Override
  public final void rearrange(SlotMoves moves) {
    for (Outbox outbox : sentOutboxes()) {
      outbox.moveTargets(moves::moved);
    }
    if (!moves.grows()) {
      return;
    }
    blocks = state.blocks;
    senders = moves.moved(senders);
    nextSenders = moves.moved(nextSenders);
    sending = blocksOf(senders);
    nextSending = blocksOf(nextSenders);
    touched = Bits.forSlots(state.vertices);
    touchedBlocks = new boolean[blocks.count()];
    if (plan == null) {
      staging.growTo(blocks.count());
    } else {
      followShare();
    }
    arrived = null;
    listStart = null;
    listEnd = null;
    heads = null;
    rearrangeValues(moves);
  }

  private void followShare() {
    CrossingPlan before = plan;
    plan = new CrossingPlan(state);
    staging.follow(plan, block -> plan.follow(before, block));
    for (int place = 0; place < outboxCount(); place++) {
      outbox(place).bucketOfGroup = staging.bucketOfGroup;
      sentOutboxes()[place].bucketOfGroup = staging.bucketOfGroup;
    }
  }

  @Override
  public final void admit(int slot, ByteBuffer value) {
    admitValue(slot, value);
    admit(slot);
  }

  @Override
  public void admit(int slot, DataInput value) throws IOException {
    throw new UnsupportedOperationException("values of " + route.channel + " have a length");
  }

  /** Notes that a vertex of another worker broadcast. */
  final void admit(int slot) {
    Bits.set(senders, slot);
    sending[blocks.of(slot)] = true;
  }

  /** Reads what a vertex of another worker broadcast in the superstep before. */
  abstract void admitValue(int slot, ByteBuffer in);

  private boolean[] blocksOf(long[] slots) {
    boolean[] found = new boolean[blocks.count()];
    for (int word = 0; word << 6 < state.vertices; word++) {
      if (slots[word] != 0) {
        found[blocks.of(word << 6)] = true;
      }
    }
    return found;
  }

  /**
   * Takes back what vertices published two supersteps ago, where the array is read without asking
   * who sent.
   *
   * @param base the slot of the lowest bit
   * @param stale the vertices, by bit
   */
  void forget(int base, long stale) {}

  /** Forgets the addressed messages of 64 vertices once they were read. */
  abstract void clearArrived(int word);

  @Override
  public final void turn() {
    turnValues();
    for (Outbox outbox : sentOutboxes()) {
      outbox.settle();
    }
    long[] bits = senders;
    senders = nextSenders;
    nextSenders = bits;
    boolean[] flags = sending;
    sending = nextSending;
    nextSending = flags;
  }

  @Override
  public final boolean hasAddressed() {
    return waiting;
  }

  @Override
  public final boolean isBusy(int block) {
    return touchedBlocks[block] || nextSending[block];
  }

  @Override
  public final boolean refolds() {
    return refolds;
  }

  /**
   * Whether a pushed value must be folded again from the row: inexact folds over rows longer than a
   * fold block, whose blocks are counted over all edges.
   */
  final boolean mustRefold(int slot) {
    return refolds && !route.isDelivered && route.inboxDegree(slot) > JobState.FOLD_BLOCK;
  }

  /** Called while constructing, with whether the fold depends on its order. */
  final void refoldLongRows(boolean ordered) {
    refolds = ordered && state.topology != null; // rows may become longer
    for (int slot = 0; ordered && slot < state.vertices && !refolds; slot++) {
      refolds = route.inboxDegree(slot) > JobState.FOLD_BLOCK;
    }
  }

  /** Marks a block that has receivers; several threads may do so at once. */
  final void touchBlock(int slot) {
    touchedBlocks[blocks.of(slot)] = true;
  }

  /** After a block was computed: nothing waits there any more. */
  final void consumed(int block) {
    touchedBlocks[block] = false;
  }

  /** Whether an outbox may fold what the blocks of one partition send before it is staged. */
  boolean foldsBeforeStaging() {
    return false;
  }

  /** Stages what an outbox folded. */
  void stageFolded(Outbox outbox) {}

  /**
   * Prepares an outbox for what a block sends. The fold of a partition goes on with it if this
   * thread had all of the partition's blocks so far.
   */
  final void reach(int block, int thread, Outbox outbox) {
    boolean starts = blocks.isFirstOfPartition(block);
    if (starts || block != outbox.lastBlock + 1) {
      finish(thread, outbox);
      outbox.isFolding = starts && foldsBeforeStaging();
    }
    outbox.lastBlock = block;
  }

  /** Completes what the blocks of an outbox sent. */
  final void finish(int thread, Outbox outbox) {
    if (outbox.isFolding) {
      stageFolded(outbox);
      if (staging.note(outbox.lastBlock, thread, outbox)) {
        waiting();
      }
      outbox.isFolding = false;
    }
  }

  private void waiting() {
    if (!waiting) { // a write by every block would take the line from the other threads
      waiting = true;
    }
  }

  /** Notes that a block sent addressed messages. */
  final void addressed(int block, int thread, Outbox outbox) {
    if (stages()) {
      if (!staging.note(block, thread, outbox)) {
        return;
      }
    } else {
      openArrivals();
    }
    waiting();
  }

  @Override
  public final int buckets() {
    return plan == null ? staging.buckets : plan.remoteBucket();
  }

  @Override
  public final void delivered() {
    if (waiting) {
      if (combines()) {
        clearOutboxes();
      }
      staging.clear();
      waiting = false;
    }
  }

  /** Makes room for the links to waiting messages. */
  final void openLinks() {
    if (waiting && heads == null) {
      heads = new int[state.vertices];
      arrived = Bits.forSlots(state.vertices);
    }
  }

  /**
   * Links the messages of each receiver, in canonical order of the senders: the link to the next
   * one takes the place of the target, so that messages need no more room than they had in flight.
   */
  final void link(int bucket) {
    Outbox[] sent = sentOutboxes();
    for (Outbox outbox : sent) {
      Math.multiplyExact(outbox.size(bucket), 1 << threadBits); // every place is an int
    }
    for (int i = staging.count() - 1; i >= 0; i--) {
      int block = staging.block(i);
      int thread = staging.thread(block);
      int from = staging.from(block, bucket);
      for (int place = staging.to(block, bucket) - 1; place >= from; place--) {
        int[] targets = sent[thread].targets(bucket, Outbox.chunk(place));
        int target = targets[Outbox.index(place)];
        if (target < 0) {
          continue;
        }
        long bit = 1L << target;
        if ((arrived[target >>> 6] & bit) == 0) {
          arrived[target >>> 6] |= bit;
          touchBlock(target);
          targets[Outbox.index(place)] = NO_MORE;
        } else {
          targets[Outbox.index(place)] = heads[target];
        }
        heads[target] = place << threadBits | thread;
      }
    }
  }

  /** The link to the first addressed message of a vertex that {@link #arrived} names. */
  final int head(int slot) {
    return heads[slot];
  }

  /** The link after another; {@link #NO_MORE} if there is none. */
  final int nextAfter(int bucket, int link) {
    int place = place(link);
    return sentOutboxes()[thread(link)].targets(bucket, Outbox.chunk(place))[Outbox.index(place)];
  }

  /** The place in its bucket of a linked message. */
  final int place(int link) {
    return link >>> threadBits;
  }

  /** The thread whose outbox has a linked message. */
  final int thread(int link) {
    return link & (1 << threadBits) - 1;
  }

  final void openLists() {
    if (listStart == null) {
      listStart = new int[state.vertices];
      listEnd = new int[state.vertices];
    }
  }

  final void clearCounts(TargetRange range) {
    Arrays.fill(listEnd, range.from(), range.end(), 0);
  }

  /** Counts a message that will be listed. */
  final void count(int target) {
    if (listEnd[target]++ == 0) {
      touched[target >>> 6] |= 1L << target;
      touchBlock(target);
    }
  }

  /** Turns counts into places; afterwards an end is where the next message goes. */
  final int placeLists(TargetRange range) {
    int size = 0;
    for (int slot = range.from(); slot < range.end(); slot++) {
      int count = listEnd[slot];
      listStart[slot] = size;
      listEnd[slot] = size;
      size = Math.addExact(size, count);
    }
    return size;
  }

  final void endsAt(TargetRange range) {
    rangeEnds[range.number()] = range.end();
  }

  /** The range that lists a vertex's messages. */
  final int rangeOf(int slot) {
    int range = 0;
    while (slot >= rangeEnds[range]) {
      range++;
    }
    return range;
  }
}
