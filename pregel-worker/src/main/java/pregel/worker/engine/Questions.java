package pregel.worker.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
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

  /** What other workers may have; null if there are none. */
  private final RemoteIds remoteIds;

  /** Who is being asked; null before the first question. */
  private volatile long[] asked;

  /** Who has answered. */
  private long[] answered;

  private double[] doubles;
  private long[] longs;
  private Object[] objects;
  private volatile boolean anyAsked;
  private boolean anyAnswered;

  /** Ids of other workers' vertices that are being asked, and those that have answered. */
  private GrowingBits askedRemote = new GrowingBits();

  private GrowingBits answeredRemote = new GrowingBits();

  /** Numbers of them start here, as those of their answers in the arrays do. */
  private int firstRemote;

  Questions(Requests requests, int vertices, RemoteIds remoteIds) {
    this.remoteIds = remoteIds;
    this.firstRemote = vertices + 63 & -64;
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

  /** Asks whoever has an id that no vertex has here; called by any thread while computing. */
  public void askRemote(int number) {
    askedRemote.set(number);
    if (!anyAsked) {
      anyAsked = true;
    }
  }

  Requests requests() {
    return requests;
  }

  /** Who is being asked; null if nobody ever was. */
  long[] asked() {
    return asked;
  }

  boolean isAskingRemote(int number) {
    return askedRemote.get(number);
  }

  /** Whether anybody was asked in the superstep that was just computed. */
  boolean isAsking() {
    return anyAsked;
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
    if (asked == null) {
      open();
    }
    long[] bits = answered;
    answered = asked;
    asked = bits;
    Arrays.fill(bits, 0);
    GrowingBits remote = answeredRemote;
    answeredRemote = askedRemote;
    askedRemote = remote;
    remote.clear();
    anyAnswered = anyAsked;
    anyAsked = false;
    if (anyAnswered) {
      openAnswers(remoteIds == null ? vertices : firstRemote + remoteIds.count());
    }
    return anyAnswered;
  }

  private void openAnswers(int size) {
    if (requests instanceof DoubleRequests) {
      doubles = doubles != null && doubles.length >= size ? doubles : new double[size];
    } else if (requests instanceof LongRequests) {
      longs = longs != null && longs.length >= size ? longs : new long[size];
    } else {
      objects = objects != null && objects.length >= size ? objects : new Object[size];
    }
  }

  /** Bytes of an answer between workers; 0 if they differ from answer to answer. */
  int answerBytes() {
    return requests instanceof ObjectRequests<?> ? 0 : Long.BYTES;
  }

  /** Writes the answer of a vertex. */
  void put(int slot, ByteBuffer out) {
    if (doubles != null) {
      out.putDouble(doubles[slot]);
    } else {
      out.putLong(longs[slot]);
    }
  }

  /** Reads the answer of a vertex of another worker. */
  void take(int target, ByteBuffer in) {
    if (doubles != null) {
      doubles[target] = in.getDouble();
    } else {
      longs[target] = in.getLong();
    }
  }

  @SuppressWarnings("unchecked") // the requests' own answers
  void write(int slot, DataOutput out) throws IOException {
    out.writeBoolean(objects[slot] != null);
    if (objects[slot] != null) {
      ((ObjectRequests<Object>) requests).codec().write(objects[slot], out);
    }
  }

  void read(int target, DataInput in) throws IOException {
    objects[target] = in.readBoolean() ? ((ObjectRequests<?>) requests).codec().read(in) : null;
  }

  /** Follows the growth of the graph, before {@link #turn}. */
  void rearrange(SlotMoves moves) {
    vertices = moves.slots();
    firstRemote = vertices + 63 & -64;
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
    return anyAnswered
        && slot >= 0
        && (slot < vertices
            ? Bits.get(answered, slot)
            : answeredRemote.get(slot - firstRemote) && remoteIds.slot(slot - firstRemote) >= 0);
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
