package pregel.worker.kernel;

import java.util.Arrays;
import pregel.worker.engine.Bits;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Kernel;

/**
 * The part of a superstep that is the same for all programs: goes through the words of a block,
 * finds who must be computed, keeps the bitmaps and counts.
 */
abstract class WordKernel extends Kernel {
  final JobState state;

  /** The channels from which the running superstep receives. */
  Port[] reading;

  private final KernelVertex vertex;
  private final Port[] ports;

  /** Whether vertices vote to halt by themselves. */
  private final boolean isMonotone;

  /** The channels through which it sends. */
  private Port[] writing;

  WordKernel(JobState state, KernelVertex vertex, Port... ports) {
    super(ports.length);
    this.state = state;
    this.vertex = vertex;
    this.ports = ports;
    this.isMonotone = state.schema.isMonotone();
  }

  /** Computes up to 64 vertices that are all active and whose messages are all folded. */
  abstract void computeRun(int base, int count);

  /**
   * Computes those of 64 vertices that are active or have a message.
   *
   * @return who was computed
   */
  abstract long computeSome(int base, long candidates, long active);

  @Override
  public void begin() {
    super.begin();
    for (Port port : ports) {
      port.begin();
    }
    reading = Arrays.stream(ports).filter(port -> port.route.carries).toArray(Port[]::new);
    writing = Arrays.stream(ports).filter(port -> port.route.accepts).toArray(Port[]::new);
  }

  @Override
  public final long vertexId() {
    return vertex.id();
  }

  @Override
  public final void compute(int block) {
    vertex.beginBlock();
    for (Port port : ports) {
      port.reachBlock(block);
    }
    if (state.activeInBlock[block] != 0 || isBusy(block)) {
      for (Port port : ports) {
        port.beginBlock(block);
      }
      computeWords(block, state.blocks.start(block), state.blocks.end(block));
      for (Port port : ports) {
        port.endBlock(block);
        count(port);
      }
    }
    vertex.endBlock(block);
    activeLeft += state.activeInBlock[block];
    if (vertex.dropped > 0) {
      dropped += vertex.dropped;
      leastMissed = Math.min(leastMissed, vertex.leastMissed);
    }
    asked += vertex.questions;
    vertex.dropped = 0;
    vertex.leastMissed = Long.MAX_VALUE;
    vertex.questions = 0;
  }

  @Override
  public final void finish() {
    for (Port port : ports) {
      port.finish();
    }
  }

  private boolean isBusy(int block) {
    for (Port port : ports) {
      if (port.isBusy(block)) {
        return true;
      }
    }
    return false;
  }

  private void computeWords(int block, int from, int end) {
    int activeCount = 0;
    for (int base = from; base < end; base += 64) {
      int word = base >>> 6;
      long mask = Bits.mask(base, end);
      long active = state.active[word];
      long candidates = active;
      boolean isRun = active == mask;
      for (Port port : reading) {
        candidates |= port.beginWord(word, mask);
        isRun &= port.folds && port.arrived == 0;
      }
      candidates &= mask & ~state.closed[word];
      if (candidates != 0) {
        int count = Math.min(64, end - base);
        for (Port port : reading) {
          if (port.folds) {
            port.foldWord(base, count);
          }
        }
        if (isRun && candidates == mask) {
          computeRun(base, count);
          active = activeAfter(word, active, mask);
        } else {
          active = activeAfter(word, active, computeSome(base, candidates, active));
        }
      }
      vertex.closeRow();
      for (Port port : reading) {
        port.endReading(word);
      }
      for (Port port : writing) {
        port.endWriting(word, mask);
      }
      state.active[word] = active;
      activeCount += Long.bitCount(active);
    }
    state.activeInBlock[block] = activeCount;
  }

  /** Who is active after those of a word were computed; forgets what the word did. */
  private long activeAfter(int word, long active, long ran) {
    computed += Long.bitCount(ran);
    long closing = vertex.closing;
    long halted = isMonotone ? ran : vertex.halted & ~vertex.asking | closing | vertex.removing;
    vertex.halted = 0;
    vertex.removing = 0;
    vertex.asking = 0;
    if (closing != 0) {
      close(word, closing);
      vertex.closing = 0;
    }
    return (active | ran) & ~halted;
  }

  private void close(int word, long closing) {
    long before = state.closed[word];
    state.closed[word] = before | closing;
    for (long left = closing & ~before; left != 0; left &= left - 1) {
      int slot = (word << 6) + Long.numberOfTrailingZeros(left);
      for (int channel = 0; channel < ports.length; channel++) {
        closedEdges[channel] += ports[channel].route.inboxDegree(slot);
      }
    }
  }

  private void count(Port port) {
    int channel = port.channel.index();
    senders[channel] += port.senders;
    broadcastMessages[channel] += port.broadcastMessages;
    addressedMessages[channel] += port.addressed;
    port.senders = 0;
    port.broadcastMessages = 0;
    port.addressed = 0;
  }
}
