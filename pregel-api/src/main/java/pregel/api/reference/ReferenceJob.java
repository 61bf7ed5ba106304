package pregel.api.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
 *
 * <p>{@link ReferenceRunner} runs a job to its end; here it can be stopped between supersteps and
 * looked at.
 */
public final class ReferenceJob {
  private final VertexProgram program;
  private final ReferenceRunner.Options options;
  private final Perturbation perturbation;
  private final Schema schema;
  private final Topology topology;
  private final ReferenceVertex vertex;
  private final Set<Long> active = new HashSet<>();
  private final Set<Long> closed = new HashSet<>();
  private final Set<Long> removed = new HashSet<>();
  private final List<ReferenceResult.Superstep> supersteps = new ArrayList<>();
  private final List<String> phases = new ArrayList<>();
  private Outgoing arriving;
  private PhasePlan plan;
  private boolean hasEnded;
  private long lost;

  /**
   * Opens a program; no superstep runs yet.
   *
   * @param program a fresh instance
   */
  public ReferenceJob(
      VertexProgram program, ReferenceGraph graph, ReferenceRunner.Options options) {
    this(program, graph, options, Perturbation.NONE);
  }

  /**
   * Opens a program that runs with a liberty; no superstep runs yet.
   *
   * @param program a fresh instance
   */
  public ReferenceJob(
      VertexProgram program,
      ReferenceGraph graph,
      ReferenceRunner.Options options,
      Perturbation perturbation) {
    this.perturbation = perturbation;
    this.program = program;
    this.options = options;
    this.schema = Schema.of(program, graph.ids().size());
    Arrangement arrangement = Arrangement.of(graph, options.order(), options.partitions());
    InputColumns.fill(schema, graph, arrangement);
    InputColumns.requireEdgeColumns(schema, graph);
    this.topology = new Topology(graph, arrangement);
    this.vertex = new ReferenceVertex(schema, topology, options.seed());
    this.arriving = Outgoing.of(schema, topology, perturbation);
    this.plan = PhasePlan.first(schema);
    active.addAll(graph.ids());
  }

  /**
   * Runs the next superstep.
   *
   * @return whether it ran; false if the job had ended or its master program ended it
   * @throws JobException of kind USER_PROGRAM if the program throws
   */
  public boolean step() {
    if (hasEnded) {
      return false;
    }
    boolean hasRun = supersteps.size() < options.maxSupersteps() && superstep();
    if (hasEnded || !hasRun || supersteps.size() >= options.maxSupersteps()) {
      hasEnded = true;
      // Messages that arrive no more are discarded, but requests count.
      changeGraph(arriving.changes(), Set.of());
    }
    return hasRun;
  }

  /** Whether the program declared that it changes the graph. */
  boolean mayChangeGraph() {
    return schema.isTopologyChanging();
  }

  /** Whether no superstep follows. */
  public boolean hasEnded() {
    return hasEnded;
  }

  /** What the last superstep did: a list of what every one did so far. */
  public List<ReferenceResult.Superstep> supersteps() {
    return Collections.unmodifiableList(supersteps);
  }

  /** The vertices that are active after the last superstep. */
  public Set<Long> active() {
    return Collections.unmodifiableSet(active);
  }

  /** The vertices that exist, ascending. */
  public SortedSet<Long> vertices() {
    return new TreeSet<>(topology.vertices());
  }

  /** Every declared column; {@link #slot} says where a vertex's value is. */
  public List<Column> columns() {
    return schema.columns();
  }

  /** Where the values of a vertex are in every column, until the next superstep. */
  public int slot(long id) {
    return topology.arrangement().positions().get(id);
  }

  /** What the last superstep sent, in canonical order of the senders, channel by channel. */
  public List<Sent> sent() {
    List<Sent> sent = new ArrayList<>();
    arriving.mailboxes().forEach(mailbox -> sent.addAll(mailbox.sent()));
    return sent;
  }

  /** Runs all that is left of the job and tells what it left; nothing runs afterwards. */
  public ReferenceResult run() {
    while (step()) {
      // a step at a time
    }
    return result();
  }

  private boolean superstep() {
    ReferenceMaster master = master(plan);
    if (master.hasStopped()) {
      return false;
    }
    if (plan.wakesAll()) {
      topology.vertices().stream().filter(id -> !closed.contains(id)).forEach(active::add);
    }
    arriving = superstep(master.phase(), arriving);
    boolean isAtRest = active.isEmpty() && arriving.isEmpty();
    boolean isAnyLeft = !plan.wakesAll() || supersteps.get(supersteps.size() - 1).computed() > 0;
    plan = PhasePlan.after(master.phase(), isAtRest && isAnyLeft);
    hasEnded = isAtRest && !plan.wakesAll();
    return true;
  }

  private ReferenceMaster master(PhasePlan plan) {
    int superstep = supersteps.size();
    ReferenceResult.Superstep before =
        superstep == 0
            ? new ReferenceResult.Superstep(0, active.size(), 0, 0, 0)
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
    long lostBefore = lost;
    changeGraph(arriving.changes(), targets);
    long lostHere = lost - lostBefore;
    long dropped = dropped(superstep - 1, targets, arriving);
    answer(superstep, arriving.questions());
    Outgoing outgoing = Outgoing.of(schema, topology, perturbation);
    Aggregates aggregates = new Aggregates(topology.arrangement());
    vertex.startSuperstep(superstep, phase, arriving.questions(), outgoing, aggregates);
    run("hook before superstep " + superstep, schema.beforeSuperstep());
    long computed = 0;
    for (long id : perturbation.computing(topology.vertices())) {
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
        new ReferenceResult.Superstep(
            computed, active.size(), outgoing.produced(), dropped, lostHere));
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
    lost += update.lost();
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

  /** What the job left; nothing runs afterwards. Columns lose the slots of ids without a vertex. */
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
        topology.asGraph(),
        lost,
        schema.reports());
  }
}
