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
import java.util.stream.Stream;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.UnknownTargets;
import pregel.api.VertexResolver;
import pregel.core.graph.ArcChanges;
import pregel.core.graph.EdgeList;
import pregel.core.share.WholeVertices;

/**
 * How several workers change a graph together. What a superstep asked for goes, with its messages,
 * to the workers that have the vertices it is about. These decide, each on its own; then edges are
 * told to the owners of their other ends, and to everybody which ids there are and which vertices
 * exist; and all go on alike.
 *
 * <pre>
 *  NEW_IDS    8 per id
 *  SENT_ROWS  per row: 8 sender, 4 channel, 1 whether its vertex was silent, 1 whether a value
 *             follows; 4 bytes of the value, the value; 4 edges, the edges
 *  REQUESTS   the requests
 *  ARCS       per edge: 8 the source, 1 whether it is added, the edge, of the target
 *  FATES      per entry 1 what: 0 an id that gets a slot, 1 a vertex that exists from now on, 2 one
 *             that is gone: 8 its id; 3: 8 how many directed edges there are more
 * </pre>
 */
final class SharedChanges {
  private static final int NAMED = 0;
  private static final int EXISTS = 1;
  private static final int GONE = 2;
  private static final int MORE_EDGES = 3;

  private final Worker worker;
  private final JobState state;
  private final Topology topology;
  private final WholeVertices whole;
  private final ChangeCodec codec;
  private final int workers;
  private final int self;

  /** What others sent, by worker; each grows on the thread that hands over its frames. */
  private final Received[] received;

  private GraphChange change;
  private List<SentRows> sent = List.of();

  /** What one worker sent. */
  private static final class Received implements RequestOrder.Noted {
    final List<SentRows> rows = new ArrayList<>();

    /** By channel, the values of broadcasts: of whom, and where they start in the bytes. */
    final List<long[]> values = new ArrayList<>();

    final List<byte[]> bytes = new ArrayList<>();
    final List<ChangeRequest> requests = new ArrayList<>();
    long[] requesters = {};
    final ArcChanges arcs;
    final List<long[]> fates = new ArrayList<>();

    Received(int channels, int values) {
      for (int channel = 0; channel < channels; channel++) {
        rows.add(new SentRows(values));
      }
      arcs = new ArcChanges(values);
    }

    void add(long requester, ChangeRequest request) {
      if (requests.size() == requesters.length) {
        requesters = Arrays.copyOf(requesters, 2 * requesters.length + 16);
      }
      requesters[requests.size()] = requester;
      requests.add(request);
    }

    @Override
    public int size() {
      return requests.size();
    }

    @Override
    public long requester(int request) {
      return requesters[request];
    }

    @Override
    public ChangeRequest request(int request) {
      return requests.get(request);
    }
  }

  SharedChanges(Worker worker) {
    this.worker = worker;
    this.state = worker.state();
    this.topology = state.topology;
    this.whole = topology.whole();
    this.codec = new ChangeCodec(topology);
    this.workers = state.share.ownership().workers();
    this.self = state.share.worker();
    this.received = new Received[workers];
    forget();
  }

  private void forget() {
    Arrays.setAll(received, peer -> new Received(worker.mails().length, topology.graph().values()));
    change = null;
    sent = List.of();
  }

  /** Tells everybody which vertices are here. */
  void sendRoster(Outlet outlet) {
    int batch = 4096;
    for (int from = 0; from < state.vertices; from += batch) {
      int end = Math.min(state.vertices, from + batch);
      int count = 0;
      for (int slot = from; slot < end; slot++) {
        count += state.share.slots().isOwned(slot) ? 1 : 0;
      }
      for (int peer = 0; count > 0 && peer < workers; peer++) {
        Outlet.Parcel parcel = outlet.open(peer, count * (Long.BYTES + Integer.BYTES));
        for (int slot = from; slot < end; slot++) {
          if (state.share.slots().isOwned(slot)) {
            parcel.body().putInt(state.share.slots().whole(slot)).putLong(state.ids.id(slot));
          }
        }
        outlet.send(parcel, Outlet.ROSTER, 0, count);
      }
    }
  }

  void receiveRoster(int peer, ByteBuffer body) {
    try {
      while (body.hasRemaining()) {
        whole.enter(body.getInt(), body.getLong());
      }
    } catch (IllegalArgumentException e) {
      throw refused(peer, e);
    }
  }

  /** Once everybody's vertices are known. */
  void settleRoster() {
    whole.complete();
  }

  /**
   * Whether the graph, or who exists, may become another because of the superstep that was just
   * computed: then everybody must know.
   */
  boolean isChanging() {
    boolean resolves =
        topology.schema().unknownTargets() == UnknownTargets.CREATE
            || topology.schema().resolver() != VertexResolver.DEFAULT;
    return topology.hasChanges()
        || topology.newIds().length > 0
        || resolves && topology.hasVacant();
  }

