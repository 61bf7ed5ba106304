package pregel.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.core.graph.BuildOptions.Duplicates;
import pregel.core.graph.BuildOptions.UnknownVertices;
import pregel.core.graph.NaiveGraph.Edge;

class GraphBuilderTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);
  private static final EdgeInput.Counts NOTHING_READ = new EdgeInput.Counts(0, 0, 0);

  @Test
  void buildsWhatTheDefinitionsSay() {
    for (int seed = 0; seed < 10 * SEEDS; seed++) {
      agreesWithTheDefinitions(RandomInput.small(seed), threads(seed, 400));
    }
  }

  @Test
  void buildsLargeGraphsAsTheDefinitionsSay() {
    for (int seed = 0; seed < Math.max(5, SEEDS / 40); seed++) {
      agreesWithTheDefinitions(RandomInput.large(seed), threads(seed, 5));
    }
  }

  /** All numbers of threads for the first seeds; one, drawn from the seed, for the later ones. */
  private static int[] threads(int seed, int exhaustive) {
    int[] all = {1, 2, 3, 8};
    return seed < exhaustive
        ? all
        : new int[] {all[new SplittableRandom(seed).nextInt(all.length)]};
  }

  private static void agreesWithTheDefinitions(RandomInput random, int[] threadCounts) {
    NaiveGraph expected =
        NaiveGraph.of(
            random.edges,
            random.vertices,
            random.undirected,
            random.symmetric,
            random.weighted,
            random.options(1));
    Random blocks = new Random(random.seed);
    for (int threads : threadCounts) {
      Direction first = Direction.values()[threads % 3];
      GraphBuilder.Built built =
          GraphBuilder.build(random.input(blocks), random.options(threads), first);
      String what = random + ", " + threads + " threads, " + first + " first";
      assertThat(built.report()).as(what).isEqualTo(expected.report);
      GraphAssert.assertSame(built.graph(), expected, what);
    }
  }

  @Test
  void ordersLargeGraphsByDegreeUnlessTheirEdgesAreNear() {
    for (int reach : new int[] {2, 30_000}) {
      Random random = new Random(reach);
      Edge[] edges = new Edge[150_000];
      for (int i = 0; i < edges.length; i++) {
        int source = i % 70_000;
        edges[i] = new Edge(source, (source + random.nextInt(reach)) % 70_000, 1);
      }
      NaiveGraph expected =
          NaiveGraph.of(List.of(edges), null, true, false, false, BuildOptions.defaults(1));
      Graph graph =
          GraphBuilder.build(input(true, edges), BuildOptions.defaults(2), Direction.IN).graph();
      assertThat(graph.order()).isEqualTo(reach == 2 ? VertexOrder.ID : VertexOrder.DEGREE);
      GraphAssert.assertSame(graph, expected, "reach " + reach);
    }
  }

  @Test
  void refusesMoreThanOneBufferOrOneIntHolds() {
    GraphLimits.checkVertices(Integer.MAX_VALUE - 64L);
    GraphLimits.checkPartition(0, (1 << 29) - 8);
    assertMemory(() -> GraphLimits.checkVertices(Integer.MAX_VALUE - 63L));
    assertMemory(() -> GraphLimits.checkPartition(0, (1 << 29) - 7));
    assertMemory(() -> GraphLimits.checkDegree((1 << 29) - 7));
  }

  private static void assertMemory(ThrowingCallable check) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.MEMORY));
  }

  @Test
  void consumesTheBlocks() {
    EdgeInput input = input(false, new Edge(1, 2, 1));
    GraphBuilder.build(input, BuildOptions.defaults(1), Direction.IN);
    assertThat(input.blocks()).isEmpty();
  }

  @Test
  void buildsAnEmptyGraph() {
    for (boolean undirected : new boolean[] {false, true}) {
      Graph graph =
          GraphBuilder.build(input(undirected), BuildOptions.defaults(2), Direction.IN).graph();
      assertThat(graph.vertices()).isZero();
      assertThat(graph.edges()).isZero();
      for (Direction direction : Direction.values()) {
        assertThat(graph.adjacency(direction).edges()).isZero();
      }
    }
  }

  @Test
  void givesEachEdgeOnceWhenAnUndirectedFileListsBothDirections() {
    EdgeInput input = input(true, new Edge(1, 2, 1), new Edge(2, 1, 1), new Edge(2, 3, 1));
    BuildOptions drop =
        new BuildOptions(VertexOrder.AUTO, Duplicates.DROP, false, UnknownVertices.FAIL, 0, 1);
    GraphBuilder.Built built = GraphBuilder.build(input, drop, Direction.IN);
    assertThat(built.graph().edges()).isEqualTo(2);
    assertThat(built.graph().directedEdges()).isEqualTo(4);
    assertThat(built.report().duplicates()).isEqualTo(1);
  }

  @Test
  void refusesAnEdgeToAnUnknownVertex() {
    EdgeInput input =
        new EdgeInput(
            blocks(false, new Edge(1, 2, 1), new Edge(2, 7, 1), new Edge(8, 1, 1)),
            new long[] {1, 2, 3},
            false,
            false,
            false,
            NOTHING_READ);
    assertThatThrownBy(() -> GraphBuilder.build(input, BuildOptions.defaults(1), Direction.IN))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessageContaining("edge 2 7: vertex 7 ")
        .hasMessageContaining("--unknown-vertices");
  }

  @Test
  void refusesToFoldWeightsThatAreNotThere() {
    for (Duplicates rule : List.of(Duplicates.SUM, Duplicates.MIN, Duplicates.MAX)) {
      BuildOptions options =
          new BuildOptions(VertexOrder.AUTO, rule, false, UnknownVertices.FAIL, 0, 1);
      assertThatThrownBy(
              () -> GraphBuilder.build(input(false, new Edge(1, 2, 1)), options, Direction.IN))
          .isInstanceOfSatisfying(
              JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
          .hasMessageContaining("--duplicates");
    }
  }

  @Test
  void holdsConsecutiveIdsInIdOrderWithoutTables() {
    EdgeInput input = input(false, new Edge(7, 5, 1), new Edge(6, 5, 1));
    VertexIds ids = GraphBuilder.build(input, BuildOptions.defaults(1), Direction.IN).graph().ids();
    assertThat(ids.sorted()).isNull();
    assertThat(ids.firstId()).isEqualTo(5);
    assertThat(ids.slotsByRank()).isNull();
    assertThat(ids.ranksBySlot()).isNull();
  }

  @Test
  void holdsRowsOutsideTheHeap() {
    Graph graph =
        GraphBuilder.build(input(false, new Edge(7, 9, 1)), BuildOptions.defaults(1), Direction.IN)
            .graph();
    assertThat(graph.adjacency(Direction.IN).rows(0).offsets().isDirect()).isTrue();
    assertThat(graph.adjacency(Direction.OUT).rows(0).offsets().isDirect()).isTrue();
    assertThat(graph.inDegrees().isDirect()).isTrue();
    assertThat(graph.ids().sorted().isDirect()).isTrue();
  }

  private static EdgeInput input(boolean undirected, Edge... edges) {
    return new EdgeInput(blocks(false, edges), null, undirected, false, false, NOTHING_READ);
  }

  private static List<EdgeBlock> blocks(boolean weighted, Edge... edges) {
    EdgeBlock block = new EdgeBlock(Math.max(1, edges.length), weighted);
    for (Edge edge : edges) {
      block.add(edge.source(), edge.target());
    }
    return new ArrayList<>(List.of(block));
  }
}
