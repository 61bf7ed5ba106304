package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import pregel.api.Column;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.LongColumn;
import pregel.api.VertexProgram;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.core.graph.VertexIds;
import pregel.core.job.Delivery;
import pregel.loaders.generate.GeneratorOptions;
import pregel.loaders.generate.Generators;
import pregel.loaders.generate.Kind;
import pregel.loaders.generate.Listing;

/**
 * A generated graph twice: built for the engine, and as the plain arrays that its answers are
 * checked with. Ids are 0 to one less than the number of vertices.
 */
record LargeGraph(Graph graph, ArcArrays arcs) {
  private static final int BUILD_THREADS = 2;

  /**
   * Permuted R-MAT, 16 edges per vertex with weights from 1 to 255; self-loops, parallel edges and
   * vertices without edges are in it.
   */
  static LargeGraph rmat(int scale, Listing listing) {
    GeneratorOptions options =
        GeneratorOptions.defaults()
            .withScale(scale, 16)
            .withSeed(scale)
            .permuted(true)
            .withWeights(true)
            .withAllVertices(true)
            .listed(listing);
    EdgeInput edges = Generators.generate(Kind.RMAT, options, BUILD_THREADS);
    ArcArrays arcs = ArcArrays.of(edges);
    BuildOptions build = BuildOptions.defaults(BUILD_THREADS);
    return new LargeGraph(GraphBuilder.build(edges, build, Direction.IN).graph(), arcs);
  }

  /** An end of the first edge, so that something can be reached. */
  int source() {
    return arcs.sources()[0];
  }

  /**
   * Runs a program with every number of threads and every delivery, sees to it that all leave the
   * same bits and the same counts, and returns the bits of the result column by id.
   */
  long[] sameHoweverItRuns(Supplier<VertexProgram> program) {
    long[] bits = null;
    long[] counts = null;
    for (int threads = 1; threads <= 3; threads++) {
      for (Delivery delivery : Delivery.values()) {
        LocalJob.Options options = new LocalJob.Options(threads, delivery, Integer.MAX_VALUE, null);
        LocalJob.Result result = LocalJob.run(graph, program.get(), options, report -> {});
        String where = threads + " threads, " + delivery;
        if (bits == null) {
          bits = bitsById(result.columns().get(0));
          counts = counts(result);
        }
        assertThat(counts(result)).as(where).isEqualTo(counts);
        assertSame(bits, bitsById(result.columns().get(0)), where);
      }
    }
    return bits;
  }

  /** Names the first vertex at which two results differ; a million of them say less. */
  static void assertSame(long[] expected, long[] actual, String where) {
    int at = Arrays.mismatch(expected, actual);
    if (at >= 0) {
      assertThat(actual[at]).as("%s: bits of vertex %d", where, at).isEqualTo(expected[at]);
    }
  }

  private static long[] counts(LocalJob.Result result) {
    return result.trace().stream()
        .flatMapToLong(step -> LongStream.of(step.computed(), step.active(), step.messages()))
        .toArray();
  }

  private long[] bitsById(Column column) {
    VertexIds ids = graph.ids();
    long[] bits = new long[graph.vertices()];
    for (int id = 0; id < bits.length; id++) {
      bits[id] = bits(column, ids.slot(id));
    }
    return bits;
  }

  private static long bits(Column column, int slot) {
    return column instanceof DoubleColumn doubles
        ? Double.doubleToRawLongBits(doubles.at(slot))
        : ((LongColumn) column).at(slot);
  }
}
