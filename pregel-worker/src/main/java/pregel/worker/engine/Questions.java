package pregel.worker.engine;

import java.util.Arrays;
import pregel.api.DoubleRequests;
import pregel.api.LongRequests;
import pregel.api.ObjectRequests;
import pregel.api.Requests;

/**
 * The questions of one kind: who was asked in the running superstep, and what those said who were
 * asked in the one before. An answer is computed once, however many asked.
 */
public final class Questions {
  private final Requests requests;
  private int vertices;

  /** Who is being asked; null before the first question. */
  private volatile long[] asked;

  /** Who has answered. */
  private long[] answered;

  private double[] doubles;
  private long[] longs;
  private Object[] objects;
  private volatile boolean anyAsked;
  private boolean anyAnswered;

  Questions(Requests requests, int vertices) {
    this.requests = requests;
    this.vertices = vertices;
  }

  /** Asks a vertex; called by any thread while computing. */
  public void ask(int slot) {
    long[] bits = asked;
    if (bits == null) {
      bits = open();
    }
    Bits.setShared(bits, slot);
    if (!anyAsked) {
      anyAsked = true;
    }
  }

  private synchronized long[] open() {
    if (asked == null) {
      answered = Bits.forSlots(vertices);
      asked = Bits.forSlots(vertices);
    }
    return asked;
  }

  /**
   * Between supersteps: those who were asked are to answer, and older answers are forgotten.
   *
   * @return whether anybody is to answer
   */
  boolean turn() {
    if (!anyAsked && !anyAnswered) {
      return false;
    }
    long[] bits = answered;
    answered = asked;
    asked = bits;
    Arrays.fill(bits, 0);
    anyAnswered = anyAsked;
    anyAsked = false;
    if (anyAnswered && doubles == null && longs == null && objects == null) {
      if (requests instanceof DoubleRequests) {
        doubles = new double[vertices];
      } else if (requests instanceof LongRequests) {
        longs = new long[vertices];
      } else {
        objects = new Object[vertices];
      }
    }
    return anyAnswered;
  }

  /** Follows the growth of the graph, before {@link #turn}. */
  void rearrange(SlotMoves moves) {
    vertices = moves.slots();
    doubles = null;
    longs = null;
    objects = null;
    if (asked != null) {
      asked = moves.moved(asked);
      answered = Bits.forSlots(vertices);
    }
  }

  /** Those without a vertex give no answer. */
  void withdraw(long[] vacant) {
    for (int word = 0; asked != null && word << 6 < vertices; word++) {
      asked[word] &= ~vacant[word];
    }
  }

  /** Computes the answers of a block's vertices. */
  void answer(AskedVertex vertex, int from, int end) {
    for (int word = from >>> 6; word << 6 < end; word++) {
      for (long left = answered[word]; left != 0; left &= left - 1) {
        int slot = (word << 6) + Long.numberOfTrailingZeros(left);
        vertex.moveTo(slot);
        if (requests instanceof DoubleRequests ofDoubles) {
          doubles[slot] = ofDoubles.answer().of(vertex);
        } else if (requests instanceof LongRequests ofLongs) {
          longs[slot] = ofLongs.answer().of(vertex);
        } else if (requests instanceof ObjectRequests<?> ofObjects) {
          objects[slot] = ofObjects.answer().of(vertex);
        }
      }
    }
  }

  /** Whether there is an answer of the vertex in a slot. */
  public boolean isAnswered(int slot) {
    return anyAnswered && slot >= 0 && Bits.get(answered, slot);
  }

  public double doubleAt(int slot) {
    return doubles[slot];
  }

  public long longAt(int slot) {
    return longs[slot];
  }

  public Object objectAt(int slot) {
    return objects[slot];
  }
}
