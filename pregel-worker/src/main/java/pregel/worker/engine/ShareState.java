package pregel.worker.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import pregel.api.Column;
import pregel.core.checkpoint.BlockSink;
import pregel.core.checkpoint.PartReader;

/**
 * What the vertices of a partition need to go on with the next superstep, as blocks of a
 * checkpoint's part. Whoever owns the partition then reads them, whatever its local slots are:
 * vertices stand in canonical order. What workers have of each other's vertices is not kept; it is
 * exchanged again.
 *
 * <pre>
 *   PARTITION/column/I     the values of the program's I-th column
 *   PARTITION/active       a bit for each vertex, in words of 64
 *   PARTITION/closed       likewise
 *   PARTITION/senders/C    who broadcast through channel C in the last superstep, likewise
 *   PARTITION/values/C     what they broadcast, one after another
 *   PARTITION/addressed/C  the addressed messages that wait for them, if any do
 *   asked/K                the ids of whom the part's vertices asked questions of kind K
 * </pre>
 */
final class ShareState {
  private final JobState state;
  private final Mail[] mails;
  private final List<Column> columns;

  /** By channel, what was read of addressed messages. */
  private final List<List<ByteBuffer>> addressed = new ArrayList<>();

  ShareState(JobState state, Mail[] mails) {
    this.state = state;
    this.mails = mails;
    this.columns = state.schema.columns();
    for (int channel = 0; channel < mails.length; channel++) {
      addressed.add(new ArrayList<>());
    }
  }

  /** Whether all can be kept: the graph cannot, where it changes. */
  boolean isComplete() {
    return state.topology == null;
  }

  /** Hands over copies of the blocks of every partition that is owned here. */
  void save(BlockSink to) throws IOException, InterruptedException {
    for (int partition = 0; partition < state.partitions.partitions(); partition++) {
      int whole = state.share.slots().wholePartition(partition);
      if (whole >= 0) {
        save(whole, state.partitions.start(partition), state.partitions.end(partition), to);
      }
    }
    for (Questions questions : state.questions) {
      if (questions.isAsking()) {
        to.write("asked/" + questions.requests().index(), askedIds(questions));
      }
    }
  }

  private long[] askedIds(Questions questions) {
    LongStream.Builder ids = LongStream.builder();
    long[] local = questions.asked();
    for (int slot = 0; local != null && slot < state.vertices; slot++) {
      if (Bits.get(local, slot)) {
        ids.add(state.graph.ids().id(slot));
      }
    }
    for (int number = 0; state.remoteIds != null && number < state.remoteIds.count(); number++) {
      if (questions.isAskingRemote(number)) {
        ids.add(state.remoteIds.id(number));
      }
    }
    return ids.build().toArray();
  }

  private void save(int whole, int from, int end, BlockSink to)
      throws IOException, InterruptedException {
    for (int i = 0; i < columns.size(); i++) {
      ColumnState.save(columns.get(i), from, end, whole + "/column/" + i, to);
    }
    to.write(whole + "/active", words(state.active, from, end));
    to.write(whole + "/closed", words(state.closed, from, end));
    int[] slots = slots(from, end);
    for (Mail mail : mails) {
      int channel = mail.route.channel.index();
      long[] which = new long[end - from + 63 >>> 6];
      int count = mail.broadcasters(slots, 0, slots.length, which);
      to.write(whole + "/senders/" + channel, which);
      to.write(whole + "/values/" + channel, values(mail, slots, which, count));
      if (mail.hasAddressed()) {
        to.write(whole + "/addressed/" + channel, mail.saveAddressed(from, end));
      }
    }
  }

