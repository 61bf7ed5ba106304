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
import pregel.core.share.LocalSlots;

/**
 * The questions of one kind that go to vertices of other workers, each once for a worker however
 * many of its vertices ask, and their answers, in the order of the questions.
 *
 * <pre>
 *  QUESTIONS  4 per question: the slot of the whole graph
 *  ANSWERS    4 how many, 4 zero, then the answers
 * </pre>
 */
final class Inquiry {
  /** Questions or answers of a frame at most. */
  private static final int BATCH = 4096;

  /** A frame of more bytes takes no further answer. */
  private static final int ENOUGH = 1 << 15;

  private final JobState state;
  private final Questions questions;
  private final int kind;
  private final int workers;

  /** By worker, whom this one asks there: slots here, or numbers that stand for ids. */
  private final int[][] asking;

  private final int[] askingCounts;

  /** How many of them have answered. */
  private final int[] answeredCounts;

  /** By worker, whom it asks here. */
  private final int[][] asked;

  private final int[] askedCounts;

  Inquiry(JobState state, Questions questions) {
    this.state = state;
    this.questions = questions;
    this.kind = questions.requests().index();
    this.workers = state.share.ownership().workers();
    this.asking = new int[workers][0];
    this.askingCounts = new int[workers];
    this.answeredCounts = new int[workers];
    this.asked = new int[workers][0];
    this.askedCounts = new int[workers];
  }

  /** Sends the questions of the superstep that was just computed. */
  void send(Outlet outlet) {
    Arrays.fill(askingCounts, 0);
    Arrays.fill(answeredCounts, 0);
    LocalSlots slots = state.share.slots();
    long[] owned = slots.owned();
    long[] local = questions.asked();
    for (int word = 0; local != null && word < owned.length; word++) {
      for (long left = local[word] & ~owned[word]; left != 0; left &= left - 1) {
        int slot = (word << 6) + Long.numberOfTrailingZeros(left);
        ask(slot, slots.whole(slot));
      }
    }
    for (int number = 0; number < state.remoteIds.count(); number++) {
      if (questions.isAskingRemote(number) && state.remoteIds.slot(number) >= 0) {
        ask(state.firstRemote + number, state.remoteIds.slot(number));
      }
    }
    for (int peer = 0; peer < workers; peer++) {
      for (int at = 0; at < askingCounts[peer]; at += BATCH) {
        sendRun(peer, at, Math.min(BATCH, askingCounts[peer] - at), outlet);
      }
    }
  }

  private void ask(int target, int whole) {
    int peer = state.share.ownership().ownerOfSlot(whole);
    asking[peer] = append(asking[peer], askingCounts[peer]++, target);
  }

  private void sendRun(int peer, int from, int size, Outlet outlet) {
    Outlet.Parcel parcel = outlet.open(peer, size * Integer.BYTES);
    for (int i = from; i < from + size; i++) {
      int target = asking[peer][i];
      parcel
          .body()
          .putInt(
              target < state.firstRemote
                  ? state.share.slots().whole(target)
                  : state.remoteIds.slot(target - state.firstRemote));
    }
    outlet.send(parcel, Outlet.QUESTIONS, kind, size);
  }

  private static int[] append(int[] list, int count, int value) {
    int[] longer = count < list.length ? list : Arrays.copyOf(list, Math.max(64, 2 * count));
    longer[count] = value;
    return longer;
  }

  /** Takes questions of another worker; of one one at a time. */
  void receiveQuestions(int peer, ByteBuffer body) {
    LocalSlots slots = state.share.slots();
    while (body.remaining() >= Integer.BYTES) {
      int whole = body.getInt();
      int slot = whole >= 0 && whole < state.share.ownership().slots() ? slots.local(whole) : -1;
      if (slot < 0 || !slots.isOwned(slot)) {
        throw refused(peer);
      }
      asked[peer] = append(asked[peer], askedCounts[peer]++, slot);
      questions.ask(slot);
    }
  }

  /** Sends what those said who were asked. */
  void sendAnswers(Outlet outlet) {
    for (int peer = 0; peer < workers; peer++) {
      int[] slots = asked[peer];
      int count = askedCounts[peer];
      for (int at = 0; at < count; ) {
        at =
            questions.answerBytes() > 0
                ? sendValues(peer, slots, at, outlet)
                : sendObjects(peer, slots, at, outlet);
      }
      askedCounts[peer] = 0;
    }
  }

  private int sendValues(int peer, int[] slots, int from, Outlet outlet) {
    int end = Math.min(askedCounts[peer], from + BATCH);
    Outlet.Parcel parcel = outlet.open(peer, 8 + (end - from) * questions.answerBytes());
    parcel.body().putInt(end - from).putInt(0);
    for (int i = from; i < end; i++) {
      questions.put(slots[i], parcel.body());
    }
    outlet.send(parcel, Outlet.ANSWERS, kind, end - from);
    return end;
  }

  private int sendObjects(int peer, int[] slots, int from, Outlet outlet) {
    int end = from;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      while (end < askedCounts[peer] && end - from < BATCH && bytes.size() < ENOUGH) {
        questions.write(slots[end++], out);
      }
    } catch (IOException e) {
      throw failed(e);
    }
    Outlet.Parcel parcel = outlet.open(peer, 8 + bytes.size());
    parcel.body().putInt(end - from).putInt(0).put(bytes.toByteArray());
    outlet.send(parcel, Outlet.ANSWERS, kind, end - from);
    return end;
  }

  /** Takes answers of another worker; of one one at a time. */
  void receiveAnswers(int peer, ByteBuffer body) {
    int count = body.getInt();
    body.getInt();
    int from = answeredCounts[peer];
    if (count <= 0 || count > askingCounts[peer] - from) {
      throw refused(peer);
    }
    answeredCounts[peer] += count;
    if (questions.answerBytes() > 0) {
      for (int i = from; i < from + count; i++) {
        questions.take(asking[peer][i], body);
      }
      return;
    }
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      for (int i = from; i < from + count; i++) {
        questions.read(asking[peer][i], in);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private JobException failed(IOException cause) {
    return new JobException(
        FailureKind.USER_PROGRAM,
        questions.requests().name()
            + ": its codec failed ("
            + cause.getMessage()
            + "); let it read what it wrote",
        cause);
  }

  private static JobException refused(int peer) {
    return new JobException(
        FailureKind.PROTOCOL,
        "worker "
            + peer
            + " sent questions or answers that are not for this one; give all workers the same"
            + " version of the program");
  }
}
