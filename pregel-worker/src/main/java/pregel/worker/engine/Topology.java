package pregel.worker.engine;

import java.util.ArrayList;
import java.util.List;
import pregel.api.Direction;
import pregel.api.Schema;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.EdgeList;
import pregel.core.graph.Graph;
import pregel.core.graph.LentRows;

/**
 * The graph of a program that changes it, and the changes of the running superstep. Ids that have
 * no slot yet go by numbers beyond the slots, which become slots between supersteps.
 *
 * <p>While vertices are computed nothing changes but what each thread notes in its own {@link
 * LocalChanges}; between supersteps one thread applies them.
 */
public final class Topology {

  private record Question(int requests, long targetId) {}

  private final ChangingGraph graph;
  private final List<Question> questions = new ArrayList<>();
  private final Schema schema;
  private final UnknownIds unknown = new UnknownIds();
  private final List<LocalChanges> logs = new ArrayList<>();
  private final List<RowEditor> editors = new ArrayList<>();

  Topology(Graph graph, Schema schema, int threads) {
    boolean readsIn = schema.needsInEdges() || schema.needsNeighborLists();
    boolean readsBoth = false;
    for (var channel : schema.channels()) {
      readsIn = true;
      readsBoth |= channel.direction() == Direction.BOTH;
    }
    this.graph = new ChangingGraph(graph, readsIn, readsBoth, threads);
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

  /** Numbers below this are slots. */
  int limit() {
    return Math.max(graph.slots(), graph.firstAdded());
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

  /**
   * The rows that broadcasts through a channel travel where their senders changed them; and of
   * those who changed theirs and did not broadcast, because the blocks in which long rows fold are
   * counted over all edges.
   */
  LentRows rowsAsSent(Mail mail) {
    Direction direction = mail.route.channel.direction();
    boolean outgoing = direction == Direction.OUT || graph.isUndirected();
    EdgeList edges = new EdgeList(graph.values());
    LentRows lent = new LentRows(edges);
    for (LocalChanges log : logs) {
      for (int v = 0; v < log.versions(); v++) {
        boolean silent =
            outgoing && log.channel(v) == LocalChanges.FINAL && !mail.isSender(log.slot(v));
        if (silent || log.channel(v) == mail.route.channel.index()) {
          int start = edges.size();
          edges.addAll(log.edges, log.start(v), log.end(v));
          lent.add(log.slot(v), start, edges.size());
        }
      }
    }
    return lent;
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
  }
}
