package pregel.worker.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.share.HaloPlan;

/**
 * What the vertices at the border of this worker broadcast through one channel, on its way to the
 * workers that read it, and what arrives in return. Both ends know the vertices by their places in
 * a list they agreed on, so no ids travel: where all of a run of vertices sent, their values alone,
 * else a bit for each and the values of those who did; runs in which nobody sent do not travel.
 *
 * <pre>
 *  offset size field
 *       0    4 place of the first vertex in the list
 *       4    4 vertices in the run
 *       8    4 how many of them sent
 *      12    4 zero
 *      16      a bit per vertex in words of 64, unless all sent
 *              the values, in the order of the list
 * </pre>
 *
 * <p>A run leaves as soon as the last block with a vertex of it is computed, while others are
 * computed yet: whichever thread had that block sends it. What arrives lands in the array that the
 * running superstep writes, where nothing reads before {@link #settle}.
 */
final class Halo {
  private static final int HEADER = 16;

  /**
   * Vertices of a run, a multiple of 64: frames of 128 KiB of doubles. A quarter of that takes four
   * times as many wake-ups of the thread that writes to the network.
   */
  private static final int RUN = 1 << 14;

  /** Where values have no fixed length, a run ends early at so many bytes. */
  private static final int OBJECT_BYTES = 1 << 20;

  private final Mail mail;
  private final HaloPlan plan;
  private final int channel;

  /** By other worker, who of this one's vertices it reads, by slot. */
  private final long[][] members;

  /**
   * By other worker and block, the place in the list of the block's first vertex or a later one.
   */
  private final int[][] places;

  /** By other worker and run, of how many blocks it has vertices. */
  private final int[][] blocksOfRun;

  /** How many of them are not computed yet in the running superstep. */
  private final AtomicIntegerArray[] missing;

  /** Who sent among the vertices of each other worker, by place in the list; null for nobody. */
  private final long[][] got;

  /** How many of them. */
  private final int[] gotCounts;

  /** All vertices of others that are read here, by slot. */
  private final long[] everybody;

  private final long[] settled;

  Halo(Mail mail, HaloPlan plan, JobState state) {
    this.mail = mail;
    this.plan = plan;
    this.channel = mail.route.channel.index();
    int workers = plan.sends().length;
    this.members = new long[workers][];
    this.places = new int[workers][];
    this.blocksOfRun = new int[workers][];
    this.missing = new AtomicIntegerArray[workers];
    for (int peer = 0; peer < workers; peer++) {
      follow(peer, plan.sends()[peer], state);
    }
    this.got = new long[workers][];
    this.gotCounts = new int[workers];
    this.everybody = Bits.forSlots(state.vertices);
    this.settled = Bits.forSlots(state.vertices);
    for (int[] receives : plan.receives()) {
      for (int slot : receives) {
        Bits.set(everybody, slot);
      }
    }
  }

  private void follow(int peer, int[] slots, JobState state) {
    Blocks blocks = state.blocks;
    members[peer] = slots.length == 0 ? new long[0] : Bits.forSlots(state.vertices);
    places[peer] = new int[blocks.count() + 1];
    blocksOfRun[peer] = new int[(slots.length + RUN - 1) / RUN];
    int place = 0;
    for (int block = 0; block < blocks.count(); block++) {
      places[peer][block] = place;
      for (; place < slots.length && slots[place] < blocks.end(block); place++) {
        Bits.set(members[peer], slots[place]);
      }
      int first = places[peer][block];
      for (int run = first / RUN; first < place && run * RUN < place; run++) {
        blocksOfRun[peer][run]++;
      }
    }
    places[peer][blocks.count()] = place;
    missing[peer] = new AtomicIntegerArray(blocksOfRun[peer]);
  }

  /**
   * Sends the runs that are complete now that a block is computed; called by the threads that
   * compute.
   *
   * @param which scratch space of the thread, from {@link #newScratch}
   */
  void computed(int block, long[] which, Outlet outlet) {
    for (int peer = 0; peer < places.length; peer++) {
      int first = places[peer][block];
      int end = places[peer][block + 1];
      for (int run = first / RUN; first < end && run * RUN < end; run++) {
        if (missing[peer].decrementAndGet(run) == 0) {
          missing[peer].set(run, blocksOfRun[peer][run]); // for the next superstep
          send(peer, run, which, outlet);
        }
      }
    }
  }

  /** Sends all that was broadcast before a checkpoint was taken. */
  void sendAll(Outlet outlet) {
    long[] which = newScratch();
    for (int peer = 0; peer < places.length; peer++) {
      for (int run = 0; run < blocksOfRun[peer].length; run++) {
        send(peer, run, which, outlet);
      }
    }
  }

  static long[] newScratch() {
    return new long[RUN >>> 6];
  }

  private void send(int peer, int run, long[] which, Outlet outlet) {
    int[] slots = plan.sends()[peer];
    int from = run * RUN;
    int end = Math.min(slots.length, from + RUN);
    int count = mail.countBroadcasters(members[peer], slots[from], slots[end - 1]);
    if (count == 0) {
      return;
    }
    if (count < end - from) {
      mail.broadcasters(slots, from, end, which);
    }
    if (mail.valueBytes() > 0) {
      Outlet.Parcel parcel = open(peer, from, end, count, which, count * mail.valueBytes(), outlet);
      if (count == end - from) {
        mail.writeValues(slots, from, end, parcel.body());
      } else {
        mail.writeValues(slots, from, end, which, parcel.body());
      }
      outlet.send(parcel, Outlet.HALO, channel, count);
    } else {
      if (count == end - from) {
        fill(which, end - from);
      }
      sendObjects(peer, from, end, which, outlet);
    }
  }

