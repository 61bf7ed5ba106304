package pregel.worker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pregel.api.Direction;
import pregel.api.Schema;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.EdgeList;
import pregel.core.graph.Graph;
import pregel.core.share.GraphShare;
import pregel.core.share.WholeVertices;

/**
 * The graph of a program that changes it, and the changes of the running superstep. Ids that have
 * no slot yet go by numbers beyond the slots, which become slots between supersteps.
 *
 * <p>While vertices are computed nothing changes but what each thread notes in its own {@link
 * LocalChanges}; between supersteps one thread applies them.
 *
 * <p>Of several workers each has the slots of its share here; numbers beyond them also stand for
 * vertices that others have and this worker does not know yet.
 */
public final class Topology {

  private record Question(int requests, long targetId) {}

  private final ChangingGraph graph;
  private final GraphShare share;

  /** What all workers know of the vertices; null if this one has the whole graph. */
  private final WholeVertices whole;

  private final List<Question> questions = new ArrayList<>();
  private final Schema schema;
  private final UnknownIds unknown = new UnknownIds();

  /** By number of an unknown id, its place among those that this worker told of. */
  private int[] places = {};

  /** By worker, the ids that it told of. */
  private final long[][] told;

  /** Partitions of the whole graph of which edges changed, of those that are here. */
  private final BitSet edited = new BitSet();

  private final List<LocalChanges> logs = new ArrayList<>();
  private final List<RowEditor> editors = new ArrayList<>();

  Topology(Graph graph, GraphShare share, Schema schema, int threads) {
    this.share = share;
    this.whole = share == null ? null : share.wholeVertices();
    Set<Direction> sent = EnumSet.noneOf(Direction.class);
    schema.channels().forEach(channel -> sent.add(channel.direction()));
    boolean readsIn =
        schema.needsInEdges() || schema.needsNeighborLists() || !schema.channels().isEmpty();
    this.graph =
        share == null
            ? new ChangingGraph(graph, readsIn, sent.contains(Direction.BOTH), threads)
            : ChangingGraph.ofShare(graph, sent, threads);
    this.told = share == null ? null : new long[share.ownership().workers()][0];
    this.schema = schema;
    for (int thread = 0; thread < threads; thread++) {
      LocalChanges log = new LocalChanges(this.graph.values());
      logs.add(log);
      editors.add(new RowEditor(this, log));
    }
  }

  public ChangingGraph graph() {
    return graph;
  }

  /** What all workers know of the vertices; null if this one has the whole graph. */
  public WholeVertices whole() {
    return whole;
  }

  Schema schema() {
    return schema;
  }

  UnknownIds unknown() {
    return unknown;
  }

  List<LocalChanges> logs() {
    return logs;
  }

  /** Threads that compute. */
  int threads() {
    return logs.size();
  }

  /** One thread's editor of rows. */
  public RowEditor editor(int thread) {
    return editors.get(thread);
  }

  /** Numbers below this are slots; of a share a multiple of 64. */
  public int limit() {
    return share == null ? Math.max(graph.slots(), graph.firstAdded()) : graph.slots() + 63 & -64;
  }

  /** Notes that edges of a partition of the whole graph changed. */
  void edited(int partition) {
    edited.set(partition);
  }

  /** Whether the edges of a partition may be others than were loaded. */
  boolean isEdited(int partition) {
    return edited.get(partition);
  }

