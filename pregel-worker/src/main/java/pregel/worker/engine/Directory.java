package pregel.worker.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * Which vertex has which id, on all workers together: every id has a home, a worker that knows the
 * vertex's slot in the whole graph. Made when the first message goes to an id that its sender's
 * worker has no slot of; each worker keeps what it once asked for.
 *
 * <pre>
 *  TELLING  4 how many, 4 zero, 8 per vertex: its id, 4 per vertex: its slot
 *  ASKING   8 per question: an id
 *  FINDING  4 per answer, in the order of the questions: the slot, or -1
 * </pre>
 */
final class Directory {
  /** Ids of a frame at most. */
  private static final int BATCH = 4096;

  private final JobState state;
  private final int workers;
  private final int self;

  /** A hash table of the ids whose home is here. */
  private long[] ids = new long[1 << 10];

  private int[] slotPlusOne = new int[1 << 10];
  private int count;
  private boolean isMade;

  /** By worker, the numbers of the ids that this one asks it for. */
  private final int[][] asking;

  private final int[] askingCounts;
  private final int[] found;

  /** By worker, the ids that it asks this one for. */
  private final long[][] asked;

  private final int[] askedCounts;

  Directory(JobState state) {
    this.state = state;
    this.workers = state.share.ownership().workers();
    this.self = state.share.worker();
    this.asking = new int[workers][0];
    this.askingCounts = new int[workers];
    this.found = new int[workers];
    this.asked = new long[workers][0];
    this.askedCounts = new int[workers];
  }

  private int home(long id) {
    return (int) ((RemoteIds.mix(id) >>> 33) % workers);
  }

  /** Whether every home was told of its ids. */
  boolean isMade() {
    return isMade;
  }

  /** Whether there are ids that nothing is known of. */
  boolean isMissingAny() {
    return state.remoteIds.known() < state.remoteIds.count();
  }

  /**
   * Asks for all ids of which nothing is known; in their order, not in that in which threads met
   * them, so that the answers fit whoever asks once more in the place of this worker.
   */
  void ask(Outlet outlet) {
    RemoteIds remote = state.remoteIds;
    int from = remote.known();
    remote.learn();
    Arrays.fill(askingCounts, 0);
    Arrays.fill(found, 0);
    for (int number = from; number < remote.count(); number++) {
      int home = home(remote.id(number));
      if (askingCounts[home] == asking[home].length) {
        asking[home] = Arrays.copyOf(asking[home], Math.max(64, 2 * askingCounts[home]));
      }
      asking[home][askingCounts[home]++] = number;
    }
    for (int peer = 0; peer < workers; peer++) {
      sortAsking(peer);
      for (int at = 0; peer != self && at < askingCounts[peer]; at += BATCH) {
        int size = Math.min(BATCH, askingCounts[peer] - at);
        Outlet.Parcel parcel = outlet.open(peer, size * Long.BYTES);
        for (int i = at; i < at + size; i++) {
          parcel.body().putLong(remote.id(asking[peer][i]));
        }
        outlet.send(parcel, Outlet.ASKING, 0, size);
      }
    }
  }

