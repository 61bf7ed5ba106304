package pregel.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import pregel.api.Direction;

class ChangingGraphTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  private record Arc(long source, long target, double weight) {}

  @Test
  void holdsWhatRandomChangesLeave() {
    for (int seed = 0; seed < 2 * SEEDS; seed++) {
      RandomInput input = RandomInput.small(seed);
      // Rounded sums of weights listed in both directions may differ at the two ends.
      if (!input.symmetric) {
        new Run(input, seed).go(20);
      }
    }
  }

  @Test
  void leavesTheGraphAsItWas() {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomInput random = RandomInput.small(seed);
      if (random.symmetric) {
        continue;
      }
      Run run = new Run(random, seed);
      run.go(10);
      NaiveGraph expected =
          NaiveGraph.of(
              random.edges,
              random.vertices,
              random.undirected,
              random.symmetric,
              random.weighted,
              random.options(1));
      GraphAssert.assertSame(run.graph, expected, "seed " + seed);
    }
  }

  /** A graph, its changes, and the same as sets of edges between ids. */
  private static final class Run {
    private final long seed;
    private final Random random;
    private final Graph graph;
    private final ChangingGraph changing;
    private final List<Arc> arcs = new ArrayList<>();
    private final TreeSet<Long> addedIds = new TreeSet<>();
    private final TreeSet<Long> vertices = new TreeSet<>();

    Run(RandomInput input, long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.graph =
          GraphBuilder.build(input.input(new Random(seed)), input.options(1), Direction.IN).graph();
      this.changing = new ChangingGraph(graph, true, true, 2);
      Adjacency out = graph.adjacency(Direction.OUT);
      for (int slot = 0; slot < graph.vertices(); slot++) {
        vertices.add(graph.ids().id(slot));
        Adjacency.Rows rows = out.rows(graph.partitions().partitionOf(slot));
        for (int k = rows.start(slot); k < rows.end(slot); k++) {
          double weight = rows.weights() == null ? 1 : rows.weights().get(k);
          arcs.add(new Arc(graph.ids().id(slot), graph.ids().id(rows.targets()[k]), weight));
        }
      }
    }

    void go(int steps) {
      for (int step = 0; step < steps; step++) {
        switch (random.nextInt(4)) {
          case 0 -> grow();
          case 1 -> occupyOrVacate();
          default -> change();
        }
        lend();
        if (step % 5 == 4) {
          verify("seed " + seed + ", step " + step);
        }
      }
    }

    private void grow() {
      TreeSet<Long> more = new TreeSet<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        long id = random.nextInt(4) == 0 ? random.nextLong() >>> 1 : random.nextInt(2000);
        if (changing.slot(id) < 0) {
          more.add(id);
        }
      }
      if (more.isEmpty()) {
        return;
      }
      int before = changing.slots();
      List<Long> ids = new ArrayList<>();
      for (int slot = 0; slot < before; slot++) {
        ids.add(isGap(slot) ? -1L : changing.id(slot));
      }
      int[] oldSlots = changing.grow(more.stream().mapToLong(id -> id).toArray());
      addedIds.addAll(more);
      for (int slot = 0; slot < oldSlots.length; slot++) {
        if (oldSlots[slot] >= 0 && !isGap(slot)) {
          assertThat(changing.id(slot)).as("seed %d", seed).isEqualTo(ids.get(oldSlots[slot]));
        }
      }
    }

    private boolean isGap(int slot) {
      return slot >= graph.vertices() && slot < changing.firstAdded();
    }

    private void occupyOrVacate() {
      long id = anyId();
      if (vertices.remove(id)) {
        changing.vacate(changing.slot(id));
      } else if (changing.slot(id) >= 0) {
        vertices.add(id);
        changing.occupy(changing.slot(id));
      }
    }

    private long anyId() {
      int loaded = graph.vertices();
      int at = random.nextInt(Math.max(1, loaded + addedIds.size()));
      if (at < loaded) {
        return graph.ids().id(at);
      }
      return addedIds.isEmpty() ? -1 : new ArrayList<>(addedIds).get(at - loaded);
    }

    private void change() {
      ArcChanges changes = new ArcChanges(1);
      EdgeList edge = new EdgeList(1);
      List<Arc> added = new ArrayList<>();
      for (int i = random.nextInt(20); i > 0; i--) {
        if (random.nextBoolean() && !arcs.isEmpty()) {
          Arc gone = arcs.remove(random.nextInt(arcs.size()));
          edge.clear();
          edge.add(changing.slot(gone.target()), gone.weight());
          changes.add(changing.slot(gone.source()), edge, 0, false);
        } else if (anyId() >= 0) {
          long source = anyId();
          long target = anyId();
          if (source >= 0 && target >= 0) {
            added.add(new Arc(source, target, random.nextInt(3) == 0 ? 1 : 8 + random.nextInt(3)));
          }
        }
      }
      // A difference between two rows never names the same edge twice.
      added.removeIf(arcs::contains);
      for (Arc arc : added) {
        edge.clear();
        edge.add(changing.slot(arc.target()), arc.weight());
        changes.add(changing.slot(arc.source()), edge, 0, true);
      }
      arcs.addAll(added);
      changing.apply(changes, changes.reversed());
    }

    private void lend() {
      int slots = changing.slots();
      if (slots == 0) {
        return;
      }
      EdgeList edges = new EdgeList(1);
      LentRows lent = new LentRows(edges);
      Map<Integer, List<Integer>> shown = new HashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        int slot = random.nextInt(slots);
        if (shown.containsKey(slot)) {
          continue;
        }
        List<Integer> targets = new ArrayList<>();
        int start = edges.size();
        for (int k = random.nextInt(30); k > 0; k--) {
          targets.add(random.nextInt(slots));
        }
        targets.sort(Comparator.naturalOrder());
        targets.forEach(target -> edges.add(target, 2));
        lent.add(slot, start, edges.size());
        shown.put(slot, targets);
      }
      Direction direction = Direction.values()[random.nextInt(3)];
      changing.lend(direction, lent);
      shown.forEach(
          (slot, targets) -> {
            Adjacency.Rows rows = rowsOf(direction, slot);
            List<Integer> found = new ArrayList<>();
            for (int k = rows.start(slot); k < rows.end(slot); k++) {
              found.add(rows.targets()[k]);
            }
            assertThat(found).as("seed %d, lent", seed).isEqualTo(targets);
          });
      changing.restore(direction);
    }

    private Adjacency.Rows rowsOf(Direction direction, int slot) {
      return changing.adjacency(direction).rows(changing.partitions().partitionOf(slot));
    }

    private void verify(String what) {
      assertThat(changing.vertices()).as(what).isEqualTo(vertices.size());
      assertThat(changing.directedEdges()).as(what).isEqualTo(arcs.size());
      VertexIds existing = changing.existing();
      List<Long> found = new ArrayList<>();
      for (int rank = 0; rank < existing.count(); rank++) {
        found.add(existing.idOfRank(rank));
        assertThat(changing.id(existing.slotOfRank(rank))).as(what).isEqualTo(found.get(rank));
      }
      assertThat(found).as(what).containsExactlyElementsOf(vertices);
      PartitionMap map = changing.partitions();
      assertThat(map.end(map.partitions() - 1)).as(what).isEqualTo(changing.slots());
      Map<Long, List<Arc>> out = new HashMap<>();
      Map<Long, List<Arc>> in = new HashMap<>();
      Map<Long, List<Arc>> both = new HashMap<>();
      for (Arc arc : arcs) {
        Arc back = new Arc(arc.target(), arc.source(), arc.weight());
        out.computeIfAbsent(arc.source(), id -> new ArrayList<>()).add(arc);
        in.computeIfAbsent(arc.target(), id -> new ArrayList<>()).add(back);
        both.computeIfAbsent(arc.source(), id -> new ArrayList<>()).add(arc);
        both.computeIfAbsent(arc.target(), id -> new ArrayList<>()).add(back);
      }
      int position = 0;
      for (int slot = 0; slot < changing.slots(); slot++) {
        if (isGap(slot)) {
          assertThat(changing.exists(slot)).as(what).isFalse();
          continue;
        }
        long id = changing.id(slot);
        assertThat(changing.slot(id)).as(what).isEqualTo(slot);
        assertThat(changing.position(slot)).as(what).isEqualTo(position++);
        assertThat(changing.exists(slot)).as(what).isEqualTo(vertices.contains(id));
        int held = out.getOrDefault(id, List.of()).size();
        assertThat(changing.outDegrees().get(slot)).as(what).isEqualTo(held);
        verifyRow(
            changing.adjacency(Direction.OUT),
            slot,
            out.getOrDefault(id, List.of()),
            what + ", out");
        held = in.getOrDefault(id, List.of()).size();
        assertThat(changing.inDegrees().get(slot)).as(what).isEqualTo(held);
        verifyRow(
            changing.senders(Direction.OUT), slot, in.getOrDefault(id, List.of()), what + ", in");
        if (!graph.isUndirected()) {
          verifyRow(
              changing.adjacency(Direction.BOTH),
              slot,
              both.getOrDefault(id, List.of()),
              what + ", both");
        }
      }
    }

    private void verifyRow(Adjacency adjacency, int slot, List<Arc> expected, String what) {
      Adjacency.Rows rows = adjacency.rows(changing.partitions().partitionOf(slot));
      List<Arc> found = new ArrayList<>();
      for (int k = rows.start(slot); k < rows.end(slot); k++) {
        double weight = rows.weights() == null ? 1 : rows.weights().get(k);
        found.add(new Arc(changing.id(slot), changing.id(rows.targets()[k]), weight));
      }
      List<Arc> sorted = new ArrayList<>(expected);
      sorted.sort(
          Comparator.comparingInt((Arc arc) -> changing.slot(arc.target()))
              .thenComparingLong(arc -> Double.doubleToRawLongBits(arc.weight())));
      assertThat(found).as("%s row of %d", what, slot).isEqualTo(sorted);
    }
  }
}