  /** Whether a slot of this worker has no vertex. */
  boolean hasVacant() {
    long[] owned = share.slots().owned();
    for (int word = 0; word < owned.length; word++) {
      if ((graph.vacant()[word] & owned[word]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The ids that were met in this superstep and that no worker has. */
  long[] newIds() {
    places = new int[unknown.count()];
    long[] found = new long[places.length];
    int count = 0;
    for (int number = 0; number < places.length; number++) {
      if (whole.slot(unknown.id(number)) < 0) {
        places[number] = count;
        found[count++] = unknown.id(number);
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Notes ids that another worker has met and that addressed messages name by their places. */
  void meet(int peer, long[] ids) {
    int before = told[peer].length;
    told[peer] = Arrays.copyOf(told[peer], before + ids.length);
    System.arraycopy(ids, 0, told[peer], before, ids.length);
  }

  /**
   * By what the target of a message travels: the slot of the whole graph, or, of an id that no
   * worker has, a number beyond the slots.
   */
  public int address(int target) {
    int slot = whole(target);
    return slot >= 0 ? slot : whole.ownership().slots() + places[target - limit()];
  }

  /** The target that a worker names by a number beyond the slots; -1 if there is none. */
  public int addressed(int peer, int address) {
    int place = address - whole.ownership().slots();
    return place < told[peer].length ? number(told[peer][place]) : -1;
  }

  /** Whether the vertex of a slot, or of a number that stands for one, is or would be here. */
  boolean isHere(int number) {
    if (share == null) {
      return true;
    }
    return number < limit()
        ? share.slots().isOwned(number)
        : whole.ownerOf(id(number)) == share.worker();
  }

  /** The worker that has the vertex of a slot or number, or would have it. */
  public int owner(int number) {
    return number < limit()
        ? whole.ownership().ownerOfSlot(share.slots().whole(number))
        : whole.ownerOf(id(number));
  }

  /** The slot of the whole graph; -1 if no worker has the id. */
  public int whole(int number) {
    return number < limit() ? share.slots().whole(number) : whole.slot(id(number));
  }

  /** The slot of an id, or the number that stands for it until it gets one; by any thread. */
  public int number(long id) {
    int slot = graph.slot(id);
    return slot >= 0 ? slot : limit() + unknown.number(id);
  }

  /** As {@link #number}, but -1 for an id that nobody named yet. */
  public int find(long id) {
    int slot = graph.slot(id);
    if (slot >= 0) {
      return slot;
    }
    int number = unknown.find(id);
    return number < 0 ? -1 : limit() + number;
  }

  /** The id of a slot, or of a number that stands for one. */
  public long id(int number) {
    int limit = limit();
    return number < limit ? graph.id(number) : unknown.id(number - limit);
  }

  /** Compares by canonical order, in which ids without a slot stand where they will get one. */
  int compare(int number, int other) {
    int limit = limit();
    if (whole != null) {
      return number < limit && other < limit
          ? Integer.compare(number, other)
          : whole.compare(id(number), id(other));
    }
    int firstAdded = graph.firstAdded();
    if (number < limit && other < limit || number < firstAdded || other < firstAdded) {
      return Integer.compare(number, other);
    }
    return Long.compare(id(number), id(other));
  }

  /** Compares edges of one row. */
  int compareEdges(EdgeList edges, int at, EdgeList others, int place) {
    int order = compare(edges.target(at), others.target(place));
    return order != 0 ? order : edges.compareValues(at, others, place);
  }

  /** Where the edges to a slot start in a row, or would. */
  int firstTo(EdgeList row, int target) {
    int low = 0;
    int high = row.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(row.target(middle), target) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Brings edges with the same ends into canonical order in a row that is ordered but for them. */
  void sortParallel(EdgeList row) {
    for (int k = 1; k < row.size(); k++) {
      sinkParallel(row, k);
    }
  }

  /** The same for a row in which only the edge at a place may stand wrong. */
  void sortParallel(EdgeList row, int at) {
    int end = at + 1;
    while (end < row.size() && row.target(end) == row.target(at)) {
      sinkParallel(row, end++);
    }
    sinkParallel(row, at);
  }

  private static void sinkParallel(EdgeList row, int from) {
    for (int at = from;
        at > 0 && row.target(at - 1) == row.target(at) && row.compareValues(at - 1, row, at) > 0;
        at--) {
      row.swap(at - 1, at);
    }
  }

  /** Notes a question to an id that the input did not have; by any thread. */
  public synchronized void ask(int requests, long targetId) {
    questions.add(new Question(requests, targetId));
  }

  /** Asks those who have a slot by now. */
  void forward(List<Questions> kinds) {
    for (Question question : questions) {
      int slot = graph.slot(question.targetId());
      if (slot >= 0) {
        kinds.get(question.requests()).ask(slot);
      }
    }
    questions.clear();
  }

  /** How many changes were requested that the next superstep must see. */
  long requests() {
    return logs.stream().mapToLong(log -> log.requests.size()).sum();
  }

  /** Whether anything waits to be applied. */
  boolean hasChanges() {
    return logs.stream().anyMatch(log -> !log.isEmpty());
  }

  /** The requests of each thread. */
  List<RequestOrder.Noted> noted() {
    return logs.stream().map(log -> log.noted(this)).toList();
  }

  /**
   * The rows that broadcasts through a channel travelled where their senders, of this worker,
   * changed them; after {@link Mail#turn}. Without the edges whose other ends others have.
   */
  SentRows sentRows(Mail mail) {
    SentRows rows = new SentRows(graph.values());
    for (LocalChanges log : logs) {
      for (int v = 0; v < log.versions(); v++) {
        boolean silent = isSilent(log, v, mail) && !mail.isSender(log.slot(v));
        if (silent || log.channel(v) == mail.route.channel.index()) {
          for (int k = log.start(v); k < log.end(v); k++) {
            if (isHere(log.edges.target(k))) {
              rows.edges().add(log.edges, k);
            }
          }
          rows.end(log.slot(v), silent);
        }
      }
    }
    return rows;
  }

  /**
   * Whether a version of a row counts for a channel if its vertex did not broadcast: the last one
   * does where broadcasts leave along it.
   */
  boolean isSilent(LocalChanges log, int version, Mail mail) {
    boolean outgoing = mail.route.channel.direction() == Direction.OUT || graph.isUndirected();
    return outgoing && log.channel(version) == LocalChanges.FINAL;
  }

  /** An id gets a slot because an edge to it was added, even if that edge does not stay. */
  void name(int number) {
    if (number >= limit()) {
      unknown.name(number - limit());
    }
  }

  void clear() {
    logs.forEach(LocalChanges::clear);
    unknown.clear();
    if (told != null) {
      Arrays.fill(told, new long[0]);
    }
  }
}
