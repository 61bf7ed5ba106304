package pregel.worker.engine;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
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
 *  NEW_IDS   8 per id
 *  REQUESTS  the requests
 *  ARCS      per edge: 8 the source, 1 whether it is added, the edge, of the target
 *  FATES     per entry 1 what: 0 an id that gets a slot, 1 a vertex that exists from now on, 2 one
 *            that is gone: 8 its id; 3: 8 how many directed edges there are more
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
  private final PeerChanges[] received;

  private final SentRowsExchange rows;

  private GraphChange change;
  private List<SentRows> sent = List.of();

  SharedChanges(Worker worker) {
    this.worker = worker;
    this.state = worker.state();
    this.topology = state.topology;
    this.whole = topology.whole();
    this.codec = new ChangeCodec(topology);
    this.workers = state.share.ownership().workers();
    this.self = state.share.worker();
    this.received = new PeerChanges[workers];
    this.rows = new SentRowsExchange(worker, codec);
    forget();
  }

  private void forget() {
    Arrays.setAll(received, peer -> new PeerChanges(topology.graph().values()));
    rows.forget();
    change = null;
    sent = List.of();
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
      rows.send(outlet);
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

  void receiveRows(int peer, ByteBuffer body) {
    try {
      rows.receive(peer, stream(body));
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
    sent = arrives ? rows.all() : List.of();
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
      for (PeerChanges.Fate fate : change.update().fates(EXISTS, GONE)) {
        tell(frames, fate.what(), fate.number());
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
        received[peer].fates.add(new PeerChanges.Fate(in.readByte(), in.readLong()));
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
    for (PeerChanges from : received) {
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
    if (!sent.isEmpty()) {
      try {
        rows.admit(moves);
      } catch (IOException e) {
        throw codecFailed(e);
      }
    }
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
        .filter(fate -> fate.what() == what)
        .mapToLong(PeerChanges.Fate::number);
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
