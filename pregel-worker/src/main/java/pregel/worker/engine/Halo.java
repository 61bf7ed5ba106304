package pregel.worker.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
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
 */
final class Halo {
  private static final int HEADER = 16;

  /** Vertices of a run: a frame is at most some 32 KiB. */
  private static final int RUN = 4096;

  private final Mail mail;
  private final HaloPlan plan;
  private final int channel;

  /** Who sent among the vertices of each other worker, by place in the list; null for nobody. */
  private final long[][] got;

  /** How many of them. */
  private final int[] gotCounts;

  /** All vertices of others that are read here, by slot. */
  private final long[] everybody;

  private final long[] settled;

  Halo(Mail mail, HaloPlan plan, int slots) {
    this.mail = mail;
    this.plan = plan;
    this.channel = mail.route.channel.index();
    this.got = new long[plan.receives().length][];
    this.gotCounts = new int[got.length];
    this.everybody = Bits.forSlots(slots);
    this.settled = Bits.forSlots(slots);
    for (int[] receives : plan.receives()) {
      for (int slot : receives) {
        Bits.set(everybody, slot);
      }
    }
  }

  /** Sends what was broadcast in the superstep that was just computed to one other worker. */
  void send(int peer, Outlet outlet) {
    int[] slots = plan.sends()[peer];
    long[] which = new long[RUN >>> 6];
    for (int from = 0; from < slots.length; from += RUN) {
      int end = Math.min(slots.length, from + RUN);
      int count = mail.broadcasters(slots, from, end, which);
      if (count > 0) {
        sendRun(peer, slots, from, end, which, count, outlet);
      }
    }
  }

  private void sendRun(
      int peer, int[] slots, int from, int end, long[] which, int count, Outlet outlet) {
    int bitBytes = count == end - from ? 0 : (end - from + 63 >>> 6) * Long.BYTES;
    byte[] objects = mail.valueBytes() > 0 ? null : encoded(slots, from, end, which);
    int bytes =
        HEADER
            + bitBytes
            + (objects == null ? Math.multiplyExact(count, mail.valueBytes()) : objects.length);
    Outlet.Parcel parcel = outlet.open(peer, bytes);
    ByteBuffer body = parcel.body();
    body.putInt(from).putInt(end - from).putInt(count).putInt(0);
    for (int word = 0; word < bitBytes >>> 3; word++) {
      body.putLong(which[word]);
    }
    if (objects == null) {
      mail.writeValues(slots, from, end, which, body);
    } else {
      body.put(objects);
    }
    outlet.send(parcel, Outlet.HALO, channel, count);
  }

  private byte[] encoded(int[] slots, int from, int end, long[] which) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      mail.writeValues(slots, from, end, which, new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw codecFailed(e);
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
    long[] which = new long[size + 63 >>> 6];
    if (count == size) {
      for (int word = 0; word < which.length; word++) {
        which[word] = Bits.mask(word << 6, size);
      }
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
    if (got[peer] == null) {
      got[peer] = Bits.forSlots(slots.length);
    }
    System.arraycopy(which, 0, got[peer], from >>> 6, which.length);
    gotCounts[peer] += count;
  }

  private void readObjects(int[] slots, int from, int end, long[] which, ByteBuffer body) {
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    try {
      mail.readValues(
          slots, from, end, which, new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw codecFailed(e);
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

  private JobException codecFailed(IOException cause) {
    return new JobException(
        FailureKind.USER_PROGRAM,
        mail.route.channel
            + ": its codec failed ("
            + cause.getMessage()
            + "); let it read what it wrote",
        cause);
  }
}
