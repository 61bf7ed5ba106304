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

/**
 * Rows along which broadcasts travelled after their senders had changed them, on their way to the
 * workers that have the other ends. With them goes what was broadcast: of a sender that had no edge
 * to the worker before, its value would not travel there.
 *
 * <pre>
 *  SENT_ROWS  per row: 8 sender, 4 channel, 1 whether it broadcast; if so 4 bytes of its value, the
 *             value; 4 edges, the edges
 * </pre>
 */
final class SentRowsExchange {
  private final Worker worker;
  private final JobState state;
  private final Topology topology;
  private final ChangeCodec codec;
  private final int workers;
  private final int self;

  /** What others sent, by worker; each grows on the thread that hands over its frames. */
  private final Received[] received;

  /** What one worker sent: by channel the rows, and values of broadcasts one after another. */
  private static final class Received {
    final List<SentRows> rows = new ArrayList<>();
    final List<Value> values = new ArrayList<>();
  }

  /** What a vertex, by its slot or number, broadcast. */
  private record Value(int channel, int sender, byte[] bytes) {}

  SentRowsExchange(Worker worker, ChangeCodec codec) {
    this.worker = worker;
    this.state = worker.state();
    this.topology = state.topology;
    this.codec = codec;
    this.workers = state.share.ownership().workers();
    this.self = state.share.worker();
    this.received = new Received[workers];
    forget();
  }

  /** Forgets what others sent. */
  void forget() {
    for (int peer = 0; peer < workers; peer++) {
      received[peer] = new Received();
      for (int channel = 0; channel < worker.mails().length; channel++) {
        received[peer].rows.add(new SentRows(topology.graph().values()));
      }
    }
  }

  /** Sends the rows of the superstep that was just computed; before {@link Mail#turn}. */
  void send(Outlet outlet) throws IOException {
    ChangeFrames frames = new ChangeFrames(outlet, Outlet.SENT_ROWS, workers);
    long[] found = new long[1];
    for (Mail mail : worker.mails()) {
      for (LocalChanges log : topology.logs()) {
        for (int v = 0; v < log.versions(); v++) {
          boolean travels = log.channel(v) == mail.route.channel.index();
          if (travels || mail.refolds() && topology.isSilent(log, v, mail)) {
            int[] slots = {log.slot(v)};
            boolean sends = mail.broadcasters(slots, 0, 1, found) > 0;
            if (travels || !sends) {
              sendRow(mail, log, v, sends, frames);
            }
          }
        }
      }
    }
    frames.flush();
  }

  private void sendRow(Mail mail, LocalChanges log, int v, boolean sends, ChangeFrames frames)
      throws IOException {
    int slot = log.slot(v);
    int[] counts = new int[workers];
    for (int k = log.start(v); k < log.end(v); k++) {
      counts[topology.owner(log.edges.target(k))]++;
    }
    byte[] value = sends ? value(mail, slot) : null;
    int[][] readers = state.share.halo(mail.route.channel.direction().reversed()).sends();
    for (int peer = 0; peer < workers; peer++) {
      // Who reads the vertex has its former edges.
      if (peer != self && (counts[peer] > 0 || Arrays.binarySearch(readers[peer], slot) >= 0)) {
        DataOutputStream out = frames.entry(peer);
        out.writeLong(topology.id(slot));
        out.writeInt(mail.route.channel.index());
        out.writeBoolean(sends);
        if (sends) {
          out.writeInt(value.length);
          out.write(value);
        }
        out.writeInt(counts[peer]);
        for (int k = log.start(v); k < log.end(v); k++) {
          if (topology.owner(log.edges.target(k)) == peer) {
            codec.write(log.edges, k, out);
          }
        }
        frames.end(peer);
      }
    }
  }

  private static byte[] value(Mail mail, int slot) throws IOException {
    int[] slots = {slot};
    long[] which = {1};
    if (mail.valueBytes() > 0) {
      ByteBuffer bytes = ByteBuffer.allocate(mail.valueBytes()).order(ByteOrder.LITTLE_ENDIAN);
      mail.writeValues(slots, 0, 1, which, bytes);
      return bytes.array();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    mail.writeValues(slots, 0, 1, which, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** Takes rows of another worker; of one one at a time. */
  void receive(int peer, DataInputStream in) throws IOException {
    Received from = received[peer];
    while (in.available() > 0) {
      int sender = topology.number(in.readLong());
      int channel = in.readInt();
      boolean sends = in.readBoolean();
      if (sends) {
        from.values.add(new Value(channel, sender, in.readNBytes(in.readInt())));
      }
      SentRows rows = from.rows.get(channel);
      for (int left = in.readInt(); left > 0; left--) {
        codec.read(in, rows.edges());
      }
      rows.end(sender, !sends);
    }
  }

  /** By channel, the rows of all workers, as far as they lead here; after {@link Mail#turn}. */
  List<SentRows> all() {
    List<SentRows> all = worker.sentRows();
    for (Received from : received) {
      for (int channel = 0; channel < all.size(); channel++) {
        all.get(channel).addAll(from.rows.get(channel));
      }
    }
    return all;
  }

  /**
   * Makes the values that were sent with the rows those of their senders.
   *
   * @param moves where slots went, or null
   */
  void admit(SlotMoves moves) throws IOException {
    for (Received from : received) {
      for (Value value : from.values) {
        Mail mail = worker.mails()[value.channel];
        int slot = moves == null ? value.sender : moves.moved(value.sender);
        if (mail.valueBytes() > 0) {
          mail.admit(slot, ByteBuffer.wrap(value.bytes).order(ByteOrder.LITTLE_ENDIAN));
        } else {
          mail.admit(slot, new DataInputStream(new ByteArrayInputStream(value.bytes)));
        }
      }
    }
  }
}
