package pregel.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pregel.api.Direction;
import pregel.api.VertexOrder;

/** The bytes that are told before a graph is built are those that it takes. */
class GraphMemoryTest {
  private static final int EDGES = 300_000;

  @Test
  void countsWhatAGraphHolds() {
    for (int seed = 0; seed < 8; seed++) {
      Random random = new Random(seed);
      boolean undirected = random.nextBoolean();
      boolean weighted = random.nextBoolean();
      boolean sparse = random.nextBoolean();
      int ids = random.nextBoolean() ? 1_000 : 100_000;
      Graph graph = build(random, ids, undirected, weighted, sparse);
      GraphMemory.Size size =
          new GraphMemory.Size(
              graph.vertices(),
              graph.ids().id(graph.ids().slotOfRank(graph.vertices() - 1))
                  - graph.ids().firstId()
                  + 1,
              EDGES,
              graph.directedEdges(),
              0,
              undirected);
      String what = "seed " + seed;
      GraphMemory rows =
          GraphMemory.rows(graph.vertices(), graph.directedEdges(), weighted ? 1 : 0);
      assertThat(rows.heap()).as(what).isEqualTo(4 * targets(graph));
      // One more offset for each partition.
      assertThat(rows.direct())
          .as(what)
          .isEqualTo(direct(graph) - 4L * graph.partitions().partitions());
      assertThat(GraphMemory.vertices(size).direct()).as(what).isEqualTo(ofVertices(graph));
    }
  }

  private static Graph build(
      Random random, int ids, boolean undirected, boolean weighted, boolean sparse) {
    EdgeBlock block = new EdgeBlock(EDGES, weighted);
    for (int i = 0; i < EDGES; i++) {
      long source = random.nextInt(ids) * (sparse ? 1_000_003L : 1);
      long target = random.nextInt(ids) * (sparse ? 1_000_003L : 1);
      if (weighted) {
        block.add(source, target, i);
      } else {
        block.add(source, target);
      }
    }
    EdgeInput input =
        new EdgeInput(
            new ArrayList<>(List.of(block)),
            null,
            undirected,
            false,
            weighted,
            new EdgeInput.Counts(0, 0, 0));
    BuildOptions options =
        new BuildOptions(
            VertexOrder.AUTO,
            BuildOptions.Duplicates.KEEP,
            true,
            BuildOptions.UnknownVertices.CREATE,
            0,
            2);
    return GraphBuilder.build(input, options, Direction.IN).graph();
  }

  private static long targets(Graph graph) {
    long sum = 0;
    for (Adjacency.Rows rows : rows(graph)) {
      sum += rows.targets().length;
    }
    return sum;
  }

  private static long direct(Graph graph) {
    long sum = 0;
    for (Adjacency.Rows rows : rows(graph)) {
      DoubleBuffer weights = rows.weights();
      sum += 4L * rows.offsets().capacity() + (weights == null ? 0 : 8L * weights.capacity());
    }
    return sum;
  }

  private static List<Adjacency.Rows> rows(Graph graph) {
    List<Adjacency.Rows> all = new ArrayList<>();
    for (int partition = 0; partition < graph.partitions().partitions(); partition++) {
      all.add(graph.adjacency(Direction.IN).rows(partition));
    }
    return all;
  }

  private static long ofVertices(Graph graph) {
    long degrees = 4L * graph.inDegrees().capacity();
    degrees += graph.isUndirected() ? 0 : 4L * graph.outDegrees().capacity();
    return degrees
        + 8 * capacity(graph.ids().sorted())
        + 4 * capacity(graph.ids().slotsByRank())
        + 4 * capacity(graph.ids().ranksBySlot());
  }

  private static long capacity(Buffer buffer) {
    return buffer == null ? 0 : buffer.capacity();
  }
}
