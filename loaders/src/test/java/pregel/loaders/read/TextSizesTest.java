package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.core.graph.EdgeBlock;

/** Sizes told from pieces of a text, against what reading all of it finds. */
class TextSizesTest {
  private static final Percentage CLOSE = Percentage.withPercentage(5);
  private static final int VERTICES = 200_000;
  private static final int EDGES = 600_000;

  @TempDir Path directory;

  @Test
  void tellsARandomGraphInTextOfAnyKind() throws IOException {
    long seed = new Random().nextLong();
    for (String separator : List.of(" ", "\t", ",")) {
      String name = separator.equals(",") ? "graph.csv" : "graph.txt";
      Path file = write(name, random(seed, separator));
      assertTells(file, seed + " with \"" + separator + "\"", VERTICES);
    }
  }

  @Test
  void tellsAPackedGraphFromItsBeginning() throws IOException {
    long seed = new Random().nextLong();
    assertTells(write("graph.txt.gz", random(seed, " ")), "seed " + seed, VERTICES);
  }

  @Test
  void tellsAPathWhoseIdsGrowWithItsLines() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int v = 0; v < EDGES; v++) {
      text.append(v).append(' ').append(v + 1).append('\n');
    }
    assertTells(write("path.txt", text.toString()), "path", EDGES + 1);
    TextSize packed = size(write("path.txt.gz", text.toString()));
    assertThat(packed.vertices()).isCloseTo(EDGES + 1, Percentage.withPercentage(25));
  }

  @Test
  void countsTheNeighboursOfLists() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    int edges = 0;
    for (int v = 0; v < 50_000; v++) {
      text.append(v);
      for (int i = random.nextInt(9); i > 0; i--) {
        text.append(' ').append(random.nextInt(50_000));
        edges++;
      }
      text.append('\n');
    }
    TextSize size = size(write("graph.adj", text.toString()));
    assertThat(size.listed()).isCloseTo(edges, CLOSE);
    assertThat(size.vertices()).isCloseTo(50_000, CLOSE);
  }

  @Test
  void estimatesHowManyIdsThereAreWhereTheyLieFarApart() throws IOException {
    Random random = new Random(3);
    long[] ids = random.longs(20_000, 0, 1L << 50).toArray();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      text.append(ids[random.nextInt(ids.length)]).append(' ');
      text.append(ids[random.nextInt(ids.length)]).append('\n');
    }
    TextSize size = size(write("sparse.txt", text.toString()));
    assertThat(size.vertices()).isCloseTo(20_000, Percentage.withPercentage(15));
    assertThat(size.nameBytes()).isZero();
  }

  @Test
  void makesTheRoomThatReadingMakes() throws IOException {
    for (int edges : new int[] {1, 4096, 4097, 50_000, EDGES}) {
      String text = "1 2\n".repeat(edges);
      ReadGraph read = GraphReader.read(List.of(write("room.txt", text).toString()), options());
      long room = read.edges().blocks().stream().mapToLong(TextSizesTest::capacity).sum();
      assertThat(EdgeCollector.roomFor(edges)).as(edges + " edges").isEqualTo(room);
    }
  }

  @Test
  void leavesPipesAlone() throws IOException, InterruptedException {
    Path pipe = directory.resolve("pipe");
    int made = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor();
    assertThat(made).isZero();
    TextSize size = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> size(pipe));
    assertThat(size).isEqualTo(TextSize.UNKNOWN);
  }

  private static long capacity(EdgeBlock block) {
    return block.narrow().length / 2;
  }

  private static void assertTells(Path file, String what, int vertices) {
    TextSize size = size(file);
    ReadGraph read = GraphReader.read(List.of(file.toString()), options());
    long listed = read.edges().blocks().stream().mapToLong(EdgeBlock::size).sum();
    assertThat(size.listed()).as(what).isCloseTo(listed, CLOSE);
    assertThat(size.vertices()).as(what).isCloseTo(vertices, CLOSE);
    assertThat(size.nameBytes()).as(what).isZero();
  }

  private static TextSize size(Path file) {
    return TextSizes.of(List.of(file.toString()), options());
  }

  private static ReadOptions options() {
    return ReadOptions.defaults(1);
  }

  private static String random(long seed, String separator) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(separator.equals(",") ? "source,target\n" : "");
    for (int i = 0; i < EDGES; i++) {
      text.append(random.nextInt(VERTICES)).append(separator);
      text.append(random.nextInt(VERTICES)).append('\n');
    }
    return text.toString();
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packed = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
