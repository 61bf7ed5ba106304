package pregel.api.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pregel.api.Column;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.UnknownTargets;
import pregel.api.VertexProgram;
import pregel.api.WorkerContext;
import pregel.api.WorkerHook;

/**
 * One run of a program. A superstep goes so: the master program decides; what was requested in the
 * superstep before changes the graph; questions are answered; every vertex that is active or has a
 * message computes; aggregators are folded.
 *
 * <p>All vertices are active at first. A vertex is active after it computed unless it voted to
 * halt. The job ends when no vertex is active and nothing was sent, asked or requested, unless the
 * phase names another for that case.
 */
final class ReferenceJob {
  private final VertexProgram program;
  private final ReferenceRunner.Options options;
  private final Schema schema;
  private final Topology topology;
  private final ReferenceVertex vertex;
  private final Set<Long> active = new HashSet<>();
  private final Set<Long> closed = new HashSet<>();
  private final Set<Long> removed = new HashSet<>();
  private final List<ReferenceResult.Superstep> supersteps = new ArrayList<>();
  private final List<String> phases = new ArrayList<>();

  ReferenceJob(VertexProgram program, ReferenceGraph graph, ReferenceRunner.Options options) {
    this.program = program;
    this.options = options;
    this.schema = Schema.of(program, graph.ids().size());
    Arrangement arrangement = Arrangement.of(graph, options.order(), options.partitions());
    InputColumns.fill(schema, graph, arrangement);
    InputColumns.requireEdgeColumns(schema, graph);
    this.topology = new Topology(graph, arrangement);
    this.vertex = new ReferenceVertex(schema, topology, options.seed());
    active.addAll(graph.ids());
  }

  ReferenceResult run() {
    Outgoing arriving = Outgoing.of(schema, topology);
    PhasePlan plan = PhasePlan.first(schema);
    boolean isEnding = false;
    while (!isEnding && supersteps.size() < options.maxSupersteps()) {
      ReferenceMaster master = master(plan);
      if (master.hasStopped()) {
        break;
      }
      if (plan.wakesAll()) {
        topology.vertices().stream().filter(id -> !closed.contains(id)).forEach(active::add);
      }
      arriving = superstep(master.phase(), arriving);
      boolean isAtRest = active.isEmpty() && arriving.isEmpty();
      plan = PhasePlan.after(master.phase(), isAtRest);
      isEnding = isAtRest && !plan.wakesAll();
    }
    // Messages that arrive no more are discarded, but requests count.
    changeGraph(arriving.changes(), Set.of());
    return result();
  }

  private ReferenceMaster master(PhasePlan plan) {
    int superstep = supersteps.size();
    ReferenceResult.Superstep before =
        superstep == 0
            ? new ReferenceResult.Superstep(0, active.size(), 0, 0)
            : supersteps.get(superstep - 1);
    var master = new ReferenceMaster(superstep, topology, before, plan.due(), plan.choice());
    if (schema.masterProgram() != null) {
      guarded(
          "master program before superstep " + superstep,
          () -> schema.masterProgram().compute(master));
    }
    if (!schema.phases().isEmpty() && master.phase() == null && !master.hasStopped()) {
      throw new JobException(
          FailureKind.USER_PROGRAM,
          "superstep "
              + superstep
              + ": several phases may follow, "
              + plan.choice()
              + ", and the master program chose none; call switchTo");
    }
    return master;
  }

  /** What the superstep sent. */
  private Outgoing superstep(Phase phase, Outgoing arriving) {
    int superstep = supersteps.size();
    Set<Long> targets = schema.isTopologyChanging() ? arriving.targets() : Set.of();
    changeGraph(arriving.changes(), targets);
    long dropped = dropped(superstep - 1, targets, arriving);
    answer(superstep, arriving.questions());
    Outgoing outgoing = Outgoing.of(schema, topology);
    Aggregates aggregates = new Aggregates(topology.arrangement());
    vertex.startSuperstep(superstep, phase, arriving.questions(), outgoing, aggregates);
    run("hook before superstep " + superstep, schema.beforeSuperstep());
    long computed = 0;
    for (long id : topology.vertices()) {
      List<Inbox> inboxes = inboxes(id, arriving);
      if (active.contains(id) || inboxes.stream().anyMatch(inbox -> !inbox.isEmpty())) {
        compute(id, phase, inboxes);
        computed++;
      }
    }
    removed.forEach(topology::removeVertex);
    removed.clear();
    outgoing.mailboxes().forEach(Mailbox::seal);
    if (!schema.isTopologyChanging()) {
      dropped = dropped(superstep, outgoing.targets(), outgoing);
    }
    run("hook after superstep " + superstep, schema.afterSuperstep());
    aggregates.publish(schema);
    supersteps.add(
        new ReferenceResult.Superstep(computed, active.size(), outgoing.produced(), dropped));
    if (phase != null) {
      phases.add(phase.name());
    }
    return outgoing;
  }