  private static ByteBuffer values(Mail mail, int[] slots, long[] which, int count)
      throws IOException {
    if (mail.valueBytes() > 0) {
      ByteBuffer values =
          ByteBuffer.allocate(Math.multiplyExact(count, mail.valueBytes()))
              .order(ByteOrder.LITTLE_ENDIAN);
      mail.writeValues(slots, 0, slots.length, which, values);
      return values.flip();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    mail.writeValues(slots, 0, slots.length, which, new DataOutputStream(bytes));
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /**
   * Reads the blocks of those partitions that are in a part and owned here; before the first
   * superstep.
   *
   * @param restored by local partition, whether it was found; filled in
   */
  void restore(PartReader part, boolean[] restored) throws IOException {
    for (int partition = 0; partition < state.partitions.partitions(); partition++) {
      int whole = state.share.slots().wholePartition(partition);
      if (whole >= 0 && part.length(whole + "/active") >= 0) {
        restore(whole, state.partitions.start(partition), state.partitions.end(partition), part);
        restored[partition] = true;
      }
    }
    for (Questions questions : state.questions) {
      String block = "asked/" + questions.requests().index();
      if (part.length(block) >= 0) {
        for (long id : part.readLongs(block)) {
          ask(questions, id);
        }
      }
    }
  }

  /** Whoever asked, all workers learn the answer: which of them has the asker is not kept. */
  private void ask(Questions questions, long id) {
    int slot = state.graph.ids().slot(id);
    if (slot >= 0) {
      questions.ask(slot);
    } else if (state.remoteIds != null) {
      questions.askRemote(state.remoteIds.number(id));
    }
  }

  private void restore(int whole, int from, int end, PartReader part) throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      ColumnState.restore(columns.get(i), from, end, whole + "/column/" + i, part);
    }
    readWords(part, whole + "/active", state.active, from, end);
    readWords(part, whole + "/closed", state.closed, from, end);
    int[] slots = slots(from, end);
    for (Mail mail : mails) {
      int channel = mail.route.channel.index();
      long[] which = new long[end - from + 63 >>> 6];
      readWords(part, whole + "/senders/" + channel, which, 0, end - from);
      byte[] values = ColumnState.bytes(whole + "/values/" + channel, part);
      if (mail.valueBytes() > 0) {
        int count = Arrays.stream(which).mapToInt(Long::bitCount).sum();
        ColumnState.require(count * mail.valueBytes(), values.length, whole + "/values/" + channel);
        mail.readValues(
            slots, 0, slots.length, which, ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN));
      } else {
        mail.readValues(
            slots, 0, slots.length, which, new DataInputStream(new ByteArrayInputStream(values)));
      }
      mail.restoreBroadcasters(from, which);
      String block = whole + "/addressed/" + channel;
      if (part.length(block) >= 0) {
        addressed
            .get(channel)
            .add(ByteBuffer.wrap(ColumnState.bytes(block, part)).order(ByteOrder.LITTLE_ENDIAN));
      }
    }
  }

  /** After all parts were read: counts anew, and lets messages wait. */
  void complete() {
    for (Mail mail : mails) {
      mail.restoreAddressed(addressed.get(mail.route.channel.index()));
    }
    recount();
  }

  /** Counts anew what follows from who is active and closed. */
  private void recount() {
    for (int block = 0; block < state.blocks.count(); block++) {
      int count = 0;
      int end = state.isOwned(block) ? state.blocks.end(block) : state.blocks.start(block);
      for (int base = state.blocks.start(block); base < end; base += 64) {
        count += Long.bitCount(state.active[base >>> 6]);
      }
      state.activeInBlock[block] = count;
    }
    long[] owned = state.share.slots().owned();
    for (Route route : state.routes) {
      long open = 0;
      for (int slot = 0; slot < state.vertices; slot++) {
        if (Bits.get(owned, slot) && !Bits.get(state.closed, slot)) {
          open += route.inboxDegree(slot);
        }
      }
      route.openEdges = open;
    }
  }

  /** The words of a range that starts at a multiple of 64; bits beyond its end are left out. */
  private static long[] words(long[] bits, int from, int end) {
    long[] words = Arrays.copyOfRange(bits, from >>> 6, end + 63 >>> 6);
    if ((end & 63) != 0 && words.length > 0) {
      words[words.length - 1] &= Bits.mask(end & ~63, end);
    }
    return words;
  }

  private static void readWords(PartReader part, String block, long[] bits, int from, int end)
      throws IOException {
    long[] read = part.readLongs(block);
    ColumnState.require(end - from + 63 >>> 6, read.length, block);
    for (int i = 0; i < read.length; i++) {
      long mask = Bits.mask(from + (i << 6), end);
      int word = (from >>> 6) + i;
      bits[word] = bits[word] & ~mask | read[i] & mask;
    }
  }

  private static int[] slots(int from, int end) {
    int[] slots = new int[end - from];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = from + i;
    }
    return slots;
  }
}
