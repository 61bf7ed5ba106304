package pregel.worker.kernel;

import pregel.api.Channel;
import pregel.core.graph.Adjacency;
import pregel.core.graph.VertexIds;
import pregel.worker.engine.JobState;
import pregel.worker.engine.Mode;
import pregel.worker.engine.Route;

/**
 * One thread's end of a channel: what the vertex being computed receives from it and sends through
 * it. Moves from block to block and from word to word with the kernel.
 */
abstract class Port {
  /**
   * Addressed messages that may wait for the loop that stages or folds them. Usually they are
   * posted after every word of vertices, and what a vertex may send along its edges has room from
   * the start: sending calls the loop so rarely that the compiler leaves it out of programs, whose
   * loops over edges then keep in registers what they need.
   */
  static final int QUEUE = 1 << 13;

  /** So many edges of one vertex get room at once; the few vertices with more post in between. */
  private static final int MOST_QUEUED = 1 << 20;

  /** So many are worth a loop of their own. */
  private static final int WORTH_POSTING = 256;

  final JobState state;
  final Route route;
  final Channel channel;
  final KernelVertex vertex;
  final boolean combines;
  final boolean first;

  /** The rows from which the current block's messages are pulled; null if none are. */
  Adjacency.Rows rows;

  /** Whether what was broadcast to the vertices of a word is folded before they are computed. */
  boolean folds;

  /** Receivers of addressed messages, with a combiner, in the current word. */
  long arrived;

  /** Who was broadcast to, in the current word, where the first of all broadcasts is wanted. */
  private long found;

  private final FirstPull firstPull;

  /** Who broadcast, in the current word. */
  long sent;

  /** Whether the phase receives from the channel; for programs of phases. */
  boolean isReadable;

  /** Whether the phase sends through the channel; for programs of phases. */
  boolean isWritable;

  // What the current block did.
  long senders;
  long broadcastMessages;
  long addressed;

  private int[] queue = new int[QUEUE];
  private int queueSize;

  /** Addressed messages of the block that have no receiver. */
  private long missed;

  private final KernelMail mail;
  private VertexIds ids;
  private Outbox outbox;
  private final int thread;
  private boolean sending;

  /**
   * Vertices of the word that changed their edges and did not broadcast before: their bits are in
   * {@link #sent} too, so that a broadcast finds out without a test of its own.
   */
  private long changed;

  Port(KernelMail mail, int thread, KernelVertex vertex) {
    this.mail = mail;
    this.thread = thread;
    this.vertex = vertex;
    this.state = mail.state;
    this.route = mail.route;
    this.channel = route.channel;
    this.combines = mail.combines();
    this.first = mail.firstSuffices();
    this.firstPull = first ? new FirstPull() : null;
  }

  /** Folds what up to 64 vertices were broadcast, or notes that nobody broadcast. */
  abstract void foldWord(int base, int count);

  /** Points the inbox at what was folded for a vertex of the word. */
  abstract void pulled(int place);

  /** Points the inbox at the messages of a vertex. */
  abstract void receive(int place, int slot);

  /** Leaves the inbox empty, for a superstep in which nothing was sent. */
  abstract void receiveNothing();

  /** Whether the vertex that last received has no message. */
  abstract boolean isInboxEmpty();

  /** The outbox of a thread, for what the superstep sends. */
  abstract Outbox openOutbox(int thread);

  /**
   * Queues a message to the vertex in a slot.
   *
   * @return the place of its message
   */
  final int queue(int target) {
    if (queueSize == queue.length) {
      post();
    }
    int place = queueSize;
    queue[place] = target;
    queueSize = place + 1;
    return place;
  }

  /** Makes room for a message along each of a vertex's edges. */
  final void makeRoom(int edges) {
    if (edges > queue.length - queueSize) {
      post();
      if (edges > queue.length && edges <= MOST_QUEUED) {
        int room = Integer.highestOneBit(edges - 1) << 1;
        queue = new int[room];
        openQueue(room);
      }
    }
  }

  /** Makes room for the messages of an empty queue. */
  abstract void openQueue(int room);

  /** Hands all that is queued to the mail, in one loop over arrays. */
  final void post() {
    if (queueSize > 0) {
      post(queue, queueSize);
      addressed += queueSize;
      queueSize = 0;
    }
  }

  /** Hands queued messages to the mail. */
  abstract void post(int[] targets, int count);

