package pregel.worker.kernel;

import java.util.Arrays;
import pregel.api.VertexProgram;
import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;

/** One thread's part of supersteps with double messages. */
final class DoubleKernel extends WordKernel {
  private final DoubleMail mail;
  private final DoubleFold fold;
  private final DoublePull pull;
  private final VertexProgram.OfDouble program;
  private final DoubleVertex vertex;
  private final DoubleInbox inbox;
  private final double[] folded;

  DoubleKernel(DoubleMail mail, int thread) {
    super(mail, thread, mail.fold.combines());
    this.mail = mail;
    this.fold = mail.fold;
    this.pull = new DoublePull(mail);
    this.program = (VertexProgram.OfDouble) state.program;
    this.vertex = new DoubleVertex(mail, mail.outbox(thread));
    this.inbox = new DoubleInbox(mail, vertex);
    this.folded = new double[64];
  }

  @Override
  KernelVertex vertex() {
    return vertex;
  }

  @Override
  Outbox outbox() {
    return mail.outbox(thread);
  }

  @Override
  void readFrom(Adjacency.Rows rows) {
    inbox.readFrom(rows);
  }

  /**
   * Folds what up to 64 vertices were broadcast, or notes that nobody broadcast. More at a time
   * would push the values out of the cache that the program's columns then want.
   */
  @Override
  void foldWord(Adjacency.Rows rows, int base, int count) {
    if (rows != null) {
      pull.rows(rows, base, base + count, folded);
    } else {
      Arrays.fill(folded, 0, count, fold.identity);
    }
  }

  /** Computes up to 64 vertices that are all active and whose messages are all folded. */
  @Override
  void computeRun(int base, int count) {
    long sentBits = 0;
    long haltedBits = 0;
    for (int i = 0; i < count; i++) {
      vertex.moveTo(base + i);
      inbox.pulled(folded[i]);
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
  @Override
  void computeSome(
      Adjacency.Rows rows, int base, boolean folds, long candidates, long active, long arrived) {
    for (long left = candidates; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      int slot = base + i;
      vertex.moveTo(slot);
      if (folds) {
        inbox.pulled(folded[i]);
      } else {
        receive(rows, slot);
      }
      if ((arrived >>> i & 1) != 0) {
        addArrival(slot);
      } else if ((active >>> i & 1) == 0 && inbox.isEmpty()) {
        continue;
      }
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
    double addressed = mail.arrival(slot);
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
      double message = mail.readable[rows.targets()[k]];
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
  private double refold(int slot) {
    Adjacency.Rows rows = state.pullRows.rows(state.blocks.partition(state.blocks.of(slot)));
    int row = slot - rows.firstSlot();
    return pull.row(rows, rows.offsets().get(row), rows.offsets().get(row + 1));
  }
}