  private static Outlet.Parcel open(
      int peer, int from, int end, int count, long[] which, int bytes, Outlet outlet) {
    int words = count == end - from ? 0 : end - from + 63 >>> 6;
    Outlet.Parcel parcel = outlet.open(peer, HEADER + words * Long.BYTES + bytes);
    ByteBuffer body = parcel.body();
    body.putInt(from).putInt(end - from).putInt(count).putInt(0);
    for (int word = 0; word < words; word++) {
      body.putLong(which[word]);
    }
    return parcel;
  }

  private void sendObjects(int peer, int from, int end, long[] which, Outlet outlet) {
    int[] slots = plan.sends()[peer];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    long[] part = new long[which.length];
    int first = from;
    int count = 0;
    for (int word = from; word < end; word += 64) {
      long senders = which[word - from >>> 6];
      try {
        mail.writeValues(slots, word, Math.min(end, word + 64), new long[] {senders}, out);
      } catch (IOException | RuntimeException e) {
        throw codecFailed(e);
      }
      part[word - first >>> 6] = senders;
      count += Long.bitCount(senders);
      int last = Math.min(end, word + 64);
      if (count > 0 && (last == end || bytes.size() >= OBJECT_BYTES)) {
        Outlet.Parcel parcel = open(peer, first, last, count, part, bytes.size(), outlet);
        parcel.body().put(bytes.toByteArray());
        outlet.send(parcel, Outlet.HALO, channel, count);
        bytes.reset();
        first = last;
        count = 0;
      }
    }
  }

  /** Takes a run that another worker sent; called by any thread, of one worker one at a time. */
  void receive(int peer, ByteBuffer body) {
    int[] slots = plan.receives()[peer];
    int from = body.getInt();
    int size = body.getInt();
    int count = body.getInt();
    body.getInt();
    if (from < 0
        || size <= 0
        || size > RUN
        || from > slots.length - size
        || (from & 63) != 0
        || count <= 0
        || count > size) {
      throw new JobException(
          FailureKind.PROTOCOL,
          "worker "
              + peer
              + " sent values of "
              + count
              + " vertices at "
              + from
              + ", "
              + size
              + " of "
              + slots.length
              + "; give all workers the same version of the program");
    }
    if (got[peer] == null) {
      got[peer] = Bits.forSlots(slots.length);
    }
    gotCounts[peer] += count;
    if (count == size && mail.valueBytes() > 0) {
      mail.readValues(slots, from, from + size, body);
      for (int place = from; place < from + size; place += 64) {
        got[peer][place >>> 6] |= Bits.mask(place, from + size);
      }
      return;
    }
    long[] which = new long[size + 63 >>> 6];
    if (count == size) {
      fill(which, size);
    } else {
      for (int word = 0; word < which.length; word++) {
        which[word] = body.getLong();
      }
    }
    if (mail.valueBytes() > 0) {
      mail.readValues(slots, from, from + size, which, body);
    } else {
      readObjects(slots, from, from + size, which, body);
    }
    for (int word = 0; word < which.length; word++) {
      got[peer][(from >>> 6) + word] |= which[word];
    }
  }

  private static void fill(long[] which, int size) {
    for (int place = 0; place < size; place += 64) {
      which[place >>> 6] = Bits.mask(place, size);
    }
  }

  private void readObjects(int[] slots, int from, int end, long[] which, ByteBuffer body) {
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    try {
      mail.readValues(
          slots, from, end, which, new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException | RuntimeException e) {
      throw codecFailed(e);
    }
  }

  /** Forgets what has arrived since the last {@link #settle}: all will send it again. */
  void forget() {
    for (int peer = 0; peer < got.length; peer++) {
      if (got[peer] != null) {
        Arrays.fill(got[peer], 0);
      }
      gotCounts[peer] = 0;
    }
  }

  /** Once every worker's values are there, and before the next superstep. */
  void settle() {
    boolean complete = true;
    for (int peer = 0; peer < got.length; peer++) {
      complete &= gotCounts[peer] == plan.receives()[peer].length;
    }
    if (!complete) {
      Arrays.fill(settled, 0);
      for (int peer = 0; peer < got.length; peer++) {
        int[] slots = plan.receives()[peer];
        for (int word = 0; got[peer] != null && word < got[peer].length; word++) {
          for (long left = got[peer][word]; left != 0; left &= left - 1) {
            Bits.set(settled, slots[(word << 6) + Long.numberOfTrailingZeros(left)]);
          }
        }
      }
    }
    mail.settleBroadcasters(complete ? everybody : settled);
    for (int peer = 0; peer < got.length; peer++) {
      if (gotCounts[peer] > 0) {
        Arrays.fill(got[peer], 0);
        gotCounts[peer] = 0;
      }
    }
  }

  private JobException codecFailed(Exception cause) {
    return new JobException(
        FailureKind.USER_PROGRAM,
        mail.route.channel + ": its codec failed (" + cause + "); let it read what it wrote",
        cause);
  }
}
