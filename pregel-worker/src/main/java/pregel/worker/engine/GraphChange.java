package pregel.worker.engine;

import java.util.List;
import java.util.Set;
import pregel.api.Direction;
import pregel.api.NewVertex;
import pregel.core.graph.ArcChanges;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.LentRows;

/**
 * One change of the graph between two supersteps, in two steps: {@link #decide} finds what becomes
 * of what was asked, {@link #apply} does it. Messages travel the edges as they were when they were
 * sent; so they are delivered in between, if anything changes.
 */
final class GraphChange {
  /** Below so many messages they are delivered on the calling thread. */
  private static final long SMALL = 4096;

  private final Worker worker;
  private final JobState state;
  private final Topology topology;
  private final TopologyUpdate update;
  private final List<SentRows> sent;
  private final boolean arrives;
  private long missing;

  /**
   * @param requests in order: what is asked of the vertices that are here, or would be
   * @param sent by channel, the rows along which broadcasts travel where they are not those of the
   *     graph; empty if no messages arrive
   * @param arrives whether the messages of the last superstep are still to arrive
   */
  GraphChange(Worker worker, List<ChangeRequest> requests, List<SentRows> sent, boolean arrives) {
    this.worker = worker;
    this.state = worker.state();
    this.topology = state.topology;
    this.update = new TopologyUpdate(topology, requests);
    this.sent = sent;
    this.arrives = arrives;
  }

  /** What is decided. */
  TopologyUpdate update() {
    return update;
  }

  /** Messages that have no receiver after all. */
  long missing() {
    return missing;
  }

  /** Decides what becomes of the vertices that are here. */
  void decide() {
    update.collect();
    Arrivals arrivals =
        arrives
            ? Arrivals.of(topology, update.requestedIds(), worker.mails(), sent)
            : Arrivals.none();
    try {
      update.decide(arrivals);
    } catch (RuntimeException | Error e) {
      throw worker.failed("resolver before superstep " + (state.superstep + 1), e);
    }
    missing = arrivals.missing(topology, update, state.superstep);
  }

  /** Makes room for the slots that there are from now on; null if all stays in its place. */
  void follow(SlotMoves moves) {
    if (moves == null) {
      return;
    }
    if (moves.grows()) {
      state.rearrange(moves);
      worker.divideTargets();
    }
    for (Mail mail : worker.mails()) {
      if (arrives) {
        mail.rearrange(moves);
      }
    }
    sent.forEach(rows -> rows.move(moves::moved));
  }

  /**
   * Changes the graph, which has grown.
   *
   * @param moves as for {@link #follow}
   * @param outgoing the edges of vertices that are here
   * @param incoming the edges that end at vertices that are here
   */
  void apply(SlotMoves moves, ArcChanges outgoing, ArcChanges incoming) {
    ChangingGraph graph = topology.graph();
    if (arrives) {
      deliver();
    }
    if (outgoing.size() > 0 || incoming.size() > 0) {
      graph.apply(outgoing, incoming);
    }
    Set<Integer> resets = update.resets(moves);
    update.added(moves).forEach((slot, vertex) -> settle(vertex, slot, resets.contains(slot)));
    state.refresh();
    worker.recount(state.shutVacant());
    if (arrives) {
      state.refreshNeighbors();
    }
  }

  /** Forgets what was asked, once it is done. */
  void end() {
    topology.forward(state.questions);
    state.questions.forEach(questions -> questions.withdraw(topology.graph().vacant()));
    topology.clear();
  }

  private void deliver() {
    for (Mail mail : worker.mails()) {
      Route route = mail.route;
      if (route.senders == 0 && !mail.hasAddressed()) {
        continue;
      }
      route.mode = route.senders > 0 ? Mode.PUSH : Mode.NONE;
      LentRows lent = sent.get(route.channel.index()).lent();
      Direction direction = route.channel.direction();
      if (lent.size() > 0) {
        topology.graph().lend(direction, lent);
      }
      mail.prepareInbox();
      worker.deliver(List.of(mail), route.senderDegrees + route.addressed < SMALL);
      long[] longRows = mail.longRows(lent.edges());
      if (longRows != null) {
        mail.foldLongRows(longRows);
      }
      if (lent.size() > 0) {
        topology.graph().restore(direction);
      }
      route.isDelivered = true;
    }
  }

  /** A vertex comes to be. */
  private void settle(NewVertex vertex, int slot, boolean startsAnew) {
    if (startsAnew) {
      state.schema.columns().forEach(column -> column.reset(slot));
    }
    vertex.store(slot);
    Bits.set(state.active, slot);
    state.closed[slot >>> 6] &= ~(1L << slot);
  }
}
