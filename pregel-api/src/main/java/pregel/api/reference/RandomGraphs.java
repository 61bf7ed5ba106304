package pregel.api.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random graphs for tests, the same for the same seed: with self-loops, parallel edges, vertices
 * without edges and without outgoing edges, hubs, weights of which some are 0, and ids at both ends
 * of the range.
 */
public final class RandomGraphs {
  private RandomGraphs() {}

  /** A graph of 1 to 60 vertices; directed if the seed is even. */
  public static ReferenceGraph small(long seed) {
    var random = new SplittableRandom(seed);
    int vertices = 1 + random.nextInt(60);
    int edges = random.nextInt(4 * vertices);
    return of(seed % 2 != 0, vertices, edges, random);
  }

  /** A graph of about so many vertices, of which some stay without edges. */
  public static ReferenceGraph of(boolean undirected, int vertices, int edges, long seed) {
    return of(undirected, vertices, edges, new SplittableRandom(seed));
  }

  private static ReferenceGraph of(
      boolean undirected, int vertices, int edges, SplittableRandom random) {
    ReferenceGraph.Builder graph =
        undirected ? ReferenceGraph.undirected() : ReferenceGraph.directed();
    long[] ids = ids(vertices, random);
    graph.vertices(ids);
    // Vertices beyond these stay isolated; some of the others never are a source.
    int joined = vertices - vertices / 10;
    int sources = Math.max(1, joined - joined / 8);
    List<ReferenceGraph.Edge> added = new ArrayList<>();
    for (int i = 0; i < edges; i++) {
      long source = ids[skewed(sources, random)];
      long target = ids[skewed(joined, random)];
      double weight = random.nextInt(8) == 0 ? 0 : random.nextDouble(10);
      int kind = random.nextInt(20);
      if (kind == 0) {
        target = source;
      } else if (kind == 1 && !added.isEmpty()) {
        ReferenceGraph.Edge twin = added.get(random.nextInt(added.size()));
        source = twin.source();
        target = twin.target();
        weight = random.nextBoolean() ? twin.weight() : weight;
      }
      graph.edge(source, target, weight);
      added.add(new ReferenceGraph.Edge(source, target, weight));
    }
    return graph.build();
  }

  /** Half of the ends fall on few vertices, the others anywhere. */
  private static int skewed(int bound, SplittableRandom random) {
    return random.nextBoolean() ? random.nextInt(bound) : random.nextInt(random.nextInt(bound) + 1);
  }

  /** Distinct ids in no order: small ones, large ones with gaps, and sometimes both ends. */
  private static long[] ids(int count, SplittableRandom random) {
    long[] ids = new long[count];
    long gap = random.nextBoolean() ? 1 : 1 + random.nextLong(Long.MAX_VALUE / (count + 1L));
    long next = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      ids[i] = next;
      next += gap == 1 ? 1 : 1 + random.nextLong(gap);
    }
    if (random.nextBoolean()) {
      ids[count - 1] = Long.MAX_VALUE;
    }
    if (random.nextBoolean()) {
      ids[0] = 0;
    }
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      long swapped = ids[i];
      ids[i] = ids[other];
      ids[other] = swapped;
    }
    return ids;
  }
}
