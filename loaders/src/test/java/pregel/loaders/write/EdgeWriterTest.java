package pregel.loaders.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import pregel.api.Direction;
import pregel.api.VertexOrder;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.BuildOptions.Duplicates;
import pregel.core.graph.BuildOptions.UnknownVertices;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;

class EdgeWriterTest {

  @Test
  void writesBlocksInTheirOrderForAnyNumberOfThreads() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    List<EdgeBlock> blocks = new ArrayList<>();
    StringBuilder expected = new StringBuilder("source,target,weight\n");
    for (int size : new int[] {0, 3, 0, 150_000, 65_536, 0}) {
      EdgeBlock block = new EdgeBlock(Math.max(1, size), true);
      for (int i = 0; i < size; i++) {
        long source = random.nextLong() >>> 1;
        block.add(source, i, 0.5 + i);
        expected.append(source).append(',').append(i).append(',').append(0.5 + i).append('\n');
      }
      blocks.add(block);
    }
    for (int threads : new int[] {1, 3}) {
      var to = new ByteArrayOutputStream();
      new EdgeWriter(EdgeFormat.CSV, Packing.NONE, threads).writeBlocks(blocks, true, to);
      assertThat(to.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());
    }
  }

  @Test
  void writesAnUndirectedEdgeOnceFromItsSmallerId() throws IOException {
    assertThat(written(true, 9, 2, 2, 5, 7, 7)).isEqualTo("2 5\n2 9\n7 7\n");
  }

  @Test
  void writesDirectedEdgesBySourceAndTargetWithDuplicates() throws IOException {
    assertThat(written(false, 9, 2, 2, 5, 2, 5, 2, 1)).isEqualTo("2 1\n2 5\n2 5\n9 2\n");
  }

  @Test
  void writesWholeWeightsWithoutAPoint() throws IOException {
    EdgeBlock block = new EdgeBlock(3, true);
    block.add(1, 2, 3);
    block.add(1, 3, 0.25);
    block.add(1, 4, -0.0);
    var to = new ByteArrayOutputStream();
    new EdgeWriter(EdgeFormat.EDGELIST, Packing.NONE, 1).writeBlocks(List.of(block), true, to);
    assertThat(to.toString(StandardCharsets.UTF_8)).isEqualTo("1 2 3\n1 3 0.25\n1 4 -0.0\n");
  }

  private static String written(boolean undirected, long... ends) throws IOException {
    EdgeBlock block = new EdgeBlock(ends.length / 2, false);
    for (int i = 0; i < ends.length; i += 2) {
      block.add(ends[i], ends[i + 1]);
    }
    EdgeInput input =
        new EdgeInput(
            new ArrayList<>(List.of(block)),
            null,
            undirected,
            false,
            false,
            new EdgeInput.Counts(0, 0, 0));
    BuildOptions options =
        new BuildOptions(VertexOrder.DEGREE, Duplicates.KEEP, false, UnknownVertices.FAIL, 0, 1);
    Graph graph = GraphBuilder.build(input, options, Direction.IN).graph();
    var to = new ByteArrayOutputStream();
    new EdgeWriter(EdgeFormat.EDGELIST, Packing.NONE, 2).writeGraph(graph, to);
    return to.toString(StandardCharsets.UTF_8);
  }
}
