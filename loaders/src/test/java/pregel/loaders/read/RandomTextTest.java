package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random texts, read as a simple reader of Strings reads them. */
class RandomTextTest {
  /** Without it the first draws of small seeds are all alike. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @TempDir Path directory;

  @Test
  void readsEdgeListsAsASimpleReaderDoes() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed * SPREAD);
      boolean weighted = random.nextBoolean();
      String text = randomEdgeList(random, weighted, random.nextInt(40));
      Path file = write("edges.txt", text);
      ReadOptions options = ReadOptions.defaults(1 + random.nextInt(3));
      options = options.withFormat(GraphFormat.EDGELIST);
      options = weighted ? options.withWeights() : options;
      List<String> expected = simply(text, weighted);
      for (int chunkBytes = 1; chunkBytes <= 70; chunkBytes += 1 + random.nextInt(12)) {
        ReadGraph graph = GraphReader.read(List.of(file.toString()), options, chunkBytes);
        assertThat(Edges.of(graph.edges()))
            .as("seed %d, chunks of %d bytes", seed, chunkBytes)
            .isEqualTo(expected);
        assertThat(graph.edges().read().lines())
            .as("lines, seed %d, chunks of %d bytes", seed, chunkBytes)
            .isEqualTo(text.lines().count());
        assertThat(graph.edges().read().bytes())
            .as("seed %d", seed)
            .isBetween(
                text.getBytes(StandardCharsets.UTF_8).length - 1L,
                text.getBytes(StandardCharsets.UTF_8).length + 1L);
      }
    }
  }

  @Test
  void cutsATextAtEveryOffset() throws IOException {
    String text = "# comment\r\n1 2\r\n\r\n30,\t40\n  5\t 6 7\n9223372036854775807 0";
    Path file = write("edges.txt", text);
    for (int threads = 1; threads <= 3; threads++) {
      for (int chunkBytes = 1; chunkBytes <= text.length() + 2; chunkBytes++) {
        ReadGraph graph =
            GraphReader.read(List.of(file.toString()), ReadOptions.defaults(threads), chunkBytes);
        assertThat(Edges.of(graph.edges()))
            .as("chunks of %d bytes, %d threads", chunkBytes, threads)
            .containsExactly("1 2 1.0", "30 40 1.0", "5 6 1.0", "9223372036854775807 0 1.0");
      }
    }
  }

  @Test
  void reportsTheFirstBadLineWhereverTheTextIsCut() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append(i == 120 || i == 150 ? "1 x" + i : i + " " + (i + 1)).append('\n');
    }
    Path file = write("edges.txt", text.toString());
    for (int chunkBytes = 1; chunkBytes < 1500; chunkBytes += 37) {
      int size = chunkBytes;
      ReadOptions options = ReadOptions.defaults(3);
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> GraphReader.read(List.of(file.toString()), options, size)))
          .as("chunks of %d bytes", chunkBytes)
          .hasMessage(
              file
                  + ":121: expected source,target but found a target that is not an integer:"
                  + " \"1 x120\" at byte 742; give --ids string if vertices are named by something"
                  + " else");
    }
  }

  @Test
  void readsCsvAsASimpleReaderDoes() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed * SPREAD);
      List<String> expected = new ArrayList<>();
      StringBuilder text = new StringBuilder("name,target,\"weight\",source\n");
      int rows = random.nextInt(20);
      String[] names = {"", "plain", "\"a,b\"", "\"line\nend\"", "\"say \"\"hi\"\"\"", "\"\"", "é"};
      for (int i = 0; i < rows; i++) {
        int source = random.nextInt(1000);
        int target = random.nextInt(1000);
        double weight = random.nextInt(100) / 4.0;
        boolean quoted = random.nextBoolean();
        text.append(names[random.nextInt(names.length)])
            .append(quoted ? ",\"" + target + "\"," : "," + target + ",")
            .append(weight)
            .append(',')
            .append(source)
            .append(random.nextBoolean() ? "\r\n" : "\n");
        expected.add(source + " " + target + " " + weight);
      }
      Path file = write("edges.csv", text.toString());
      ReadOptions options = ReadOptions.defaults(1 + random.nextInt(3)).withWeights();
      for (int chunkBytes = 1; chunkBytes <= 90; chunkBytes += 1 + random.nextInt(12)) {
        ReadGraph graph = GraphReader.read(List.of(file.toString()), options, chunkBytes);
        assertThat(graph.format()).isEqualTo(GraphFormat.CSV);
        assertThat(Edges.of(graph.edges()))
            .as("seed %d, chunks of %d bytes", seed, chunkBytes)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void readsNeighbourListsAsASimpleReaderDoes() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed * SPREAD);
      int vertices = 1 + random.nextInt(20);
      StringBuilder adjacency = new StringBuilder();
      StringBuilder webGraph = new StringBuilder(vertices + "\n");
      List<String> expected = new ArrayList<>();
      for (int v = 0; v < vertices; v++) {
        adjacency.append(v);
        int degree = random.nextInt(5);
        for (int i = 0; i < degree; i++) {
          int target = random.nextInt(vertices);
          adjacency.append(random.nextBoolean() ? " " : "\t").append(target);
          webGraph.append(target).append(' ');
          expected.add(v + " " + target + " 1.0");
        }
        adjacency.append('\n');
        webGraph.append('\n');
      }
      Path lists = write("graph.adj", adjacency.toString());
      Path placed = write("web.graph-txt", webGraph.toString());
      for (int chunkBytes = 1; chunkBytes <= 60; chunkBytes += 1 + random.nextInt(12)) {
        ReadOptions options = ReadOptions.defaults(1 + random.nextInt(3));
        for (Path file : List.of(lists, placed)) {
          ReadGraph graph = GraphReader.read(List.of(file.toString()), options, chunkBytes);
          assertThat(Edges.of(graph.edges()))
              .as("seed %d, %s, chunks of %d bytes", seed, graph.format(), chunkBytes)
              .isEqualTo(expected);
          assertThat(Edges.vertices(graph.edges())).as("seed %d", seed).isEqualTo(vertices);
        }
      }
    }
  }

  private static String randomEdgeList(Random random, boolean weighted, int lines) {
    String[] separators = {" ", "\t", ",", "  ", " \t", ", ", " ,"};
    String separator = separators[random.nextInt(separators.length)];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      switch (random.nextInt(8)) {
        case 0 -> text.append("# a comment, 1 2 é");
        case 1 -> text.append(random.nextBoolean() ? "" : "  \t");
        case 2 -> text.append("%").append(random.nextInt(100));
        default -> {
          text.append(random.nextInt(4) == 0 ? " " : "")
              .append(randomId(random))
              .append(separator)
              .append(randomId(random));
          if (weighted) {
            text.append(separator).append(randomWeight(random));
          }
          if (random.nextInt(5) == 0) {
            text.append(separator).append("more é").append(separator).append("2");
          }
          text.append(random.nextInt(5) == 0 ? " " : "");
        }
      }
      boolean last = i == lines - 1;
      text.append(last && random.nextBoolean() ? "" : random.nextBoolean() ? "\n" : "\r\n");
    }
    return text.toString();
  }

  private static String randomId(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> String.valueOf(random.nextLong() >>> 1);
      case 1 -> "9223372036854775807";
      case 2 -> "00" + random.nextInt(10);
      default -> String.valueOf(random.nextInt(100));
    };
  }

  private static String randomWeight(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> String.valueOf(random.nextDouble());
      case 1 -> String.valueOf(random.nextInt(100));
      case 2 -> "-1.5e" + (random.nextInt(40) - 20);
      default -> "+.25";
    };
  }

  private static List<String> simply(String text, boolean weighted) {
    List<String> edges = new ArrayList<>();
    for (String line : text.split("\r?\n")) {
      String stripped = line.strip();
      if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith("%")) {
        continue;
      }
      String[] columns = stripped.split("[ \t]*,[ \t]*|[ \t]+");
      edges.add(
          Long.parseLong(columns[0])
              + " "
              + Long.parseLong(columns[1])
              + " "
              + (weighted ? Double.parseDouble(columns[2]) : 1.0));
    }
    return edges;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