  /** The slot of the vertex with an id, or -1 if a message to it is dropped. */
  final int receiver(long targetId) {
    vertex.requireOrdinary("vertex.send(id, message)");
    int target = targetId == vertex.namedId ? vertex.namedSlot : ids.slot(targetId);
    if (target < 0) {
      target = vertex.missed(targetId);
      if (target < 0) {
        missed++;
      }
    }
    return target;
  }

  /**
   * Whether a second broadcast has receivers on other workers. They get it as one message to the
   * inverted slot of its sender.
   *
   * @param here how many receivers it has on this worker
   */
  final boolean leaves(int slot, int here) {
    int elsewhere = state.remoteIds == null ? 0 : route.sendDegree(slot) - here;
    if (elsewhere == 0) {
      return false;
    }
    addressed += elsewhere - 1;
    mail.repeats = true;
    return true;
  }

  /** Starts a superstep. */
  final void begin() {
    ids = state.ids;
    vertex.follow();
    outbox = openOutbox(thread);
    folds = combines && !first && route.mode != Mode.PUSH;
    if (!route.carries) {
      rows = null;
      receiveNothing();
    }
  }

  final boolean isBusy(int block) {
    return route.mode == Mode.PULL || mail.isBusy(block);
  }

  /** The thread's next block, whether any vertex of it is computed or not. */
  final void reachBlock(int block) {
    mail.reach(block, thread, outbox);
  }

  /** The thread has no more blocks. */
  final void finish() {
    mail.finish(thread, outbox);
  }

  final void beginBlock(int block) {
    rows = route.mode == Mode.PULL ? route.pullRows.rows(state.blocks.partition(block)) : null;
    sending = false;
  }

  final void endBlock(int block) {
    post();
    if (addressed > 0) {
      mail.addressed(block, thread, outbox);
    }
    addressed += missed;
    missed = 0;
    mail.consumed(block);
    if (route.accepts) {
      mail.nextSending[block] = sending;
    }
  }

  /**
   * Moves to a word.
   *
   * @return the vertices that may have a message
   */
  final long beginWord(int word, long mask) {
    arrived = mail.arrived == null ? 0 : mail.arrived[word];
    if (route.mode != Mode.PULL) {
      return mail.touched[word] | arrived;
    }
    if (!first) {
      return mask;
    }
    long wanted = mask & ~state.closed[word];
    found = firstPull.find(rows, word << 6, Long.bitCount(mask), wanted, mail.senders);
    return found | arrived;
  }

  /** Where in the rows the first sender to a vertex of the word is; -1 if there is none. */
  final int firstSender(int place) {
    return (found >>> place & 1) == 0 ? -1 : firstPull.places[place];
  }

  final boolean hasMessage(int place) {
    return (arrived >>> place & 1) != 0 || !isInboxEmpty();
  }

  /** What 64 vertices received was read. */
  final void endReading(int word) {
    mail.touched[word] = 0;
    if (arrived != 0) {
      mail.clearArrived(word);
    }
  }

  /** The vertex being computed starts to change its edges. */
  final void rowOpened(int slot) {
    long bit = 1L << slot;
    if (route.accepts && (sent & bit) == 0) {
      changed |= bit;
      sent |= bit;
    }
  }

  /** Whether a vertex that changed its edges broadcasts for the first time; notes its edges. */
  final boolean isFirstAfterChange(int slot) {
    long bit = 1L << slot;
    if ((changed & bit) == 0) {
      return false;
    }
    changed &= ~bit;
    broadcastMessages += vertex.noteBroadcast(channel);
    return true;
  }

  /** Notes who broadcast, and takes back what was broadcast two supersteps ago. */
  final void endWriting(int word, long mask) {
    if (queueSize >= WORTH_POSTING) {
      post();
    }
    sent &= ~changed;
    changed = 0;
    long broadcast = sent;
    long stale = mail.nextSenders[word] & ~broadcast;
    if (stale != 0) {
      mail.forget(word << 6, stale);
    }
    mail.nextSenders[word] = broadcast;
    if (broadcast != 0) {
      sending = true;
      count(word, broadcast, mask);
      sent = 0;
    }
  }

  private void count(int word, long broadcast, long mask) {
    senders += Long.bitCount(broadcast);
    if (broadcast == mask) {
      broadcastMessages += route.sendDegreeOfWord[word];
      return;
    }
    for (long left = broadcast; left != 0; left &= left - 1) {
      broadcastMessages += route.sendDegree((word << 6) + Long.numberOfTrailingZeros(left));
    }
  }
}
