package pregel.loaders.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.loaders.write.Packing;
import pregel.loaders.write.graph.GraphLines;
import pregel.loaders.write.graph.GraphListing;
import pregel.loaders.write.graph.GraphText;

class GeneratorsTest {
  private static final GeneratorOptions SMALL =
      GeneratorOptions.defaults().withScale(8, 16).withVertices(60).withGrid(7, 9).withRing(6, 0.3);

  /** The bytes that everybody gets; a change breaks every result that names a generated graph. */
  @ParameterizedTest
  @CsvSource({
    "RMAT, e263ebfd",
    "UNIFORM, 6cfcf56b",
    "GRID, c8af5487",
    "PATH, 4ab24abd",
    "STAR, 835838f7",
    "COMPLETE, e439c1ef",
    "SMALL_WORLD, ca5d4291"
  })
  void writesTheSameBytesForever(Kind kind, String crc) throws IOException {
    GeneratorOptions options =
        SMALL.withSeed(42).permuted(true).withWeights(true).listed(Listing.BOTH_DIRECTIONS);
    assertThat(crc(Generators.listing(kind, options, 2), 2)).isEqualTo(crc);
  }

  @ParameterizedTest
  @EnumSource(Listing.class)
  void givesTheSameEdgesForAnyNumberOfThreads(Listing listing) throws IOException {
    // More than one block.
    GeneratorOptions options =
        GeneratorOptions.defaults()
            .withScale(16, 34)
            .permuted(true)
            .simple(listing == Listing.UNDIRECTED)
            .listed(listing);
    List<String> crcs =
        List.of(
            crc(GraphListing.of(Generators.generate(Kind.RMAT, options, 1)), 1),
            crc(GraphListing.of(Generators.generate(Kind.RMAT, options, 3)), 2),
            crc(Generators.listing(Kind.RMAT, options, 2), 3));
    assertThat(crcs).containsOnly(crcs.get(0));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void listsWhatItGenerates(Kind kind) throws IOException {
    for (Listing listing : Listing.values()) {
      for (boolean simple : new boolean[] {false, true}) {
        GeneratorOptions options = SMALL.withWeights(true).simple(simple).listed(listing);
        assertThat(crc(Generators.listing(kind, options, 2), 1))
            .isEqualTo(crc(GraphListing.of(Generators.generate(kind, options, 1)), 1));
      }
    }
  }

  @Test
  void givesOtherEdgesForAnotherSeed() {
    long[] one = pairs(Generators.generate(Kind.RMAT, SMALL.withSeed(1), 1));
    long[] two = pairs(Generators.generate(Kind.RMAT, SMALL.withSeed(2), 1));
    int same = 0;
    for (int i = 0; i < one.length; i++) {
      same += one[i] == two[i] ? 1 : 0;
    }
    assertThat(same).isLessThan(one.length / 10);
  }

  @Test
  void givesTheSameEdgesWithAndWithoutWeights() {
    assertThat(pairs(Generators.generate(Kind.RMAT, SMALL.withWeights(true), 1)))
        .isEqualTo(pairs(Generators.generate(Kind.RMAT, SMALL, 1)));
  }

  @Test
  void drawsIntegerWeightsFrom1To255() {
    boolean[] met = new boolean[256];
    for (EdgeBlock block : Generators.rmat(10, 16, 1, true, true, 1).blocks()) {
      for (int edge = 0; edge < block.size(); edge++) {
        double weight = block.weight(edge);
        assertThat(weight).isEqualTo(Math.rint(weight)).isBetween(1.0, 255.0);
        met[(int) weight] = true;
      }
    }
    assertThat(Arrays.copyOfRange(met, 1, 256)).doesNotContain(false);
  }

  @Test
  void simpleKeepsTheFirstOfEveryPair() {
    for (int seed = 0; seed < Integer.getInteger("pregel.seeds", 40); seed++) {
      for (Listing listing : Listing.values()) {
        GeneratorOptions options = SMALL.withScale(1 + seed % 7, 9).withSeed(seed).listed(listing);
        assertThat(pairs(Generators.generate(Kind.RMAT, options.simple(true), 2)))
            .as("seed %d, %s", seed, listing)
            .isEqualTo(simplified(Generators.generate(Kind.RMAT, options, 1), listing));
      }
    }
  }

  @Test
  void simpleKeepsTheFirstOfEveryPairAcrossBlocks() {
    GeneratorOptions options = GeneratorOptions.defaults().withScale(14, 160);
    assertThat(pairs(Generators.generate(Kind.RMAT, options.simple(true), 2)))
        .isEqualTo(simplified(Generators.generate(Kind.RMAT, options, 2), Listing.DIRECTED));
  }

  /** Without loops and repetitions, by the definition. */
  private static long[] simplified(EdgeInput input, Listing listing) {
    LongLinkedOpenHashSet kept = new LongLinkedOpenHashSet();
    for (long pair : pairs(input)) {
      long mirrored = EdgeRule.pair(pair & 0xffffffffL, pair >>> 32);
      if (pair != mirrored && (listing != Listing.UNDIRECTED || !kept.contains(mirrored))) {
        kept.add(pair);
      }
    }
    return kept.toLongArray();
  }

  @Test
  void listsBothDirectionsSideBySideAndSelfLoopsOnce() {
    GeneratorOptions options = SMALL.withWeights(true);
    LongArrayList expected = new LongArrayList();
    for (long pair : pairs(Generators.generate(Kind.RMAT, options, 1))) {
      long mirrored = EdgeRule.pair(pair & 0xffffffffL, pair >>> 32);
      expected.add(pair);
      if (mirrored != pair) {
        expected.add(mirrored);
      }
    }
    EdgeInput both = Generators.generate(Kind.RMAT, options.listed(Listing.BOTH_DIRECTIONS), 1);
    assertThat(pairs(both)).isEqualTo(expected.toLongArray());
    assertThat(both.undirected()).isFalse();
    assertThat(both.blocks().get(0).weight(0)).isEqualTo(both.blocks().get(0).weight(1));
  }

  @Test
  void marksEdgesToBeReadAsUndirected() {
    EdgeInput input = Generators.generate(Kind.RMAT, SMALL.listed(Listing.UNDIRECTED), 1);
    assertThat(input.undirected()).isTrue();
    assertThat(pairs(input)).isEqualTo(pairs(Generators.generate(Kind.RMAT, SMALL, 1)));
  }

  @Test
  void listsAllVerticesOnRequest() {
    assertThat(Generators.generate(Kind.PATH, SMALL, 1).vertices()).isNull();
    assertThat(Generators.generate(Kind.GRID, SMALL.withAllVertices(true), 1).vertices())
        .hasSize(63)
        .startsWith(0, 1, 2)
        .endsWith(62);
  }

  @Test
  void permutesWithABijection() {
    for (int size = 1; size < 300; size++) {
      Permutation permutation = new Permutation(size, size);
      boolean[] met = new boolean[size];
      for (int i = 0; i < size; i++) {
        met[(int) permutation.of(i)] = true;
      }
      assertThat(met).as("size %d", size).doesNotContain(false);
    }
  }

  @Test
  void permutingChangesIdsButNotDegrees() {
    int[] asDrawn = degrees(Generators.generate(Kind.RMAT, SMALL, 1), 256);
    int[] permuted = degrees(Generators.generate(Kind.RMAT, SMALL.permuted(true), 1), 256);
    assertThat(permuted).isNotEqualTo(asDrawn);
    Arrays.sort(asDrawn);
    Arrays.sort(permuted);
    assertThat(permuted).isEqualTo(asDrawn);
  }

  @Test
  void drawsRMatQuadrantsWithTheirProbabilities() {
    int scale = 13;
    long[] pairs = pairs(Generators.rmat(scale, 16, 3, false, false, 2));
    for (int level = 0; level < scale; level++) {
      double[] share = new double[4];
      for (long pair : pairs) {
        int quadrant = (int) (2 * (pair >>> 32 + level & 1) + (pair >>> level & 1));
        share[quadrant] += 1.0 / pairs.length;
      }
      assertThat(share)
          .as("level %d", level)
          .containsExactly(new double[] {.57, .19, .19, .05}, within(.01));
    }
  }

  @Test
  void rMatHasHubsAndUniformHasNone() {
    int[] skewed = degrees(Generators.generate(Kind.RMAT, SMALL.withScale(14, 16), 1), 1 << 14);
    int[] even = degrees(Generators.generate(Kind.UNIFORM, SMALL.withScale(14, 16), 1), 1 << 14);
    Arrays.sort(skewed);
    Arrays.sort(even);
    assertThat(skewed[skewed.length - 1]).isGreaterThan(100 * 32);
    assertThat(skewed[skewed.length / 2]).isLessThan(16);
    assertThat(even[even.length - 1]).isLessThan(3 * 32);
    assertThat(even[even.length / 2]).isBetween(30, 34);
  }

  @Test
  void makesAGrid() {
    assertThat(edges(Kind.GRID, SMALL.withGrid(2, 3)))
        .containsExactly("0-1", "0-3", "1-2", "1-4", "2-5", "3-4", "4-5");
    assertThat(edges(Kind.GRID, SMALL.withGrid(1, 3))).containsExactly("0-1", "1-2");
    assertThat(edges(Kind.GRID, SMALL.withGrid(3, 1))).containsExactly("0-1", "1-2");
    assertThat(edges(Kind.GRID, SMALL.withGrid(1, 1))).isEmpty();
  }

  @Test
  void makesAPath() {
    assertThat(edges(Kind.PATH, SMALL.withVertices(4))).containsExactly("0-1", "1-2", "2-3");
    assertThat(edges(Kind.PATH, SMALL.withVertices(1))).isEmpty();
  }

  @Test
  void makesAStar() {
    assertThat(edges(Kind.STAR, SMALL.withVertices(4))).containsExactly("0-1", "0-2", "0-3");
  }

  @Test
  void makesACompleteGraph() {
    assertThat(edges(Kind.COMPLETE, SMALL.withVertices(4)))
        .containsExactly("0-1", "0-2", "0-3", "1-2", "1-3", "2-3");
    assertThat(edges(Kind.COMPLETE, SMALL.withVertices(1))).isEmpty();
    assertThat(edges(Kind.COMPLETE, SMALL.withVertices(60)))
        .hasSize(60 * 59 / 2)
        .doesNotHaveDuplicates();
  }

  @Test
  void makesARing() {
    assertThat(edges(Kind.SMALL_WORLD, SMALL.withVertices(5).withRing(4, 0)))
        .containsExactly("0-1", "0-2", "1-2", "1-3", "2-3", "2-4", "3-4", "3-0", "4-0", "4-1");
  }

  @Test
  void rewiresAsManyEdgesAsAsked() {
    int vertices = 10_000;
    int rewired = 0;
    long[] pairs =
        pairs(
            Generators.generate(Kind.SMALL_WORLD, SMALL.withVertices(vertices).withRing(4, .3), 1));
    for (int edge = 0; edge < pairs.length; edge++) {
      long source = pairs[edge] >>> 32;
      long target = pairs[edge] & 0xffffffffL;
      assertThat(source).isEqualTo(edge / 2).isNotEqualTo(target);
      rewired += (source + 1 + edge % 2) % vertices == target ? 0 : 1;
    }
    assertThat(rewired / (double) pairs.length).isCloseTo(.3, within(.02));
  }

  @Test
  void refusesWhatCannotBeMade() {
    refuses(Kind.RMAT, SMALL.withScale(31, 16), "--scale: expected 0 to 30 but found 31");
    refuses(Kind.UNIFORM, SMALL.withScale(4, -1), "--edge-factor");
    refuses(Kind.GRID, SMALL.withGrid(0, 4), "--rows");
    refuses(Kind.GRID, SMALL.withGrid(1 << 16, 1 << 16), "--rows, --columns");
    refuses(Kind.PATH, SMALL.withVertices(0), "--vertices");
    refuses(Kind.SMALL_WORLD, SMALL.withRing(3, 0), "--neighbours");
    refuses(Kind.SMALL_WORLD, SMALL.withRing(4, Double.NaN), "--rewiring");
  }

  private static void refuses(Kind kind, GeneratorOptions options, String start) {
    assertThatThrownBy(() -> Generators.vertices(kind, options))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
        .hasMessageStartingWith(start);
  }

  private static List<String> edges(Kind kind, GeneratorOptions options) {
    return Arrays.stream(pairs(Generators.generate(kind, options, 1)))
        .mapToObj(pair -> (pair >>> 32) + "-" + (pair & 0xffffffffL))
        .toList();
  }

  private static long[] pairs(EdgeInput input) {
    LongArrayList pairs = new LongArrayList();
    for (EdgeBlock block : input.blocks()) {
      for (int edge = 0; edge < block.size(); edge++) {
        pairs.add(EdgeRule.pair(block.source(edge), block.target(edge)));
      }
    }
    return pairs.toLongArray();
  }

  private static int[] degrees(EdgeInput input, int vertices) {
    int[] degrees = new int[vertices];
    for (long pair : pairs(input)) {
      degrees[(int) (pair >>> 32)]++;
      degrees[(int) pair]++;
    }
    return degrees;
  }

  private static String crc(GraphListing graph, int threads) throws IOException {
    CheckedOutputStream to = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32C());
    new GraphLines(graph, threads).writeEdges(GraphText.EDGE_LIST, Packing.NONE, to);
    return Long.toHexString(to.getChecksum().getValue());
  }
}
