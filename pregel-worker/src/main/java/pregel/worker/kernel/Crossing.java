package pregel.worker.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.Adjacency;
import pregel.core.share.LocalSlots;
import pregel.worker.engine.Outlet;

/**
 * The addressed messages of one channel on their way between workers, as far as it does not depend
 * on their type. They leave by source partition, in the order of the senders; with a combiner those
 * of a partition for one target are folded first, and the receiver goes on with the fold: so it is
 * the fold of one process. A vertex that broadcasts again is one message to each worker that has
 * receivers, which knows them; then a channel's messages leave unfolded, because those in between
 * fold among them.
 *
 * <pre>
 *  offset size field
 *       0    4 runs of one source partition each
 *       4    4 messages
 *       8    8 per run: the partition, and how many messages
 *            4 per message: the slot of the target, or the inverted slot of a sender
 *              the messages, in that order
 * </pre>
 *
 * Slots and partitions are the whole graph's.
 */
abstract class Crossing {
  /** Messages of a frame at most: some 32 KiB. */
  static final int BATCH = 2048;

  private static final int HEADER = 8;

  final KernelMail mail;
  private final boolean combines;
  private final Departures[] departures;
  private final Arrival[] arrivals;

  /** In which round each target was last folded. */
  private int[] rounds = {};

  private int round;

  /** The targets of the running round. */
  private int[] touched = {};

  private int touchedCount;
  private Outlet outlet;
  private long dropped;

  /** A frame for one other worker, being filled. */
  private static final class Departures {
    final int[] partitions = new int[BATCH];
    final int[] ends = new int[BATCH];
    int runs;
    final int[] targets = new int[BATCH];
    int count;
  }

  /** What comes from one other worker; of the thread that hands over its frames. */
  static final class Arrival {
    final int[] targets = new int[BATCH];
    int count;
    private int partition = -1;
  }

  Crossing(KernelMail mail) {
    this.mail = mail;
    this.combines = mail.combines();
    int workers = mail.state.share.ownership().workers();
    this.departures = new Departures[workers];
    this.arrivals = new Arrival[workers];
    for (int peer = 0; peer < workers; peer++) {
      arrivals[peer] = new Arrival();
    }
  }

  /** Makes room to fold the messages of so many targets. */
  abstract void openFold(int targets);

  /**
   * Folds staged messages of one source partition; calls {@link #begins} for each target.
   *
   * @param from the first place in a chunk
   * @param to the place after the last
   */
  abstract void fold(Outbox outbox, int bucket, int chunk, int from, int to);

  /** Puts what was folded for a target into the frame of a worker, as its message at a place. */
  abstract void putFolded(int peer, int at, int target);

  /** Puts a staged message into the frame of a worker, as its message at a place. */
  abstract void putStaged(int peer, int at, Outbox outbox, int bucket, int chunk, int index);

  /** Bytes of the messages of a worker's frame. */
  abstract int bytes(int peer, int count);

  /** Writes the messages of a worker's frame. */
  abstract void write(int peer, int count, ByteBuffer out);

  /** Reads the messages of a frame of a worker. */
  abstract void read(int peer, int count, ByteBuffer in);

  /** Stages a message of the frame that was read. */
  abstract void take(int peer, int at, int target);

  /** Stages a message of the frame that was read for each place of a row. */
  abstract void takeAlong(int peer, int at, Adjacency.Rows rows, int from, int end);

  /** Moves what was taken on to the outbox of a worker. */
  abstract void stage(Outbox outbox, int peer, int[] targets, int count);

  /**
   * Sends what the superstep that was just computed has for other workers.
   *
   * @return messages to ids that no vertex has
   */
  final long send(Outlet to) {
    outlet = to;
    dropped = 0;
    int bucket = mail.plan.remoteBucket();
    boolean any = false;
    for (int thread = 0; thread < mail.state.threads; thread++) {
      Outbox outbox = mail.outbox(thread);
      outbox.move(bucket);
      any |= outbox.moved(bucket) > 0;
    }
    if (any && mail.state.remoteIds != null) {
      sendAll(bucket);
    }
    if (mail.state.topology != null) {
      for (int thread = 0; thread < mail.state.threads; thread++) {
        mail.outbox(thread).clear(bucket); // targets may get other slots: nothing may stay behind
      }
    }
    mail.repeats = false;
    outlet = null;
    return dropped;
  }

