package pregel.worker.kernel;

import pregel.core.graph.Adjacency;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Kernel;
import pregel.worker.engine.Mode;

/**
 * The part of a superstep that is the same for all types of messages: goes through the words of a
 * block, finds who must be computed, keeps the bitmaps and counts.
 */
abstract class WordKernel extends Kernel {
  final JobState state;
  final int thread;
  final boolean combines;
  final boolean first;

  // What the vertices of the current word did: bits by place in the word.
  long ran;
  long sent;
  long halted;

  private final KernelMail mail;

  WordKernel(KernelMail mail, int thread, boolean combines) {
    this.mail = mail;
    this.state = mail.state;
    this.thread = thread;
    this.combines = combines;
    this.first = mail.firstSuffices();
  }

  abstract KernelVertex vertex();

  abstract Outbox outbox();

  /** Names the rows from which messages are pulled; null if none are. */
  abstract void readFrom(Adjacency.Rows rows);

  /** Folds what up to 64 vertices were broadcast. */
  abstract void foldWord(Adjacency.Rows rows, int base, int count);

  /** Computes up to 64 vertices that are all active and whose messages are all folded. */
  abstract void computeRun(int base, int count);

  /** Computes those of 64 vertices that are active or have a message. */
  abstract void computeSome(
      Adjacency.Rows rows, int base, boolean folds, long candidates, long active, long arrived);

  @Override
  public final long vertexId() {
    return vertex().id();
  }

  @Override
  public final void compute(int block) {
    KernelVertex vertex = vertex();
    vertex.beginBlock();
    if (state.mode == Mode.PULL || state.activeInBlock[block] != 0 || mail.isBusy(block)) {
      int staged = outbox().size;
      computeWords(block, state.blocks.start(block), state.blocks.end(block));
      mail.staged(block, thread, staged, outbox().size);
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
    readFrom(rows);
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
      long stale = mail.nextSenders[word] & ~sent;
      if (stale != 0) {
        mail.forget(base, stale);
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

  final void close(int slot) {
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
}
