package pregel.api.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import pregel.api.VertexOrder;

class ArrangementTest {

  @Test
  void givesDegreesBelowFourAClassEachAndPowersOfTwoFour() {
    assertThat(List.of(0, 1, 2, 3))
        .extracting(Arrangement::degreeClass)
        .containsExactly(0, 1, 2, 3);
    assertThat(List.of(4, 5, 6, 7, 8, 9, 10, 15, 16, 19, 20))
        .extracting(Arrangement::degreeClass)
        .containsExactly(8, 9, 10, 11, 12, 12, 13, 15, 16, 16, 17);
  }

  @Test
  void putsHigherDegreeClassesFirstAndThenSmallerIds() {
    // Vertex 7 has degree 9 and vertex 3 degree 8: one class.
    ReferenceGraph.Builder graph = ReferenceGraph.directed();
    for (int i = 0; i < 9; i++) {
      graph.edge(100 + i, 7);
    }
    for (int i = 0; i < 8; i++) {
      graph.edge(3, 200 + i);
    }
    graph.vertices(1).edge(100, 100);
    List<Long> ids = Arrangement.of(graph.build(), VertexOrder.DEGREE, 0).ids();
    assertThat(ids).startsWith(3L, 7L, 100L, 101L).endsWith(207L, 1L);
  }

  @Test
  void ordersByIdWhenAskedTo() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(9, 4).edge(9, 5).vertices(1).build();
    assertThat(Arrangement.of(graph, VertexOrder.ID, 0).ids()).containsExactly(1L, 4L, 5L, 9L);
  }

  @Test
  void decidesForIdsInSmallGraphs() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(9, 4).build();
    assertThat(Arrangement.decided(graph, VertexOrder.AUTO)).isEqualTo(VertexOrder.ID);
  }

  @Test
  void decidesByHowManyEdgesAreShortInLargeGraphs() {
    int n = 65_537;
    int reach = n / 64;
    ReferenceGraph.Builder half = ReferenceGraph.undirected();
    for (int i = 0; i < n; i++) {
      half.vertices(2L * i);
    }
    half.edge(0, 2L * reach).edge(0, 2L * reach + 2);
    assertThat(Arrangement.decided(half.build(), VertexOrder.AUTO)).isEqualTo(VertexOrder.ID);
    half.edge(2L * n - 2, 0);
    assertThat(Arrangement.decided(half.build(), VertexOrder.AUTO)).isEqualTo(VertexOrder.DEGREE);
  }

  @Test
  void takesTheNearestPowerOfTwoOfPartitions() {
    long unit = 1 << 19;
    assertThat(Arrangement.partitionsFor(0)).isEqualTo(1);
    assertThat(Arrangement.partitionsFor(65_535)).isEqualTo(1);
    assertThat(Arrangement.partitionsFor(65_536)).isEqualTo(64);
    assertThat(Arrangement.partitionsFor(96 * unit)).isEqualTo(64);
    assertThat(Arrangement.partitionsFor(96 * unit + 1)).isEqualTo(128);
    assertThat(Arrangement.partitionsFor(300 * unit)).isEqualTo(256);
    assertThat(Arrangement.partitionsFor(5000 * unit)).isEqualTo(1024);
  }

  @Test
  void givesPartitionsGroupsOf64PositionsByTheEdgesBefore() {
    ReferenceGraph.Builder graph = ReferenceGraph.directed();
    for (int i = 0; i < 256; i++) {
      graph.vertices(i);
    }
    // The first group weighs 64 + 256, the others 64 each, 512 in all.
    for (int i = 0; i < 128; i++) {
      graph.edge(0, 1);
    }
    List<Integer> owners = Arrangement.of(graph.build(), VertexOrder.ID, 4).partitions();
    assertThat(owners).hasSize(256);
    assertThat(owners.subList(0, 64)).containsOnly(0);
    assertThat(owners.subList(64, 128)).containsOnly(2);
    assertThat(owners.subList(128, 256)).containsOnly(3);
  }

  @Test
  void holdsUndirectedEdgesTwiceAndLoopsOnce() {
    ReferenceGraph graph = ReferenceGraph.undirected().edge(1, 2, 5).edge(3, 3).build();
    assertThat(graph.edges()).hasSize(2);
    assertThat(graph.directedEdges())
        .containsExactly(
            new ReferenceGraph.Edge(1, 2, 5),
            new ReferenceGraph.Edge(3, 3, 1),
            new ReferenceGraph.Edge(2, 1, 5));
  }

  @Test
  void makesTheSameRandomGraphFromTheSameSeed() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      long seed = random.nextLong(1_000_000);
      ReferenceGraph graph = RandomGraphs.small(seed);
      assertThat(RandomGraphs.small(seed).edges()).as("seed %d", seed).isEqualTo(graph.edges());
      assertThat(RandomGraphs.small(seed).ids()).as("seed %d", seed).isEqualTo(graph.ids());
      assertThat(Collections.min(graph.ids())).as("seed %d", seed).isNotNegative();
    }
  }
}
