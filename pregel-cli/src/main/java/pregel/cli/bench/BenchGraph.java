package pregel.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.load.GraphLoading;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.loaders.generate.GeneratorOptions;
import pregel.loaders.generate.Generators;
import pregel.loaders.generate.Kind;
import pregel.loaders.generate.Listing;
import pregel.loaders.read.GraphReader;

/**
 * A graph of the suite.
 *
 * @param name as it was asked for
 * @param loadSeconds to generate and build it, or to read it
 */
record BenchGraph(String name, Graph graph, double loadSeconds) {
  private static final int EDGE_FACTOR = 16;
  private static final long SEED = 1;
  private static final int MOST_SCALE = 30;
  private static final int MOST_SIDE = 1 << 15;

  /**
   * Makes or reads a graph. {@code rmat:S}, {@code uniform:S} and {@code grid:SIDE} are undirected,
   * with ids that tell nothing of degrees, integer weights from 1 to 255, and all their vertices,
   * those without edges too, as in Graph500 and the GAP suite; anything else names a file.
   *
   * @param building how generated edges become a graph
   */
  static BenchGraph of(String name, BuildOptions building, GraphLoading loading, boolean weighted) {
    long began = System.nanoTime();
    Graph graph =
        switch (kind(name)) {
          case "rmat" -> drawn(Kind.RMAT, name, building);
          case "uniform" -> drawn(Kind.UNIFORM, name, building);
          case "grid" -> grid(name, building);
          default ->
              loading
                  .load(List.of(name), weighted, true, () -> Direction.IN, properties -> {})
                  .graph();
        };
    graph.adjacency(Direction.OUT);
    return new BenchGraph(name, graph, (System.nanoTime() - began) / 1e9);
  }

  /** Refuses a graph that cannot be made, or a file that is not there, before any is loaded. */
  static void requireThere(String name) {
    switch (kind(name)) {
      case "rmat", "uniform" -> number(name, MOST_SCALE);
      case "grid" -> number(name, MOST_SIDE);
      default -> GraphReader.detect(List.of(name));
    }
  }

  private static String kind(String name) {
    return name.substring(0, Math.max(0, name.indexOf(':')));
  }

  private static Graph drawn(Kind kind, String name, BuildOptions building) {
    int scale = number(name, MOST_SCALE);
    EdgeInput edges =
        Generators.generate(
            kind, common().withScale(scale, EDGE_FACTOR).permuted(true), building.threads());
    long[] everybody = LongStream.range(0, 1L << scale).toArray();
    return built(
        new EdgeInput(
            edges.blocks(),
            everybody,
            edges.undirected(),
            edges.symmetric(),
            edges.weighted(),
            edges.read()),
        building);
  }

  private static Graph grid(String name, BuildOptions building) {
    int side = number(name, MOST_SIDE);
    return built(
        Generators.generate(Kind.GRID, common().withGrid(side, side), building.threads()),
        building);
  }

  private static GeneratorOptions common() {
    return GeneratorOptions.defaults().withSeed(SEED).withWeights(true).listed(Listing.UNDIRECTED);
  }

  private static Graph built(EdgeInput edges, BuildOptions building) {
    return GraphBuilder.build(edges, building, Direction.IN).graph();
  }

  private static int number(String name, int most) {
    String digits = name.substring(name.indexOf(':') + 1);
    try {
      int number = Integer.parseInt(digits);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new JobException(
        FailureKind.USAGE, "--graphs: " + name + ": give a number from 1 to " + most);
  }

  /** Vertices with outgoing edges, drawn evenly: always the same of the same graph. */
  List<Long> sources(int count) {
    List<Long> sources = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(SEED);
    for (long tries = 0; sources.size() < count && tries < 1000L * count; tries++) {
      int rank = random.nextInt(Math.max(1, graph.vertices()));
      if (graph.vertices() > 0 && graph.outDegrees().get(graph.ids().slotOfRank(rank)) > 0) {
        sources.add(graph.ids().idOfRank(rank));
      }
    }
    if (sources.isEmpty()) {
      throw new JobException(
          FailureKind.INPUT, name + ": has hardly an edge; give a graph to search in");
    }
    return sources;
  }
}
