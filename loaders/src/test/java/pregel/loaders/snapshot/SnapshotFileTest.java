package pregel.loaders.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;

class SnapshotFileTest {
  /** Without it the first draws of small seeds are all alike. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @TempDir Path directory;

  @Test
  void opensTheGraphThatWasWritten() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Graph graph = randomGraph(seed);
      Path file = directory.resolve("graph-" + seed);
      SnapshotFile.write(graph, file);
      Graph opened = SnapshotFile.open(file, seed % 2 == 0, 2);
      assertThat(SnapshotFile.mappedBytes(file)).as("seed %d", seed).isEqualTo(Files.size(file));
      assertSame(opened, graph, seed);
    }
  }

  @Test
  void keepsBothDirections() throws IOException {
    Graph graph = graph(new Random(3), false, true, VertexOrder.DEGREE, 500, Direction.OUT);
    Path file = directory.resolve("graph");
    SnapshotFile.write(graph, file);
    Graph opened = SnapshotFile.open(file, true, 1);
    assertThat(opened.has(Direction.OUT)).isTrue();
    assertThat(opened.has(Direction.IN)).isFalse();
    graph.adjacency(Direction.IN);
    SnapshotFile.write(graph, file);
    opened = SnapshotFile.open(file, true, 1);
    assertThat(opened.has(Direction.OUT)).isTrue();
    assertThat(opened.has(Direction.IN)).isTrue();
    assertSame(opened, graph, 3);
  }

  @Test
  void opensTheSameGraphWithSeveralThreads() throws IOException {
    Graph graph = graph(new Random(9), false, true, VertexOrder.DEGREE, 100_000, Direction.IN);
    Path file = directory.resolve("graph");
    SnapshotFile.write(graph, file);
    assertSame(SnapshotFile.open(file, false, 3), graph, 9);
  }

  @Test
  void opensEmptyGraphs() throws IOException {
    Graph graph = graph(new Random(1), true, false, VertexOrder.AUTO, 0, Direction.IN);
    SnapshotFile.write(graph, directory.resolve("graph"));
    assertSame(SnapshotFile.open(directory.resolve("graph"), true, 1), graph, 1);
  }

  @Test
  void mapsBuffersOfTheClassesThatBuildingAllocates() throws IOException {
    Graph graph = randomGraph(5);
    SnapshotFile.write(graph, directory.resolve("graph"));
    Graph opened = SnapshotFile.open(directory.resolve("graph"), true, 1);
    for (Direction direction : List.of(Direction.IN, Direction.OUT)) {
      Adjacency.Rows built = graph.adjacency(direction).rows(0);
      Adjacency.Rows mapped = opened.adjacency(direction).rows(0);
      assertThat(mapped.offsets().getClass()).isEqualTo(built.offsets().getClass());
      assertThat(mapped.weights() == null).isEqualTo(built.weights() == null);
      if (built.weights() != null) {
        assertThat(mapped.weights().getClass()).isEqualTo(built.weights().getClass());
      }
    }
    assertThat(opened.inDegrees().getClass()).isEqualTo(graph.inDegrees().getClass());
  }

  @Test
  void opensFilesThatMayNotBeWritten() throws IOException {
    Graph graph = randomGraph(6);
    Path file = directory.resolve("graph");
    SnapshotFile.write(graph, file);
    assertThat(file.toFile().setWritable(false)).isTrue();
    assertSame(SnapshotFile.open(file, true, 1), graph, 6);
  }

  @Test
  void leavesNothingBesideTheFile() throws IOException {
    SnapshotFile.write(randomGraph(7), directory.resolve("graph"));
    SnapshotFile.write(randomGraph(8), directory.resolve("graph"));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("graph"));
    }
    assertSame(SnapshotFile.open(directory.resolve("graph"), true, 1), randomGraph(8), 8);
  }

  @Test
  void refusesASnapshotWithABitFlippedInHeaderOrAnyBlock() throws IOException {
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed * SPREAD);
      Graph graph = graph(random, seed % 2 == 0, true, VertexOrder.DEGREE, 400, Direction.IN);
      Path file = directory.resolve("graph");
      SnapshotFile.write(graph, file);
      byte[] sound = Files.readAllBytes(file);
      for (int at : bytesOfHeaderAndBlocks(sound, random)) {
        byte[] damaged = sound.clone();
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        assertRefused(damaged, "seed " + seed + ", byte " + at);
      }
    }
  }

  /** Every seventh byte of the header, and of every block the first, the last and some other. */
  private static List<Integer> bytesOfHeaderAndBlocks(byte[] file, Random random) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> chosen = new ArrayList<>();
    for (int at = random.nextInt(7); at < bytes.getInt(8); at += 7) {
      chosen.add(at);
    }
    for (int at = 0; at < 32; at++) {
      chosen.add(at);
    }
    for (int block = 0; block < bytes.getInt(24); block++) {
      int entry = 32 + bytes.getInt(12) + 32 * block;
      int offset = (int) bytes.getLong(entry + 8);
      int length = (int) bytes.getLong(entry + 16);
      if (length > 0) {
        chosen.addAll(List.of(offset, offset + length - 1, offset + random.nextInt(length)));
      }
    }
    return chosen;
  }

  @Test
  void refusesASnapshotCutShort() throws IOException {
    Path file = directory.resolve("graph");
    SnapshotFile.write(randomGraph(2), file);
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      int length = i < 40 ? i : random.nextInt(sound.length);
      assertRefused(Arrays.copyOf(sound, length), length + " bytes of " + sound.length);
    }
    assertRefused(Arrays.copyOf(sound, sound.length + 1), "a byte too many");
  }

  @Test
  void refusesFilesOfOtherKinds() throws IOException {
    Path file = directory.resolve("text");
    Files.writeString(file, "1 2\n".repeat(100));
    assertThat(SnapshotFile.isSnapshot(file)).isFalse();
    assertRefused(Files.readAllBytes(file), "text");
    SnapshotFile.write(randomGraph(1), file);
    assertThat(SnapshotFile.isSnapshot(file)).isTrue();
    assertThat(SnapshotFile.isSnapshot(directory)).isFalse();
    Files.writeString(file, "");
    assertThat(SnapshotFile.isSnapshot(file)).isFalse();
  }

  private void assertRefused(byte[] bytes, String what) throws IOException {
    Path file = directory.resolve("damaged");
    Files.write(file, bytes);
    assertThatThrownBy(() -> SnapshotFile.open(file, true, 1))
        .as(what)
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessageStartingWith(file + ": the snapshot ")
        .hasMessageContaining("pregel convert");
  }

  private static Graph randomGraph(long seed) {
    Random random = new Random(seed * SPREAD);
    return graph(
        random,
        random.nextBoolean(),
        random.nextBoolean(),
        VertexOrder.values()[random.nextInt(3)],
        random.nextInt(3000),
        Direction.values()[random.nextInt(2)]);
  }

  private static Graph graph(
      Random random,
      boolean undirected,
      boolean weighted,
      VertexOrder order,
      int edges,
      Direction first) {
    EdgeBlock block = new EdgeBlock(Math.max(1, edges), weighted);
    long stretch = random.nextBoolean() ? 1 : 1 + (random.nextLong() >>> 20);
    for (int i = 0; i < edges; i++) {
      long source = random.nextInt(300) * stretch;
      long target = random.nextInt(1 + random.nextInt(300)) * stretch;
      if (weighted) {
        block.add(source, target, random.nextDouble());
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
            order,
            BuildOptions.Duplicates.KEEP,
            false,
            BuildOptions.UnknownVertices.FAIL,
            1 + random.nextInt(9),
            1);
    return GraphBuilder.build(input, options, first).graph();
  }

  private static void assertSame(Graph graph, Graph expected, long seed) {
    String what = "seed " + seed;
    assertThat(graph.vertices()).as(what).isEqualTo(expected.vertices());
    assertThat(graph.edges()).as(what).isEqualTo(expected.edges());
    assertThat(graph.isUndirected()).as(what).isEqualTo(expected.isUndirected());
    assertThat(graph.isWeighted()).as(what).isEqualTo(expected.isWeighted());
    assertThat(graph.order()).as(what).isEqualTo(expected.order());
    assertThat(graph.inDegrees()).as(what).isEqualTo(expected.inDegrees());
    assertThat(graph.outDegrees()).as(what).isEqualTo(expected.outDegrees());
    assertThat(graph.ids().sorted()).as(what).isEqualTo(expected.ids().sorted());
    assertThat(graph.ids().firstId()).as(what).isEqualTo(expected.ids().firstId());
    assertThat(graph.ids().slotsByRank()).as(what).isEqualTo(expected.ids().slotsByRank());
    assertThat(graph.ids().ranksBySlot()).as(what).isEqualTo(expected.ids().ranksBySlot());
    for (Direction direction : Direction.values()) {
      assertThat(graph.has(direction)).as(what).isEqualTo(expected.has(direction));
    }
    for (Direction direction : Direction.values()) {
      for (int p = 0; p < expected.partitions().partitions(); p++) {
        assertThat(graph.partitions().start(p)).as(what).isEqualTo(expected.partitions().start(p));
        Adjacency.Rows rows = graph.adjacency(direction).rows(p);
        Adjacency.Rows wanted = expected.adjacency(direction).rows(p);
        assertThat(rows.firstSlot()).as(what).isEqualTo(wanted.firstSlot());
        assertThat(rows.offsets()).as(what).isEqualTo(wanted.offsets());
        assertThat(rows.targets()).as(what).isEqualTo(wanted.targets());
        assertThat(rows.weights()).as(what).isEqualTo(wanted.weights());
      }
    }
  }
}
