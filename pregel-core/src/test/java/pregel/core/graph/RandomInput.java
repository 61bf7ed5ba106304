package pregel.core.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import pregel.api.VertexOrder;
import pregel.core.graph.BuildOptions.Duplicates;
import pregel.core.graph.BuildOptions.UnknownVertices;
import pregel.core.graph.NaiveGraph.Edge;

/** A random input of any kind, with options to build it by; the seed decides everything. */
final class RandomInput {
  /** Without it the first draws of small seeds are all alike. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  final long seed;
  final boolean undirected;
  final boolean symmetric;
  final boolean weighted;
  final List<Edge> edges = new ArrayList<>();
  final long[] vertices;
  private final VertexOrder order;
  private final Duplicates duplicates;
  private final boolean dropSelfLoops;
  private final UnknownVertices unknownVertices;
  private final int partitions;

  static RandomInput small(long seed) {
    Random random = new Random(seed * SPREAD);
    return new RandomInput(seed, random, 1 + random.nextInt(400), random.nextInt(3000));
  }

  /** Enough edges for threads and, now and then, vertices for the order to be decided. */
  static RandomInput large(long seed) {
    Random random = new Random(seed * SPREAD);
    return new RandomInput(
        seed, random, 1 << (8 + 2 * random.nextInt(6)), 70_000 + random.nextInt(150_000));
  }

  private RandomInput(long seed, Random random, int vertexCount, int edgeCount) {
    this.seed = seed;
    undirected = random.nextBoolean();
    symmetric = undirected && random.nextInt(3) == 0;
    weighted = random.nextBoolean();
    long[] ids = ids(random, vertexCount);
    boolean skewed = random.nextBoolean();
    boolean local = random.nextInt(3) == 0;
    for (int i = 0; i < edgeCount; i++) {
      int source = pick(random, vertexCount, skewed);
      int target =
          random.nextInt(50) == 0
              ? source
              : local
                  ? (source + random.nextInt(5)) % vertexCount
                  : pick(random, vertexCount, skewed);
      double weight = weighted ? weight(random) : 1;
      edges.add(new Edge(ids[source], ids[target], weight));
      if (random.nextInt(8) == 0) {
        Edge again = edges.get(random.nextInt(edges.size()));
        boolean turned = random.nextBoolean();
        edges.add(
            new Edge(
                turned ? again.target() : again.source(),
                turned ? again.source() : again.target(),
                weighted ? weight(random) : 1));
      }
    }
    if (symmetric) {
      for (Edge edge : List.copyOf(edges)) {
        if (!edge.isLoop()) {
          edges.add(new Edge(edge.target(), edge.source(), edge.weight()));
        }
      }
      Collections.shuffle(edges, random);
    }
    unknownVertices = UnknownVertices.values()[random.nextInt(2)];
    vertices = random.nextBoolean() ? vertexList(random, ids) : null;
    order = VertexOrder.values()[random.nextInt(3)];
    Duplicates[] rules = Duplicates.values();
    duplicates = rules[random.nextInt(weighted ? rules.length : 2)];
    dropSelfLoops = random.nextBoolean();
    partitions = random.nextBoolean() ? 0 : 1 + random.nextInt(20);
  }

  private static long[] ids(Random random, int count) {
    long[] ids = new long[count];
    int kind = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      ids[i] =
          switch (kind) {
            case 0 -> i;
            case 1 -> Long.MAX_VALUE - i;
            case 2 -> random.nextLong() >>> 1;
            case 3 -> random.nextInt(Integer.MAX_VALUE);
            default -> random.nextBoolean() ? i : Long.MAX_VALUE - i;
          };
    }
    return ids;
  }

  private static int pick(Random random, int count, boolean skewed) {
    return (int) (count * (skewed ? Math.pow(random.nextDouble(), 4) : random.nextDouble()));
  }

  private static double weight(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(3);
      case 1 -> -random.nextDouble();
      case 2 -> random.nextBoolean() ? -0.0 : Double.POSITIVE_INFINITY;
      default -> random.nextDouble();
    };
  }

  /** Some of the vertices, some of them twice, and others that have no edges. */
  private static long[] vertexList(Random random, long[] ids) {
    long[] list = new long[ids.length + 5];
    for (int i = 0; i < list.length; i++) {
      list[i] = random.nextInt(9) == 0 ? random.nextInt(10_000) : ids[random.nextInt(ids.length)];
    }
    return list;
  }

  BuildOptions options(int threads) {
    return new BuildOptions(order, duplicates, dropSelfLoops, unknownVertices, partitions, threads);
  }

  /** The edges in blocks of random sizes. */
  EdgeInput input(Random random) {
    List<EdgeBlock> blocks = new ArrayList<>();
    int largest = 1 << random.nextInt(19);
    EdgeBlock block = new EdgeBlock(1 + random.nextInt(largest), weighted);
    for (Edge edge : edges) {
      if (block.isFull() || random.nextInt(2 * largest) == 0) {
        blocks.add(block);
        block = new EdgeBlock(1 + random.nextInt(largest), weighted);
      }
      if (weighted) {
        block.add(edge.source(), edge.target(), edge.weight());
      } else {
        block.add(edge.source(), edge.target());
      }
    }
    blocks.add(block);
    return new EdgeInput(
        blocks, vertices, undirected, symmetric, weighted, new EdgeInput.Counts(0, 0, 0));
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + ", "
        + edges.size()
        + " edges, "
        + (symmetric ? "symmetric" : undirected ? "undirected" : "directed")
        + (vertices == null ? "" : ", vertex list")
        + ", "
        + options(1);
  }
}
