package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.BuildOptions.Duplicates;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.core.graph.HeldEdgeColumn;
import pregel.core.graph.HeldEdgeColumn.Type;
import pregel.loaders.snapshot.SnapshotFile;

class EdgeColumnsTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);
  private static final HeldEdgeColumn CAP = new HeldEdgeColumn("cap", Type.DOUBLE);
  private static final HeldEdgeColumn SINCE = new HeldEdgeColumn("since", Type.LONG);

  @TempDir Path directory;

  record Arc(long source, long target, double weight, double cap, long since) {
    Arc reversed() {
      return new Arc(target, source, weight, cap, since);
    }

    Arc weighing(double other) {
      return new Arc(source, target, other, cap, since);
    }
  }

  @Test
  void randomColumnsStandBesideTheirEdgesInEveryDirection() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      boolean undirected = random.nextBoolean();
      boolean weighted = random.nextBoolean();
      Duplicates rule = Duplicates.values()[random.nextInt(weighted ? 5 : 2)];
      int vertices = 1 + random.nextInt(40);
      List<Arc> listed = new ArrayList<>();
      StringBuilder text = new StringBuilder("cap:double,source,target,weight,since,comment\n");
      for (int i = random.nextInt(seed % 8 == 0 ? 30_000 : 400); i >= 0; i--) {
        Arc arc =
            new Arc(
                random.nextInt(vertices),
                random.nextInt(vertices),
                random.nextInt(3),
                random.nextInt(4) / 2.0,
                random.nextInt(5) - 2);
        listed.add(arc);
        text.append(arc.cap).append(',').append(arc.source).append(',').append(arc.target);
        text.append(',').append(arc.weight).append(',').append(arc.since).append(",x\n");
      }
      Path file = Files.writeString(directory.resolve("e.csv"), text);
      EdgeColumnChoice choice =
          random.nextBoolean() ? EdgeColumnChoice.ALL : EdgeColumnChoice.of(List.of(CAP, SINCE));
      ReadOptions read =
          ReadOptions.defaults(1 + random.nextInt(3))
              .withEdgeColumns(choice)
              .withDirectedness(undirected ? Directedness.UNDIRECTED : Directedness.DIRECTED);
      BuildOptions build =
          new BuildOptions(
              VertexOrder.values()[random.nextInt(3)],
              rule,
              false,
              BuildOptions.UnknownVertices.FAIL,
              random.nextInt(4),
              2);
      Direction first = random.nextBoolean() ? Direction.IN : Direction.OUT;
      Graph graph =
          GraphBuilder.build(
                  GraphReader.read(
                          List.of(file.toString()),
                          weighted ? read.withWeights() : read,
                          128 << random.nextInt(8))
                      .edges(),
                  build,
                  first)
              .graph();
      Path snapshot = directory.resolve(seed + ".snapshot");
      SnapshotFile.write(graph, snapshot);
      List<Arc> arcs = arcs(listed, undirected, weighted, rule);
      String what = "seed " + seed + " " + rule + (undirected ? " undirected" : "");
      assertIs(graph, arcs, undirected, what);
      assertIs(SnapshotFile.open(snapshot, true, 2), arcs, undirected, what + ", snapshot");
    }
  }

  private static List<Arc> arcs(
      List<Arc> listed, boolean undirected, boolean weighted, Duplicates rule) {
    List<Arc> merged = new ArrayList<>();
    Map<List<Long>, Integer> places = new LinkedHashMap<>();
    for (Arc each : listed) {
      Arc arc = weighted ? each : each.weighing(1);
      long low = undirected ? Math.min(arc.source, arc.target) : arc.source;
      long high = undirected ? Math.max(arc.source, arc.target) : arc.target;
      Integer place = places.get(List.of(low, high));
      if (place == null || rule == Duplicates.KEEP) {
        places.put(List.of(low, high), merged.size());
        merged.add(arc);
        continue;
      }
      double weight = merged.get(place).weight;
      double folded =
          switch (rule) {
            case SUM -> weight + arc.weight;
            case MIN -> Math.min(weight, arc.weight);
            case MAX -> Math.max(weight, arc.weight);
            case DROP, KEEP -> weight;
          };
      merged.set(place, merged.get(place).weighing(folded));
    }
    List<Arc> arcs = new ArrayList<>(merged);
    for (Arc arc : merged) {
      if (undirected && arc.source != arc.target) {
        arcs.add(arc.reversed());
      }
    }
    return arcs;
  }

  private static void assertIs(Graph graph, List<Arc> arcs, boolean undirected, String what) {
    assertThat(graph.edgeColumns()).as(what).containsExactly(CAP, SINCE);
    for (Direction direction : Direction.values()) {
      List<Arc> ends = new ArrayList<>();
      for (Arc arc : arcs) {
        if (direction != Direction.IN || undirected) {
          ends.add(arc);
        }
        if (direction != Direction.OUT && !undirected) {
          ends.add(arc.reversed());
        }
      }
      ends.sort(
          Comparator.comparingInt((Arc arc) -> graph.ids().slot(arc.source))
              .thenComparingInt(arc -> graph.ids().slot(arc.target))
              .thenComparingDouble(Arc::weight)
              .thenComparingDouble(Arc::cap)
              .thenComparingLong(Arc::since));
      assertThat(held(graph, direction)).as(what + ", " + direction).isEqualTo(ends);
    }
  }

  private static List<Arc> held(Graph graph, Direction direction) {
    List<Arc> arcs = new ArrayList<>();
    Adjacency adjacency = graph.adjacency(direction);
    for (int slot = 0; slot < graph.vertices(); slot++) {
      Adjacency.Rows rows = adjacency.rows(adjacency.partitions().partitionOf(slot));
      int row = slot - rows.firstSlot();
      for (int at = rows.offsets().get(row); at < rows.offsets().get(row + 1); at++) {
        arcs.add(
            new Arc(
                graph.ids().id(slot),
                graph.ids().id(rows.targets()[at]),
                rows.weights() == null ? 1 : rows.weights().get(at),
                rows.edgeDoubles(0).get(at),
                rows.edgeLongs(1).get(at)));
      }
    }
    return arcs;
  }

  @Test
  void contentDecidesTheTypeAndTextsAreLeftOut() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("e.csv"),
            "source,target,a,b,c\n1,2,1,1,1\n2,3,-7,1.5,x\n3,4,2,3,4\n");
    ReadGraph read =
        GraphReader.read(
            List.of(file.toString()),
            ReadOptions.defaults(1).withEdgeColumns(EdgeColumnChoice.ALL),
            16);
    assertThat(read.edges().edgeColumns())
        .containsExactly(new HeldEdgeColumn("a", Type.LONG), new HeldEdgeColumn("b", Type.DOUBLE));
  }

  @Test
  void saysWhatIsMissingOrWrong() throws IOException {
    assertRefused("source,target,weight\n1,2,3\n", "has source, target, weight; add a column");
    assertRefused("source,target,cap:long\n1,2,3\n", "\"cap\" as double and the header says long");
    assertRefused("1,2,3\n", "has no header; add a column of that name");
    assertRefused("source,target,cap\n1,2,3\n1,2,many\n", "e.csv:3: expected source,target");
    assertRefused("source,target,cap\n1,2,\n", "found a cap that is not a number");
  }

  @Test
  void nothingIsHeldThatNobodyAsksFor() throws IOException {
    Path file = Files.writeString(directory.resolve("e.csv"), "source,target,cap\n1,2,x\n");
    ReadGraph read = GraphReader.read(List.of(file.toString()), ReadOptions.defaults(1));
    Graph graph = GraphBuilder.build(read.edges(), BuildOptions.defaults(1), Direction.IN).graph();
    assertThat(graph.edgeColumns()).isEmpty();
    assertThat(graph.adjacency(Direction.OUT).rows(0).columns()).isEmpty();
  }

  private void assertRefused(String text, String message) throws IOException {
    Path file = Files.writeString(directory.resolve("e.csv"), text);
    assertThatThrownBy(
            () ->
                GraphReader.read(
                    List.of(file.toString()),
                    ReadOptions.defaults(1)
                        .withFormat(GraphFormat.CSV)
                        .withEdgeColumns(EdgeColumnChoice.of(List.of(CAP)))))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessageContaining(message);
  }
}