  /** Vertices that came to be are active; nothing that is left of others counts for them. */
  private void changeGraph(Changes changes, Set<Long> targets) {
    if (!schema.isTopologyChanging()) {
      return;
    }
    var update = new TopologyUpdate(schema, topology, changes, targets);
    int superstep = supersteps.size();
    guarded("resolver before superstep " + superstep, update::apply);
    active.removeIf(id -> !topology.exists(id));
    closed.removeIf(id -> !topology.exists(id));
    active.addAll(update.added());
    closed.removeAll(update.added());
  }

  /** How many messages went to ids that do not exist. */
  private long dropped(int sentIn, Set<Long> targets, Outgoing sent) {
    long dropped = 0;
    for (long target : targets) {
      if (!topology.exists(target)) {
        if (schema.unknownTargets() == UnknownTargets.FAIL) {
          throw new JobException(
              FailureKind.USER_PROGRAM,
              "superstep "
                  + sentIn
                  + ": a message went to vertex "
                  + target
                  + ", which does not exist; correct the program, or declare"
                  + " schema.unknownTargets(DROP) or CREATE");
        }
        dropped += sent.count(target);
      }
    }
    return dropped;
  }

  private void answer(int superstep, Questions questions) {
    vertex.startSuperstep(superstep, null, new Questions(), null, null);
    guarded(
        "answer before superstep " + superstep,
        () ->
            questions.answer(
                id -> {
                  if (!topology.exists(id)) {
                    return null;
                  }
                  vertex.moveTo(id, List.of());
                  return vertex;
                }));
  }

  private List<Inbox> inboxes(long id, Outgoing arriving) {
    List<Inbox> inboxes = new ArrayList<>();
    for (Mailbox mailbox : arriving.mailboxes()) {
      List<Object> messages = closed.contains(id) ? List.of() : mailbox.deliver(id);
      inboxes.add(new Inbox(mailbox.rules(), messages));
    }
    return inboxes;
  }

  private void compute(long id, Phase phase, List<Inbox> inboxes) {
    vertex.moveTo(id, inboxes);
    guarded(
        "vertex " + id + " in superstep " + supersteps.size(),
        () -> {
          if (phase != null) {
            phase.function().compute(vertex);
          } else if (program instanceof VertexProgram.OfDouble doubles) {
            doubles.compute(vertex, inboxes.get(0).asDoubles());
          } else if (program instanceof VertexProgram.OfLong longs) {
            longs.compute(vertex, inboxes.get(0).asLongs());
          } else if (program instanceof VertexProgram.OfInt ints) {
            ints.compute(vertex, inboxes.get(0).asInts());
          } else if (program instanceof VertexProgram.Of<?> objects) {
            objects.compute(vertex, inboxes.get(0).asObjects());
          }
        });
    active.add(id);
    if (vertex.hasClosed()) {
      closed.add(id);
    }
    if (vertex.isRemoved()) {
      removed.add(id);
    }
    if (vertex.hasHalted() || vertex.isRemoved()) {
      active.remove(id);
    }
  }

  private void run(String where, WorkerHook hook) {
    if (hook != null) {
      long vertices = topology.vertices().size();
      var worker = new WorkerContext(0, 1, supersteps.size(), vertices, topology.edges());
      guarded(where, () -> hook.run(worker));
    }
  }

  private void guarded(String where, Runnable part) {
    try {
      part.run();
    } catch (JobException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new JobException(
          FailureKind.USER_PROGRAM,
          where
              + ": "
              + program.getClass().getName()
              + " threw "
              + e.toString().replace('\n', ' ')
              + "; correct the program",
          e);
    }
  }

  /** Columns lose the slots of ids without a vertex. */
  private ReferenceResult result() {
    Arrangement arrangement = topology.arrangement();
    List<Long> ids = topology.vertices();
    int[] slots = ids.stream().mapToInt(arrangement.positions()::get).toArray();
    List<Integer> partitions = new ArrayList<>();
    for (int slot : slots) {
      partitions.add(arrangement.partitions().get(slot));
    }
    for (Column column : schema.columns()) {
      column.rearrange(slots);
    }
    return new ReferenceResult(
        ids,
        List.copyOf(partitions),
        schema.columns(),
        List.copyOf(supersteps),
        List.copyOf(phases),
        topology.asGraph());
  }
}
