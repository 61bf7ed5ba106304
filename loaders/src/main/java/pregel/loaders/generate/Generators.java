package pregel.loaders.generate;

import java.util.ArrayList;
import java.util.Arrays;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.BuildThreads;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.loaders.write.graph.GraphListing;

/** Makes graphs. The same arguments give the same edges in the same order. */
public final class Generators {
  private static final int BLOCK = 1 << 21;
  private static final int LARGEST_SCALE = 30;

  /** So that pieces and blocks of edges can be counted. */
  private static final long MOST_EDGES = 1L << 45;

  private Generators() {}

  /** An R-MAT graph of 2^scale vertices, read as directed. */
  public static EdgeInput rmat(
      int scale, int edgeFactor, long seed, boolean permute, boolean weighted, int threads) {
    GeneratorOptions options =
        GeneratorOptions.defaults()
            .withScale(scale, edgeFactor)
            .withSeed(seed)
            .permuted(permute)
            .withWeights(weighted);
    return generate(Kind.RMAT, options, threads);
  }

  /** A graph of any kind; blocks are filled by {@code threads} threads. */
  public static EdgeInput generate(Kind kind, GeneratorOptions options, int threads) {
    EdgeRule rule = rule(kind, options);
    boolean mirrored = options.listing() == Listing.BOTH_DIRECTIONS;
    EdgeFiller filler = new EdgeFiller(rule, options, mirrored && !options.simple());
    int perBlock = mirrored ? BLOCK / 2 : BLOCK;
    EdgeBlock[] blocks = new EdgeBlock[Math.toIntExact((rule.edges() + perBlock - 1) / perBlock)];
    BuildThreads crew = BuildThreads.of(threads, rule.edges());
    crew.each(
        blocks.length,
        i -> {
          long from = (long) i * perBlock;
          blocks[i] = filler.fill(from, Math.min(rule.edges(), from + perBlock));
        });
    if (options.simple()) {
      SimpleEdges.reduce(blocks, options.listing() != Listing.DIRECTED, mirrored, crew);
    }
    return new EdgeInput(
        new ArrayList<>(Arrays.asList(blocks)),
        options.allVertices() ? ids(rule.vertices()) : null,
        options.listing() == Listing.UNDIRECTED,
        false,
        options.weighted(),
        new EdgeInput.Counts(0, 0, 0));
  }

  /**
   * A graph to be written: the edges of {@link #generate}, made as they are written unless they
   * have to be compared to each other, and every id.
   */
  public static GraphListing listing(Kind kind, GeneratorOptions options, int threads) {
    if (options.simple()) {
      return GraphListing.of(generate(kind, options.withAllVertices(true), threads));
    }
    EdgeRule rule = rule(kind, options);
    boolean mirrored = options.listing() == Listing.BOTH_DIRECTIONS;
    return new DrawnListing(rule, new EdgeFiller(rule, options, mirrored), options);
  }

  /**
   * How many vertices a graph has: its ids are 0 to one less. Nothing is generated.
   *
   * @throws JobException of kind USAGE if it cannot be, naming the option
   */
  public static int vertices(Kind kind, GeneratorOptions options) {
    return rule(kind, options).vertices();
  }

  private static EdgeRule rule(Kind kind, GeneratorOptions options) {
    EdgeRule rule = unbounded(kind, options);
    if (rule.edges() > MOST_EDGES) {
      throw new JobException(
          FailureKind.USAGE,
          kind.label()
              + ": "
              + rule.edges()
              + " edges, and 2^45 can be made; make a smaller graph");
    }
    return rule;
  }

  private static EdgeRule unbounded(Kind kind, GeneratorOptions options) {
    return switch (kind) {
      case RMAT -> {
        checkScale(options);
        yield new RMatRule(options.scale(), drawnEdges(options), options.seed());
      }
      case UNIFORM -> {
        checkScale(options);
        yield new UniformRule(options.scale(), drawnEdges(options), options.seed());
      }
      case GRID -> {
        check(options.rows() >= 1, "--rows", "at least 1", options.rows());
        check(options.columns() >= 1, "--columns", "at least 1", options.columns());
        long vertices = (long) options.rows() * options.columns();
        check(vertices < Integer.MAX_VALUE, "--rows, --columns", "fewer than 2^31", vertices);
        yield new GridRule(options.rows(), options.columns());
      }
      case PATH -> {
        checkVertices(options, 1);
        yield new PathRule(options.vertices());
      }
      case STAR -> {
        checkVertices(options, 1);
        yield new StarRule(options.vertices());
      }
      case COMPLETE -> {
        checkVertices(options, 1);
        yield new CompleteRule(options.vertices());
      }
      case SMALL_WORLD -> {
        checkVertices(options, 3);
        int neighbours = options.neighbours();
        check(
            neighbours >= 2 && neighbours % 2 == 0 && neighbours < options.vertices(),
            "--neighbours",
            "an even number from 2 to below " + options.vertices(),
            neighbours);
        check(
            options.rewiring() >= 0 && options.rewiring() <= 1,
            "--rewiring",
            "a probability from 0 to 1",
            options.rewiring());
        yield new SmallWorldRule(
            options.vertices(), neighbours / 2, options.rewiring(), options.seed());
      }
    };
  }

  private static long drawnEdges(GeneratorOptions options) {
    return (long) options.edgeFactor() << options.scale();
  }

  private static void checkScale(GeneratorOptions options) {
    check(
        options.scale() >= 0 && options.scale() <= LARGEST_SCALE,
        "--scale",
        "0 to " + LARGEST_SCALE,
        options.scale());
    check(options.edgeFactor() >= 0, "--edge-factor", "at least 0", options.edgeFactor());
  }

  private static void checkVertices(GeneratorOptions options, int fewest) {
    check(options.vertices() >= fewest, "--vertices", "at least " + fewest, options.vertices());
  }

  private static void check(boolean right, String option, String expected, Object found) {
    if (!right) {
      throw new JobException(
          FailureKind.USAGE,
          option + ": expected " + expected + " but found " + found + "; give another value");
    }
  }

  private static long[] ids(int count) {
    long[] ids = new long[count];
    for (int id = 0; id < count; id++) {
      ids[id] = id;
    }
    return ids;
  }
}