  private void sendAll(int bucket) {
    // While the graph changes, receivers count the messages of those who may not exist.
    boolean folds = combines && !mail.repeats && mail.state.topology == null;
    if (folds) {
      int targets = mail.state.firstRemote + mail.state.remoteIds.count();
      if (rounds.length < targets) {
        rounds = Arrays.copyOf(rounds, targets);
      }
      openFold(targets);
    }
    int[] order = mail.plan.order();
    for (int i = 0; i < order.length; ) {
      int partition = mail.plan.source(order[i]);
      int end = i;
      while (end < order.length && mail.plan.source(order[end]) == partition) {
        end++;
      }
      if (folds) {
        sendFolded(bucket, order, i, end, partition);
      } else {
        sendStaged(bucket, order, i, end, partition);
      }
      i = end;
    }
    for (int peer = 0; peer < departures.length; peer++) {
      flush(peer);
    }
  }

  private void sendFolded(int bucket, int[] order, int first, int last, int partition) {
    if (++round == Integer.MAX_VALUE) {
      Arrays.fill(rounds, 0);
      round = 1;
    }
    touchedCount = 0;
    for (int i = first; i < last; i++) {
      int block = order[i];
      if (mail.plan.isHere(block) && mail.staging.hasStaged(block)) {
        Outbox outbox = mail.outbox(mail.staging.thread(block));
        int end = mail.staging.to(block, bucket);
        for (int at = mail.staging.from(block, bucket); at < end; ) {
          int from = Outbox.index(at);
          int to = Math.min(Outbox.CHUNK, from + end - at);
          fold(outbox, bucket, Outbox.chunk(at), from, to);
          at += to - from;
        }
      }
    }
    for (int i = 0; i < touchedCount; i++) {
      int whole = mail.plan.whole(touched[i]);
      int peer = mail.plan.owner(whole);
      putFolded(peer, place(peer, whole, partition), touched[i]);
    }
  }

