package pregel.bench;

import java.util.stream.LongStream;
import pregel.api.Direction;
import pregel.api.VertexOrder;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.loaders.generate.GeneratorOptions;
import pregel.loaders.generate.Generators;
import pregel.loaders.generate.Kind;
import pregel.loaders.generate.Listing;

/**
 * The graphs that are measured, most of them permuted R-MAT, 16 undirected edges per vertex, seed
 * 1. Every id from 0 to 2^scale - 1 is a vertex, those without edges too, as in Graph500 and the
 * GAP suite.
 */
final class BenchmarkGraphs {
  private static final int EDGE_FACTOR = 16;
  private static final long SEED = 1;

  private BenchmarkGraphs() {}

  /** Unweighted; duplicates and self-loops are in it. */
  static EdgeInput rmat(int scale, int threads) {
    return generate(Kind.RMAT, scale, false, threads);
  }

  /** As {@link #rmat}, with integer weights from 1 to 255. */
  static EdgeInput weighted(int scale, int threads) {
    return generate(Kind.RMAT, scale, true, threads);
  }

  /** Edges drawn evenly, as many as of {@link #weighted}, with such weights. */
  static EdgeInput uniform(int scale, int threads) {
    return generate(Kind.UNIFORM, scale, true, threads);
  }

  /** A square grid with integer weights from 1 to 255. */
  static EdgeInput grid(int side, boolean permuted, int threads) {
    GeneratorOptions options =
        GeneratorOptions.defaults()
            .withGrid(side, side)
            .withSeed(SEED)
            .permuted(permuted)
            .withWeights(true)
            .listed(Listing.UNDIRECTED);
    return Generators.generate(Kind.GRID, options, threads);
  }

  /** Builds what was generated, without duplicates and self-loops, with rows to pull along. */
  static Graph built(EdgeInput edges, VertexOrder order, int threads) {
    BuildOptions options =
        new BuildOptions(
            order,
            BuildOptions.Duplicates.DROP,
            true,
            BuildOptions.UnknownVertices.FAIL,
            0,
            threads);
    return GraphBuilder.build(edges, options, Direction.IN).graph();
  }

  private static EdgeInput generate(Kind kind, int scale, boolean weighted, int threads) {
    GeneratorOptions options =
        GeneratorOptions.defaults()
            .withScale(scale, EDGE_FACTOR)
            .withSeed(SEED)
            .permuted(true)
            .withWeights(weighted)
            .listed(Listing.UNDIRECTED);
    EdgeInput edges = Generators.generate(kind, options, threads);
    return new EdgeInput(
        edges.blocks(),
        LongStream.range(0, 1L << scale).toArray(),
        edges.undirected(),
        edges.symmetric(),
        edges.weighted(),
        edges.read());
  }
}
