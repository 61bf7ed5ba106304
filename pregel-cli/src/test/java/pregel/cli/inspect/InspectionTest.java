package pregel.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pregel.api.Direction;
import pregel.api.VertexOrder;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;

class InspectionTest {
  /** Without it the first draws of small seeds are all alike. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void describesAGraphByHand() {
    // A triangle with a tail, a doubled edge, a loop, and a vertex apart.
    List<long[]> edges = edges(1, 2, 2, 3, 3, 1, 3, 4, 3, 4, 4, 4);
    Graph directed = graph(edges, new long[] {9}, false, VertexOrder.ID, 1);
    assertThat(Repetitions.of(directed)).isEqualTo(new Repetitions(1, 1));
    assertThat(Components.of(directed)).isEqualTo(new Components(2, 4, 6));
    assertThat(Triangles.of(directed, 1))
        .isEqualTo(new Triangles(4, 1, 5, (1 + 1 + 1 / 3.0) / 5, 3 / 5.0));
    DegreeStatistics degrees = DegreeStatistics.of(directed);
    assertThat(degrees.out()).isEqualTo(new DegreeRange(0, 6 / 5.0, 3));
    assertThat(degrees.in()).isEqualTo(new DegreeRange(0, 6 / 5.0, 3));
    assertThat(degrees.total()).isEqualTo(new DegreeRange(0, 12 / 5.0, 4));
    assertThat(degrees.isolated()).isEqualTo(1);
    assertThat(degrees.dangling()).isEqualTo(1);
    assertThat(degrees.histogram()).containsExactly(1, 0, 2, 2);

    Graph undirected = graph(edges, new long[] {9}, true, VertexOrder.ID, 1);
    assertThat(Repetitions.of(undirected)).isEqualTo(new Repetitions(1, 1));
    assertThat(Components.of(undirected)).isEqualTo(new Components(2, 4, 6));
    assertThat(Triangles.of(undirected, 1)).isEqualTo(Triangles.of(directed, 1));
    assertThat(DegreeStatistics.of(undirected).total()).isEqualTo(new DegreeRange(0, 11 / 5.0, 4));
  }

  @Test
  void agreesWithTheDefinitionsOnAnyGraph() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed * SPREAD);
      int vertices = 1 + random.nextInt(120);
      List<long[]> edges = randomEdges(random, vertices);
      long[] listed = random.longs(random.nextInt(5) + 1, 0, 2L * vertices).toArray();
      boolean undirected = random.nextBoolean();
      VertexOrder order = random.nextBoolean() ? VertexOrder.DEGREE : VertexOrder.ID;
      int partitions = 1 + random.nextInt(5);
      Graph graph = graph(edges, listed, undirected, order, partitions);
      TriangleOracle oracle = new TriangleOracle(edges, listed);
      assertThat(Triangles.of(graph, 1 + random.nextInt(4)))
          .as("seed %d", seed)
          .isEqualTo(oracle.triangles());
      assertThat(Components.of(graph)).as("seed %d", seed).isEqualTo(oracle.components(edges));
      assertThat(Repetitions.of(graph))
          .as("seed %d", seed)
          .isEqualTo(repetitions(edges, undirected));
      // The other direction's rows answer the same questions.
      assertThat(Triangles.of(outgoing(edges, listed, undirected, order, partitions), 2))
          .as("seed %d", seed)
          .isEqualTo(oracle.triangles());
    }
  }

  @Test
  void aGraphWithoutVerticesHasNothing() {
    Graph graph = graph(List.of(), new long[0], false, VertexOrder.ID, 1);
    Inspection inspection = Inspection.of(graph, "none", "edgelist", null, 0, 0, 2);
    assertThat(inspection.vertices()).isZero();
    assertThat(inspection.components()).isEqualTo(new Components(0, 0, 0));
    assertThat(inspection.triangles()).isEqualTo(new Triangles(0, 0, 0, 0, 0));
    assertThat(inspection.degrees().total()).isEqualTo(new DegreeRange(0, 0, 0));
  }

  private static Repetitions repetitions(List<long[]> edges, boolean undirected) {
    Set<String> seen = new HashSet<>();
    long duplicates = 0;
    long loops = 0;
    for (long[] edge : edges) {
      boolean swap = undirected && edge[0] > edge[1];
      String pair = swap ? edge[1] + " " + edge[0] : edge[0] + " " + edge[1];
      duplicates += seen.add(pair) ? 0 : 1;
      loops += edge[0] == edge[1] ? 1 : 0;
    }
    return new Repetitions(duplicates, loops);
  }

  private static List<long[]> randomEdges(Random random, int vertices) {
    List<long[]> edges = new ArrayList<>();
    int count = random.nextInt(6 * vertices);
    for (int i = 0; i < count; i++) {
      long source = random.nextInt(vertices);
      // Low ids are hubs.
      long target = (long) (vertices * Math.pow(random.nextDouble(), 2));
      edges.add(new long[] {source, target});
    }
    return edges;
  }

  private static List<long[]> edges(long... ends) {
    List<long[]> edges = new ArrayList<>();
    for (int i = 0; i < ends.length; i += 2) {
      edges.add(new long[] {ends[i], ends[i + 1]});
    }
    return edges;
  }

  private static Graph graph(
      List<long[]> edges, long[] vertices, boolean undirected, VertexOrder order, int partitions) {
    return build(edges, vertices, undirected, order, partitions, Direction.IN);
  }

  private static Graph outgoing(
      List<long[]> edges, long[] vertices, boolean undirected, VertexOrder order, int partitions) {
    return build(edges, vertices, undirected, order, partitions, Direction.OUT);
  }

  private static Graph build(
      List<long[]> edges,
      long[] vertices,
      boolean undirected,
      VertexOrder order,
      int partitions,
      Direction first) {
    EdgeBlock block = new EdgeBlock(Math.max(1, edges.size()), false);
    for (long[] edge : edges) {
      block.add(edge[0], edge[1]);
    }
    EdgeInput input =
        new EdgeInput(
            new ArrayList<>(List.of(block)),
            vertices,
            undirected,
            false,
            false,
            new EdgeInput.Counts(0, 0, 0));
    BuildOptions options =
        new BuildOptions(
            order,
            BuildOptions.Duplicates.KEEP,
            false,
            BuildOptions.UnknownVertices.CREATE,
            partitions,
            2);
    return GraphBuilder.build(input, options, first).graph();
  }
}
