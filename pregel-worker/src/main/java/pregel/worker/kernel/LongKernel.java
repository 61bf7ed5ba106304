package pregel.worker.kernel;

import java.util.Arrays;
import pregel.api.VertexProgram;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
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

  // What the vertices of the current word did: bits by place in the word.
  private long ran;
  private long sent;
  private long halted;

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
    this.folded = new long[64];
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
    boolean folds = combines && !first && state.mode != Mode.PUSH;
    inbox.readFrom(rows);
    int activeCount = 0;
    boolean sending = false;
    for (int base = from; base < end; base += 64) {
      int word = base >>> 6;
      long mask = Bits.mask(base, end);
      long open = mask & ~state.closed[word];
      long active = state.active[word];
      long arrived = mail.arrived == null ? 0 : mail.arrived[word];
      long candidates = pull ? open : (active | mail.touched[word] | arrived) & open;
      sent = 0;
      halted = 0;
      ran = 0;
      if (folds && candidates != 0) {
        foldWord(rows, base, Math.min(64, end - base));
      }
      if (folds && active == mask && candidates == mask && arrived == 0) {
        computeRun(base, Math.min(64, end - base));
        ran = mask;
      } else if (candidates != 0) {
        computeSome(rows, base, folds, candidates, active, arrived);
      }
      active = (active | ran) & ~halted;
      count(word, mask);
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
   * Folds what up to 64 vertices were broadcast, or notes that nobody broadcast. More at a time
   * would push the values out of the cache that the program's columns then want.
   */
  private void foldWord(Adjacency.Rows rows, int base, int count) {
    if (rows != null) {
      mail.pullRows(rows, base, base + count, folded);
    } else {
      Arrays.fill(folded, 0, count, fold.identity);
    }
  }

  /** Computes up to 64 vertices that are all active and whose messages are all folded. */
  private void computeRun(int base, int count) {
    long sentBits = 0;
    long haltedBits = 0;
    for (int i = 0; i < count; i++) {
      inbox.pulled(folded[i], base + i);
      vertex.moveTo(base + i);
      program.compute(vertex, inbox);
      int outcome = vertex.outcome;
      sentBits |= (long) (outcome & KernelVertex.SENT) << i;
      haltedBits |= (long) (outcome >>> KernelVertex.HALTED_BIT & 1) << i;
      if ((outcome & KernelVertex.CLOSED) != 0) {
        close(base + i);
      }
    }
    sent = sentBits;
    halted = haltedBits;
  }

  /** Computes those of 64 vertices that are active or have a message. */
  private void computeSome(
      Adjacency.Rows rows, int base, boolean folds, long candidates, long active, long arrived) {
    for (long left = candidates; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      int slot = base + i;
      if (folds) {
        inbox.pulled(folded[i], slot);
      } else {
        receive(rows, slot);
      }
      if ((arrived >>> i & 1) != 0) {
        addArrival(slot);
      } else if ((active >>> i & 1) == 0 && inbox.isEmpty()) {
        continue;
      }
      vertex.moveTo(slot);
      program.compute(vertex, inbox);
      int outcome = vertex.outcome;
      ran |= 1L << i;
      sent |= (long) (outcome & KernelVertex.SENT) << i;
      halted |= (long) (outcome >>> KernelVertex.HALTED_BIT & 1) << i;
      if ((outcome & KernelVertex.CLOSED) != 0) {
        close(slot);
      }
    }
  }

  private void close(int slot) {
    state.closed[slot >>> 6] |= 1L << slot;
    closedEdges += state.inboxDegree(slot);
  }

  /** Counts what 64 vertices did. */
  private void count(int word, long mask) {
    computed += Long.bitCount(ran);
    if (sent == 0) {
      return;
    }
    senders += Long.bitCount(sent);
    if (sent == mask) {
      broadcastMessages += state.sendDegreeOfWord[word];
      return;
    }
    for (long left = sent; left != 0; left &= left - 1) {
      broadcastMessages += state.sendDegree((word << 6) + Long.numberOfTrailingZeros(left));
    }
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