  /**
   * Sends what the superstep that was just computed asked for, and the rows along which it sent; in
   * front of its addressed messages.
   */
  void send(Outlet outlet) {
    sendNewIds(outlet);
    if (!topology.hasChanges()) {
      return;
    }
    try {
      sendRows(outlet);
      sendRequests(outlet);
    } catch (IOException e) {
      throw codecFailed(e);
    }
  }

  private void sendNewIds(Outlet outlet) {
    long[] ids = topology.newIds();
    for (int from = 0; from < ids.length; from += 4096) {
      int count = Math.min(4096, ids.length - from);
      Outlet.Parcel parcel = outlet.open(whole.home(), count * Long.BYTES);
      parcel.body().asLongBuffer().put(ids, from, count);
      parcel.body().position(count * Long.BYTES);
      outlet.send(parcel, Outlet.NEW_IDS, 0, count);
    }
  }

  void receiveNewIds(int peer, ByteBuffer body) {
    long[] ids = new long[body.remaining() / Long.BYTES];
    body.asLongBuffer().get(ids);
    topology.meet(peer, ids);
  }

  private void sendRows(Outlet outlet) throws IOException {
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
        out.writeBoolean(!sends);
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

  void receiveRows(int peer, ByteBuffer body) {
    Received from = received[peer];
    try {
      DataInputStream in = stream(body);
      while (in.available() > 0) {
        int sender = topology.number(in.readLong());
        int channel = in.readInt();
        boolean silent = in.readBoolean();
        if (in.readBoolean()) {
          from.values.add(new long[] {channel, sender});
          from.bytes.add(in.readNBytes(in.readInt()));
        }
        SentRows rows = from.rows.get(channel);
        for (int left = in.readInt(); left > 0; left--) {
          codec.read(in, rows.edges());
        }
        rows.end(sender, silent);
      }
    } catch (IOException | IndexOutOfBoundsException e) {
      throw refused(peer, e);
    }
  }

  private void sendRequests(Outlet outlet) throws IOException {
    ChangeFrames frames = new ChangeFrames(outlet, Outlet.REQUESTS, workers);
    for (RequestOrder.Noted noted : topology.noted()) {
      for (int r = 0; r < noted.size(); r++) {
        int peer = whole.ownerOf(ChangeCodec.place(noted.request(r)));
        codec.write(noted.requester(r), noted.request(r), frames.entry(peer));
        frames.end(peer);
      }
    }
    frames.flush();
  }

  void receiveRequests(int peer, ByteBuffer body) {
    try {
      DataInputStream in = stream(body);
      while (in.available() > 0) {
        received[peer].add(in.readLong(), codec.readRequest(in));
      }
    } catch (IOException | IndexOutOfBoundsException e) {
      throw refused(peer, e);
    }
  }

  /**
   * Decides what becomes of the vertices that are here; after {@link Mail#turn}.
   *
   * @param arrives whether the messages of the last superstep are still to arrive
   */
  void decide(boolean arrives) {
    sent = arrives ? worker.sentRows() : List.of();
    for (Received from : received) {
      for (int channel = 0; arrives && channel < sent.size(); channel++) {
        sent.get(channel).addAll(from.rows.get(channel));
      }
    }
    List<ChangeRequest> requests = RequestOrder.of(List.of(received));
    change = new GraphChange(worker, requests, sent, arrives);
    change.decide();
    worker.note(change);
  }

  /** Where no worker's vertices change anything: nothing is left to do. */
  void end() {
    change.end();
    forget();
  }

  /** Tells what was decided. */
  void sendOutcome(Outlet outlet) {
    try {
      ArcChanges arcs = change.update().arcs();
      sendArcs(arcs, outlet);
      ChangeFrames frames = new ChangeFrames(outlet, Outlet.FATES, workers);
      for (int number : change.update().named().toArray()) {
        if (topology.whole(number) < 0) {
          tell(frames, NAMED, topology.id(number));
        }
      }
      List<long[]> fates = new ArrayList<>();
      change.update().eachFate((id, exists) -> fates.add(new long[] {exists ? EXISTS : GONE, id}));
      for (long[] fate : fates) {
        tell(frames, (int) fate[0], fate[1]);
      }
      long more = 0;
      for (int i = 0; i < arcs.size(); i++) {
        more += arcs.isAdded(i) ? 1 : -1;
      }
      tell(frames, MORE_EDGES, more);
      frames.flush();
    } catch (IOException e) {
      throw codecFailed(e);
    }
  }

  private void tell(ChangeFrames frames, int what, long number) throws IOException {
    for (int peer = 0; peer < workers; peer++) {
      DataOutputStream out = frames.entry(peer);
      out.writeByte(what);
      out.writeLong(number);
      frames.end(peer);
    }
  }

  void receiveFates(int peer, ByteBuffer body) {
    try {
      DataInputStream in = stream(body);
      while (in.available() > 0) {
        received[peer].fates.add(new long[] {in.readByte(), in.readLong()});
      }
    } catch (IOException e) {
      throw refused(peer, e);
    }
  }

  private void sendArcs(ArcChanges arcs, Outlet outlet) throws IOException {
    ChangeFrames frames = new ChangeFrames(outlet, Outlet.ARCS, workers);
    EdgeList edges = arcs.edges();
    for (int i = 0; i < arcs.size(); i++) {
      int peer = topology.owner(arcs.other(i));
      if (peer == self) {
        received[self].arcs.addReversed(arcs, i);
      } else {
        DataOutputStream out = frames.entry(peer);
        out.writeLong(topology.id(arcs.row(i)));
        out.writeBoolean(arcs.isAdded(i));
        codec.write(edges, i, out);
        frames.end(peer);
      }
    }
    frames.flush();
  }

  void receiveArcs(int peer, ByteBuffer body) {
    try {
      DataInputStream in = stream(body);
      EdgeList edge = new EdgeList(topology.graph().values());
      while (in.available() > 0) {
        int source = topology.number(in.readLong());
        boolean added = in.readBoolean();
        edge.clear();
        codec.read(in, edge);
        int target = edge.target(0);
        edge.setTarget(0, source);
        received[peer].arcs.add(target, edge, 0, added);
      }
    } catch (IOException | IndexOutOfBoundsException e) {
      throw refused(peer, e);
    }
  }

  /**
   * Finds the vertices of which something was asked that had no slot here: by now they may have
   * one, or be on other workers.
   */
  void resolveAsked() {
    RemoteIds remote = state.remoteIds;
    remote.learn();
    for (int number = 0; number < remote.count(); number++) {
      long id = remote.id(number);
      int here = state.slot(id);
      int slot = whole.slot(id);
      boolean exists = slot >= 0 && whole.exists(slot);
      remote.found(number, exists && here < 0 ? slot : RemoteIds.ABSENT);
      for (Questions questions : state.questions) {
        if (exists && here >= 0 && questions.isAskingRemote(number)) {
          questions.ask(here);
        }
      }
    }
  }

  /** Once everybody has told what was decided: does it. */
  void apply() {
    TopologyUpdate update = change.update();
    ArcChanges incoming = new ArcChanges(topology.graph().values());
    for (Received from : received) {
      incoming.addAll(from.arcs);
    }
    ShareGrowth growth = new ShareGrowth(state);
    growth.need(update.named());
    growth.need(update.arcs());
    growth.need(incoming);
    sent.forEach(growth::need);
    SlotMoves moves = growth.grow(fates(NAMED).sorted().distinct().toArray());
    fates(EXISTS).forEach(id -> settleFate(id, true));
    fates(GONE).forEach(id -> settleFate(id, false));
    whole.addDirectedEdges(fates(MORE_EDGES).sum());
    change.follow(moves);
    if (moves != null) {
      update.arcs().move(moves::moved);
      incoming.move(moves::moved);
    }
    admit(moves);
    change.apply(moves, update.arcs(), incoming);
    growth.extendHalos(update.arcs(), incoming);
    noteEdited(update.arcs());
    noteEdited(incoming);
    end();
  }

  private void noteEdited(ArcChanges arcs) {
    for (int i = 0; i < arcs.size(); i++) {
      int partition = state.partitions.partitionOf(arcs.row(i));
      topology.edited(state.share.slots().wholePartition(partition));
    }
  }

  private LongStream fates(int what) {
    return Stream.of(received)
        .flatMap(from -> from.fates.stream())
        .filter(fate -> fate[0] == what)
        .mapToLong(fate -> fate[1]);
  }

  private void settleFate(long id, boolean exists) {
    whole.set(whole.slot(id), exists);
    int slot = topology.graph().slot(id);
    if (slot >= 0 && exists) {
      topology.graph().occupy(slot);
    } else if (slot >= 0) {
      topology.graph().vacate(slot);
    }
  }

  /** Takes the values that were sent along edges of which nothing was known here. */
  private void admit(SlotMoves moves) {
    for (Received from : received) {
      for (int i = 0; !sent.isEmpty() && i < from.values.size(); i++) {
        int sender = (int) from.values.get(i)[1];
        Mail mail = worker.mails()[(int) from.values.get(i)[0]];
        byte[] bytes = from.bytes.get(i);
        int slot = moves == null ? sender : moves.moved(sender);
        if (mail.valueBytes() > 0) {
          mail.admit(slot, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        } else {
          try {
            mail.admit(slot, new DataInputStream(new ByteArrayInputStream(bytes)));
          } catch (IOException e) {
            throw codecFailed(e);
          }
        }
      }
    }
  }

  private static DataInputStream stream(ByteBuffer body) {
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static JobException codecFailed(IOException cause) {
    return new JobException(
        FailureKind.USER_PROGRAM,
        "a codec failed (" + cause.getMessage() + "); let it read what it wrote",
        cause);
  }

  private static JobException refused(int peer, Exception cause) {
    return new JobException(
        FailureKind.PROTOCOL,
        "worker "
            + peer
            + " sent changes of the graph that cannot be made ("
            + cause.getMessage()
            + "); give all workers the same version of the program",
        cause);
  }
}