  private void sortAsking(int home) {
    long[] ids = new long[askingCounts[home]];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = state.remoteIds.id(asking[home][i]);
    }
    Arrays.sort(ids);
    for (int i = 0; i < ids.length; i++) {
      asking[home][i] = state.remoteIds.find(ids[i]);
    }
  }

  /** Takes what another worker asks for. */
  void receiveAsking(int peer, ByteBuffer body) {
    int size = body.remaining() / Long.BYTES;
    if (askedCounts[peer] + size > asked[peer].length) {
      asked[peer] = Arrays.copyOf(asked[peer], Math.max(BATCH, 2 * asked[peer].length));
    }
    body.asLongBuffer().get(asked[peer], askedCounts[peer], size);
    askedCounts[peer] += size;
  }

  /** Forgets what others have asked for since that was answered: all will ask again. */
  void forgetAsking() {
    Arrays.fill(askedCounts, 0);
  }

  /** Tells every home the ids of this worker's vertices. */
  void tell(Outlet outlet) {
    long[][] batches = new long[workers][BATCH];
    int[][] slots = new int[workers][BATCH];
    int[] counts = new int[workers];
    for (int slot = 0; slot < state.vertices; slot++) {
      if (!state.share.slots().isOwned(slot)) {
        continue;
      }
      long id = state.graph.ids().id(slot);
      int home = home(id);
      if (home == self) {
        put(id, state.share.slots().whole(slot));
        continue;
      }
      batches[home][counts[home]] = id;
      slots[home][counts[home]++] = state.share.slots().whole(slot);
      if (counts[home] == BATCH) {
        tell(outlet, home, batches[home], slots[home], BATCH);
        counts[home] = 0;
      }
    }
    for (int home = 0; home < workers; home++) {
      if (counts[home] > 0) {
        tell(outlet, home, batches[home], slots[home], counts[home]);
      }
    }
    isMade = true;
  }

  private static void tell(Outlet outlet, int home, long[] batch, int[] slots, int size) {
    int bytes = 2 * Integer.BYTES + size * (Long.BYTES + Integer.BYTES);
    Outlet.Parcel parcel = outlet.open(home, bytes);
    ByteBuffer body = parcel.body();
    body.putInt(size).putInt(0);
    body.asLongBuffer().put(batch, 0, size);
    body.position(body.position() + size * Long.BYTES);
    body.asIntBuffer().put(slots, 0, size);
    body.position(body.position() + size * Integer.BYTES);
    outlet.send(parcel, Outlet.TELLING, 0, size);
  }

  /** Takes ids whose home is here; any number of threads at once. */
  synchronized void receiveTelling(int peer, ByteBuffer body) {
    int size = body.getInt();
    body.getInt();
    if (size < 0 || body.remaining() != (long) size * (Long.BYTES + Integer.BYTES)) {
      throw refused(peer);
    }
    int slots = body.position() + size * Long.BYTES;
    for (int i = 0; i < size; i++) {
      put(body.getLong(), body.getInt(slots + i * Integer.BYTES));
    }
  }

  private synchronized void put(long id, int slot) {
    if (2 * ++count > ids.length) {
      long[] oldIds = ids;
      int[] oldSlots = slotPlusOne;
      ids = new long[2 * oldIds.length];
      slotPlusOne = new int[2 * oldIds.length];
      for (int at = 0; at < oldIds.length; at++) {
        if (oldSlots[at] != 0) {
          int place = place(oldIds[at]);
          ids[place] = oldIds[at];
          slotPlusOne[place] = oldSlots[at];
        }
      }
    }
    int place = place(id);
    ids[place] = id;
    slotPlusOne[place] = slot + 1;
  }

  private int place(long id) {
    int mask = ids.length - 1;
    int at = (int) RemoteIds.mix(id) & mask;
    while (slotPlusOne[at] != 0 && ids[at] != id) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private int slot(long id) {
    return slotPlusOne[place(id)] - 1;
  }

  /** Answers what was asked, other workers and this one. */
  void answer(Outlet outlet) {
    for (int i = 0; i < askingCounts[self]; i++) {
      int number = asking[self][i];
      state.remoteIds.found(number, slot(state.remoteIds.id(number)));
    }
    for (int peer = 0; peer < workers; peer++) {
      for (int at = 0; at < askedCounts[peer]; at += BATCH) {
        int size = Math.min(BATCH, askedCounts[peer] - at);
        Outlet.Parcel parcel = outlet.open(peer, size * Integer.BYTES);
        for (int i = at; i < at + size; i++) {
          parcel.body().putInt(slot(asked[peer][i]));
        }
        outlet.send(parcel, Outlet.FINDING, 0, size);
      }
      askedCounts[peer] = 0;
    }
  }

  /** Takes another worker's answers. */
  void receiveFinding(int peer, ByteBuffer body) {
    int slots = state.share.ownership().slots();
    while (body.remaining() >= Integer.BYTES) {
      int slot = body.getInt();
      if (found[peer] == askingCounts[peer] || slot < RemoteIds.ABSENT || slot >= slots) {
        throw refused(peer);
      }
      state.remoteIds.found(asking[peer][found[peer]++], slot);
    }
  }

  private static JobException refused(int peer) {
    return new JobException(
        FailureKind.PROTOCOL,
        "worker " + peer + " knows of other vertices; give all workers the same version");
  }
}
