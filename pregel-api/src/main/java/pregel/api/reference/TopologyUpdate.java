package pregel.api.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import pregel.api.Column;
import pregel.api.NewVertex;
import pregel.api.Schema;
import pregel.api.UnknownTargets;
import pregel.api.VertexResolver.Change;
import pregel.api.VertexResolver.Resolution;

/**
 * Applies what was requested in one superstep before the next: edges are removed, vertices are
 * removed and added as the resolver says, edges are added; then ids that got messages without
 * existing go to the resolver. Columns are rearranged in the end.
 */
final class TopologyUpdate {
  private final Schema schema;
  private final Topology topology;
  private final Changes changes;
  private final Set<Long> targets;
  private final Arrangement before;
  private final Set<Long> keepingValues = new HashSet<>();
  private final Set<Long> resolved = new HashSet<>();
  private final Map<Long, NewVertex> added = new HashMap<>();
  private long lost;

  /**
   * Prepares the update.
   *
   * @param targets for whom messages wait
   */
  TopologyUpdate(Schema schema, Topology topology, Changes changes, Set<Long> targets) {
    this.schema = schema;
    this.topology = topology;
    this.changes = changes;
    this.targets = targets;
    this.before = topology.arrangement();
    before.ids().stream().filter(topology::exists).forEach(keepingValues::add);
  }

  void apply() {
    changes.edgeRemovals().forEach(removal -> removal.accept(topology));
    resolveRequests();
    addEdges();
    resolveMessages();
    topology.startSuperstep();
    rearrangeColumns();
  }

  /** The vertices that came to be. */
  Set<Long> added() {
    return added.keySet();
  }

  /**
   * How many requests lost: vertices that were to be added and are not, or where others are; edges
   * to be added where there is one already and edges are simple; removals that the resolver did not
   * follow, all of one vertex counting as one.
   */
  long lost() {
    return lost;
  }

  private void resolveRequests() {
    Set<Long> ids = new TreeSet<>(changes.vertexRemovals().keySet());
    ids.addAll(changes.vertexAdditions().keySet());
    for (long id : ids) {
      boolean exists = topology.exists(id);
      int removals = changes.vertexRemovals().getOrDefault(id, 0);
      List<NewVertex> additions = changes.vertexAdditions().getOrDefault(id, List.of());
      resolve(id, exists, removals, List.copyOf(additions), !exists || removals > 0);
    }
  }

  /** An edge whose source is absent creates it. */
  private void addEdges() {
    for (Changes.NewEdge edge : changes.edgeAdditions()) {
      if (!topology.exists(edge.source())) {
        add(new NewVertex(edge.source()));
      }
      if (!schema.keepsEdgesSimple() || !topology.hasEdge(edge.source(), edge.target())) {
        topology.addEdge(edge.source(), edge.target(), edge.weight());
      } else {
        lost++;
      }
    }
  }

  private void resolveMessages() {
    for (long id : targets) {
      if (!topology.exists(id) && !resolved.contains(id)) {
        resolve(id, false, 0, List.of(), true);
      }
    }
  }

  private void resolve(
      long id, boolean exists, int removals, List<NewVertex> additions, boolean isMissing) {
    boolean hasMessages = targets.contains(id);
    boolean isCreated =
        isMissing && hasMessages && schema.unknownTargets() == UnknownTargets.CREATE;
    Resolution resolution =
        schema
            .resolver()
            .resolve(new Change(id, exists, removals, additions, hasMessages, isCreated));
    resolved.add(id);
    lost += additions.stream().filter(vertex -> !resolution.adds(vertex)).count();
    lost += exists && removals > 0 && resolution instanceof Resolution.Keep ? 1 : 0;
    if (resolution instanceof Resolution.Add addition) {
      remove(id);
      add(addition.vertex());
    } else if (resolution instanceof Resolution.Absent) {
      remove(id);
    }
  }

  private void remove(long id) {
    topology.removeVertex(id);
    keepingValues.remove(id);
  }

  private void add(NewVertex vertex) {
    topology.addVertex(vertex.id());
    added.put(vertex.id(), vertex);
  }

  private void rearrangeColumns() {
    Arrangement after = topology.arrangement();
    List<Integer> oldPositions = new ArrayList<>();
    for (long id : after.ids()) {
      oldPositions.add(keepingValues.contains(id) ? before.positions().get(id) : -1);
    }
    int[] oldSlots = oldPositions.stream().mapToInt(position -> position).toArray();
    for (Column column : schema.columns()) {
      column.rearrange(oldSlots);
    }
    added.forEach((id, vertex) -> vertex.store(after.positions().get(id)));
  }
}