  /**
   * Whether a target has no message yet in this round. Messages without a target are counted.
   *
   * @return true for the first message of a target, false for others
   */
  final boolean begins(int target) {
    if (rounds[target] == round) {
      return false;
    }
    rounds[target] = round;
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, Math.max(1024, 2 * touchedCount));
    }
    touched[touchedCount++] = target;
    return true;
  }

  /** Whether a target does not exist; then one more message is dropped. */
  final boolean isDropped(int target) {
    if (target >= mail.state.firstRemote && mail.plan.whole(target) < 0) {
      dropped++;
      mail.state.remoteIds.miss(target - mail.state.firstRemote);
      return true;
    }
    return false;
  }

  private void sendStaged(int bucket, int[] order, int first, int last, int partition) {
    for (int i = first; i < last; i++) {
      int block = order[i];
      if (mail.plan.isHere(block) && mail.staging.hasStaged(block)) {
        Outbox outbox = mail.outbox(mail.staging.thread(block));
        int end = mail.staging.to(block, bucket);
        for (int at = mail.staging.from(block, bucket); at < end; at++) {
          sendStaged(outbox, bucket, Outbox.chunk(at), Outbox.index(at), partition);
        }
      }
    }
  }

  private void sendStaged(Outbox outbox, int bucket, int chunk, int index, int partition) {
    int target = outbox.targets(bucket, chunk)[index];
    if (target < 0) {
      int whole = mail.state.share.slots().whole(~target);
      int[][] readers = mail.state.share.halo(mail.route.channel.direction().reversed()).sends();
      for (int peer = 0; peer < readers.length; peer++) {
        if (Arrays.binarySearch(readers[peer], ~target) >= 0) {
          putStaged(peer, place(peer, ~whole, partition), outbox, bucket, chunk, index);
        }
      }
    } else if (mail.state.topology != null) {
      int whole = mail.state.topology.address(target);
      int peer = mail.state.topology.owner(target);
      putStaged(peer, place(peer, whole, partition), outbox, bucket, chunk, index);
    } else if (!isDropped(target)) {
      int whole = mail.plan.whole(target);
      int peer = mail.plan.owner(whole);
      putStaged(peer, place(peer, whole, partition), outbox, bucket, chunk, index);
    }
  }

  /** Makes place for a message in the frame of a worker. */
  private int place(int peer, int target, int partition) {
    if (departures[peer] == null) {
      departures[peer] = new Departures();
    }
    Departures frame = departures[peer];
    if (frame.count == BATCH || isFull(peer)) {
      flush(peer);
    }
    if (frame.runs == 0 || frame.partitions[frame.runs - 1] != partition) {
      frame.partitions[frame.runs++] = partition;
    }
    frame.targets[frame.count++] = target;
    frame.ends[frame.runs - 1] = frame.count;
    return frame.count - 1;
  }

  /** Whether a frame is large enough although it has few messages. */
  boolean isFull(int peer) {
    return false;
  }

  private void flush(int peer) {
    Departures frame = departures[peer];
    if (frame == null || frame.count == 0) {
      return;
    }
    int bytes = HEADER + 8 * frame.runs + Integer.BYTES * frame.count + bytes(peer, frame.count);
    Outlet.Parcel parcel = outlet.open(peer, bytes);
    ByteBuffer body = parcel.body();
    body.putInt(frame.runs).putInt(frame.count);
    for (int run = 0; run < frame.runs; run++) {
      int start = run == 0 ? 0 : frame.ends[run - 1];
      body.putInt(frame.partitions[run]).putInt(frame.ends[run] - start);
    }
    body.asIntBuffer().put(frame.targets, 0, frame.count);
    body.position(body.position() + Integer.BYTES * frame.count);
    write(peer, frame.count, body);
    outlet.send(parcel, Outlet.ADDRESSED, mail.route.channel.index(), frame.count);
    frame.runs = 0;
    frame.count = 0;
  }

  /** Takes a frame of another worker; called by any thread, of one worker one at a time. */
  final void receive(int peer, ByteBuffer frame) {
    ByteBuffer body = frame.slice().order(ByteOrder.LITTLE_ENDIAN);
    int[] targets = open(peer, body);
    int at = 0;
    for (int run = 0; run < runs(body); run++) {
      require(peer, mail.plan.isFrom(peer, source(body, run)));
      at = receiveRun(peer, body, run, at, targets);
    }
    require(peer, at == targets.length);
  }

  /** Reads the messages of a frame; the targets are given back. */
  private int[] open(int peer, ByteBuffer body) {
    int runs = runs(body);
    int count = body.getInt(Integer.BYTES);
    require(
        peer,
        runs > 0
            && count >= runs
            && count <= BATCH
            && body.limit() >= HEADER + 8 * runs + Integer.BYTES * count);
    int[] targets = new int[count];
    body.position(HEADER + 8 * runs);
    body.asIntBuffer().get(targets);
    body.position(body.position() + Integer.BYTES * count);
    read(peer, count, body);
    return targets;
  }

  private int receiveRun(int peer, ByteBuffer body, int run, int from, int[] targets) {
    int count = count(body, run);
    require(peer, count > 0 && count <= targets.length - from);
    turnTo(peer, source(body, run));
    for (int at = from; at < from + count; at++) {
      arrive(peer, at, targets[at]);
    }
    return from + count;
  }

  /** The runs of a frame. */
  static int runs(ByteBuffer body) {
    return body.getInt(0);
  }

  /** The partition that the messages of a run of a frame come from. */
  static int source(ByteBuffer body, int run) {
    return body.getInt(HEADER + 8 * run);
  }

  private static int count(ByteBuffer body, int run) {
    return body.getInt(HEADER + 8 * run + Integer.BYTES);
  }

  /** Puts a staged message for one of this worker's own vertices into a frame of its own. */
  final void keep(Outbox outbox, int bucket, int at, int target, int source, Outlet to) {
    outlet = to;
    int self = mail.state.share.worker();
    int address =
        target < mail.state.vertices
            ? mail.state.share.slots().whole(target)
            : mail.state.share.ownership().slots() + (target - mail.state.firstRemote);
    int place = place(self, address, source);
    putStaged(self, place, outbox, bucket, Outbox.chunk(at), Outbox.index(at));
  }

  /** Ends the last such frame. */
  final void flushKept(Outlet to) {
    outlet = to;
    flush(mail.state.share.worker());
    outlet = null;
  }

  /** Stages a run of such a frame; runs come in the order of their partitions. */
  final void takeBack(ByteBuffer body, int run) {
    int self = mail.state.share.worker();
    int[] targets = open(self, body);
    int at = 0;
    for (int before = 0; before < run; before++) {
      at += count(body, before);
    }
    receiveRun(self, body, run, at, targets);
  }

  private void arrive(int peer, int at, int target) {
    LocalSlots slots = mail.state.share.slots();
    if (mail.state.topology != null && target >= mail.state.share.ownership().slots()) {
      int number = mail.state.topology.addressed(peer, target);
      require(peer, number >= 0);
      take(peer, at, number);
      return;
    }
    int whole = target < 0 ? ~target : target;
    int slot = whole < mail.state.share.ownership().slots() ? slots.local(whole) : -1;
    require(peer, slot >= 0 && slots.isOwned(slot) == target >= 0);
    if (target >= 0) {
      take(peer, at, slot);
    } else {
      Adjacency.Rows rows = mail.route.sendRows().rows(mail.blocks.partition(mail.blocks.of(slot)));
      takeAlong(peer, at, rows, rows.start(slot), rows.end(slot));
    }
  }

  private void require(int peer, boolean holds) {
    if (!holds) {
      throw new JobException(
          FailureKind.PROTOCOL,
          "worker "
              + peer
              + " sent addressed messages that are not for this one; give all workers the same"
              + " version of the program");
    }
  }

  /** The place of the next message that is taken from a worker. */
  final int next(int peer, int target) {
    Arrival arrival = arrivals[peer];
    if (arrival.count == BATCH) {
      stage(peer);
    }
    arrival.targets[arrival.count] = target;
    return arrival.count++;
  }

  private void stage(int peer) {
    Arrival arrival = arrivals[peer];
    if (arrival.count > 0) {
      Outbox outbox = mail.outbox(mail.plan.outboxOf(peer));
      outbox.beyond = 0; // ids without a slot: their vertices would be here
      stage(outbox, peer, arrival.targets, arrival.count);
      arrival.count = 0;
    }
  }

  private void turnTo(int peer, int partition) {
    Arrival arrival = arrivals[peer];
    if (arrival.partition != partition) {
      end(peer);
      arrival.partition = partition;
    }
  }

  private void end(int peer) {
    Arrival arrival = arrivals[peer];
    if (arrival.partition >= 0) {
      stage(peer);
      int place = mail.plan.outboxOf(peer);
      if (mail.staging.note(mail.plan.blockOf(arrival.partition), place, mail.outbox(place))) {
        mail.waiting = true;
      }
      arrival.partition = -1;
    }
  }

  /** Forgets what has arrived from other workers, which all of them will send again. */
  final void forget() {
    int self = mail.state.share.worker();
    for (int peer = 0; peer < arrivals.length; peer++) {
      if (peer != self) {
        arrivals[peer].count = 0;
        arrivals[peer].partition = -1;
        int place = mail.plan.outboxOf(peer);
        mail.outbox(place).clear();
        mail.staging.forget(place);
      }
    }
  }

  /** Once all that was sent has arrived. */
  final void settle() {
    for (int peer = 0; peer < arrivals.length; peer++) {
      end(peer);
    }
  }
}
