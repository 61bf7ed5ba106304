package pregel.worker.kernel;

import pregel.api.VertexProgram;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.Blocks;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Kernel;
import pregel.worker.engine.Mode;

/** One thread's part of supersteps with long messages. */
final class LongKernel extends Kernel {
  private final JobState state;
  private final LongMail mail;
  private final LongFold fold;
  private final VertexProgram.OfLong program;
  private final LongVertex vertex;
  private final LongInbox inbox;
  private final LongOutbox outbox;
  private final int thread;
  private final boolean combines;
  private final boolean first;
  private final long[] folded;

  LongKernel(LongMail mail, int thread) {
    this.mail = mail;
    this.state = mail.state;
    this.fold = mail.fold;
    this.thread = thread;
    this.program = (VertexProgram.OfLong) state.program;
    this.outbox = mail.outbox(thread);
    this.vertex = new LongVertex(mail, outbox);
    this.inbox = new LongInbox(mail);
    this.combines = fold.combines();
    this.first = mail.firstSuffices();
    this.folded = new long[combines && !first ? Math.min(Blocks.SIZE, state.vertices) : 0];
  }

  @Override
  public long vertexId() {
    return vertex.id();
  }

  @Override
  public void compute(int block) {
    vertex.beginBlock();
    if (state.mode == Mode.PULL || state.activeInBlock[block] != 0 || mail.isBusy(block)) {
      int staged = outbox.size;
      computeWords(block, state.blocks.start(block), state.blocks.end(block));
      mail.staged(block, thread, staged, outbox.size);
      mail.consumed(block);
    }
    vertex.endBlock(block);
    activeLeft += state.activeInBlock[block];
    addressedMessages += vertex.addressed;
    dropped += vertex.dropped;
    vertex.addressed = 0;
    vertex.dropped = 0;
  }

  private void computeWords(int block, int from, int end) {
    boolean pull = state.mode == Mode.PULL;
    Adjacency.Rows rows = pull ? state.pullRows.rows(state.blocks.partition(block)) : null;
    inbox.readFrom(rows);
    boolean folds = pull && combines && !first;
    if (folds) {
      mail.pullBlock(rows, from, end, folded);
    }
    int activeCount = 0;
    boolean sending = false;
    for (int base = from; base < end; base += 64) {
      int word = base >>> 6;
      long open = Bits.mask(base, end) & ~state.closed[word];
      long active = state.active[word];
      long arrived = mail.arrived == null ? 0 : mail.arrived[word];
      long candidates = pull ? open : (active | mail.touched[word] | arrived) & open;
      long sent = 0;
      for (long left = candidates; left != 0; left &= left - 1) {
        long bit = left & -left;
        int slot = base + Long.numberOfTrailingZeros(left);
        if (folds) {
          inbox.pulled(folded[slot - from], slot);
        } else {
          receive(rows, slot);
        }
        if ((arrived & bit) != 0) {
          addArrival(slot);
        } else if ((active & bit) == 0 && inbox.isEmpty()) {
          continue;
        }
        vertex.moveTo(slot);
        program.compute(vertex, inbox);
        computed++;
        if (vertex.sent) {
          sent |= bit;
          senders++;
          broadcastMessages += state.sendDegree(slot);
        }
        if (vertex.halted) {
          active &= ~bit;
          if (vertex.closed) {
            state.closed[word] |= bit;
            closedEdges += state.inboxDegree(slot);
          }
        } else {
          active |= bit;
        }
      }
      if (mail.absorbing) {
        for (long stale = mail.nextSenders[word] & ~sent; stale != 0; stale &= stale - 1) {
          mail.writable[base + Long.numberOfTrailingZeros(stale)] = fold.identity;
        }
      }
      mail.nextSenders[word] = sent;
      sending |= sent != 0;
      mail.touched[word] = 0;
      if (arrived != 0) {
        mail.clearArrived(word);
      }
      state.active[word] = active;
      activeCount += Long.bitCount(active);
    }
    mail.nextSending[block] = sending;
    state.activeInBlock[block] = activeCount;
  }

  /**
   * Points the inbox at the messages of a vertex whose broadcasts were not folded with the block.
   */
  private void receive(Adjacency.Rows rows, int slot) {
    if (!combines) {
      receiveList(rows, slot);
    } else if (rows != null) {
      receiveFirst(rows, slot);
    } else if (Bits.get(mail.touched, slot)) {
      inbox.folded(mail.mustRefold(slot) ? refold(slot) : mail.inbox[slot], true);
    } else {
      inbox.folded(fold.identity, false);
    }
  }

  /** Adds the folded addressed messages of a vertex to its broadcasts. */
  private void addArrival(int slot) {
    long addressed = mail.arrival(slot);
    boolean broadcast = !inbox.isEmpty();
    inbox.folded(first && !broadcast ? addressed : fold.combine(inbox.combined(), addressed), true);
  }

  private void receiveFirst(Adjacency.Rows rows, int slot) {
    int row = slot - rows.firstSlot();
    int from = rows.offsets().get(row);
    int end = rows.offsets().get(row + 1);
    int k = Rows.firstSender(rows.targets(), from, end, mail.senders);
    if (k == end) {
      inbox.folded(fold.identity, false);
    } else {
      long message = mail.readable[rows.targets()[k]];
      inbox.folded(
          fold.edge == null ? message : fold.edge.apply(message, Rows.weight(rows.weights(), k)),
          true);
    }
  }

  private void receiveList(Adjacency.Rows rows, int slot) {
    int from = 0;
    int end = 0;
    if (rows != null) {
      int row = slot - rows.firstSlot();
      from = rows.offsets().get(row);
      end = rows.offsets().get(row + 1);
    }
    if (Bits.get(mail.touched, slot)) {
      inbox.listed(from, end, mail.listOf(slot), mail.listStart[slot], mail.listEnd[slot]);
    } else {
      inbox.listed(from, end, null, 0, 0);
    }
  }

  /**
   * The fold over a long row, which pushing cannot give: its blocks are counted over all its edges.
   */
  private long refold(int slot) {
    Adjacency.Rows rows = state.pullRows.rows(state.blocks.partition(state.blocks.of(slot)));
    int row = slot - rows.firstSlot();
    return mail.pull(rows, rows.offsets().get(row), rows.offsets().get(row + 1));
  }
}
