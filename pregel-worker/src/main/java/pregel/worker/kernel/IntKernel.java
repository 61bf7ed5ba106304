package pregel.worker.kernel;

import java.nio.IntBuffer;
import pregel.api.VertexProgram;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Kernel;
import pregel.worker.engine.Mode;

/** One thread's part of supersteps with int messages. */
final class IntKernel extends Kernel {
  private final JobState state;
  private final IntMail mail;
  private final IntFold fold;
  private final VertexProgram.OfInt program;
  private final IntVertex vertex;
  private final IntInbox inbox;
  private final IntOutbox outbox;
  private final int thread;
  private final boolean combines;
  private final boolean first;

  IntKernel(IntMail mail, int thread) {
    this.mail = mail;
    this.state = mail.state;
    this.fold = mail.fold;
    this.thread = thread;
    this.program = (VertexProgram.OfInt) state.program;
    this.outbox = mail.outbox(thread);
    this.vertex = new IntVertex(mail, outbox);
    this.inbox = new IntInbox(mail);
    this.combines = fold.combines();
    this.first = mail.firstSuffices();
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
    int activeCount = 0;
    boolean sending = false;
    for (int base = from; base < end; base += 64) {
      int word = base >>> 6;
      long open = Bits.mask(base, end) & ~state.closed[word];
      long arrived = mail.arrived == null ? 0 : mail.arrived[word];
      long candidates = pull ? open : (state.active[word] | mail.touched[word] | arrived) & open;
      long sent = 0;
      for (long left = candidates; left != 0; left &= left - 1) {
        int bit = Long.numberOfTrailingZeros(left);
        if (receive(rows, base + bit, state.active[word] >>> bit & 1, arrived >>> bit & 1)) {
          sent |= computeVertex(word, bit);
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
      activeCount += Long.bitCount(state.active[word]);
    }
    mail.nextSending[block] = sending;
    state.activeInBlock[block] = activeCount;
  }

  /** Points the inbox at a vertex's messages; false if it is halted and none came. */
  private boolean receive(Adjacency.Rows rows, int slot, long active, long arrived) {
    if (!combines) {
      return receiveList(rows, slot, active);
    }
    if (rows != null) {
      int row = slot - rows.firstSlot();
      IntBuffer offsets = rows.offsets();
      int from = offsets.get(row);
      int end = offsets.get(row + 1);
      if (first) {
        receiveFirst(rows, from, end);
      } else {
        inbox.pulled(mail.pull(rows, from, end), rows, from, end);
      }
    } else if (Bits.get(mail.touched, slot)) {
      inbox.folded(mail.mustRefold(slot) ? refold(slot) : mail.inbox[slot], true);
    } else {
      inbox.folded(fold.identity, false);
    }
    if (arrived != 0) {
      int addressed = mail.arrival(slot);
      boolean broadcast = !inbox.isEmpty();
      inbox.folded(
          first && !broadcast ? addressed : fold.combine(inbox.combined(), addressed), true);
      return true;
    }
    return active != 0 || !inbox.isEmpty();
  }

  private void receiveFirst(Adjacency.Rows rows, int from, int end) {
    int k = Rows.firstSender(rows.targets(), from, end, mail.senders);
    if (k == end) {
      inbox.folded(fold.identity, false);
    } else {
      int message = mail.readable[rows.targets().get(k)];
      inbox.folded(
          fold.edge == null ? message : fold.edge.apply(message, Rows.weight(rows.weights(), k)),
          true);
    }
  }

  private boolean receiveList(Adjacency.Rows rows, int slot, long active) {
    int from = 0;
    int end = 0;
    if (rows != null) {
      int row = slot - rows.firstSlot();
      from = rows.offsets().get(row);
      end = rows.offsets().get(row + 1);
    }
    if (Bits.get(mail.touched, slot)) {
      inbox.listed(rows, from, end, mail.listOf(slot), mail.listStart[slot], mail.listEnd[slot]);
    } else {
      inbox.listed(rows, from, end, null, 0, 0);
    }
    return active != 0 || inbox.hasNext();
  }

  /**
   * The fold over a long row, which pushing cannot give: its blocks are counted over all its edges.
   */
  private int refold(int slot) {
    Adjacency.Rows rows = state.pullRows.rows(state.blocks.partition(state.blocks.of(slot)));
    int row = slot - rows.firstSlot();
    return mail.pull(rows, rows.offsets().get(row), rows.offsets().get(row + 1));
  }

  /** Runs the program; gives the vertex's bit if it broadcast. */
  private long computeVertex(int word, int bit) {
    int slot = (word << 6) + bit;
    vertex.moveTo(slot);
    program.compute(vertex, inbox);
    computed++;
    long mask = 1L << bit;
    if (vertex.halted) {
      state.active[word] &= ~mask;
      if (vertex.closed) {
        state.closed[word] |= mask;
        closedEdges += state.inboxDegree(slot);
      }
    } else {
      state.active[word] |= mask;
    }
    if (!vertex.sent) {
      return 0;
    }
    senders++;
    broadcastMessages += state.sendDegree(slot);
    return mask;
  }
}
