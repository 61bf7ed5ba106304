package pregel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedVerticesTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40) / 8 + 1;
  private static final String ALPHABET = "ab 7,\"\\#%{}:\tä\ud834\udd1e'";

  private Session.Outcome last;

  @TempDir Path directory;

  @Test
  void resultsOfEveryFormatCompareEqualAndDifferent() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Path graph = randomGraph(new Random(seed));
      Path first = directory.resolve("r0-" + seed + ".csv");
      assertThat(run(graph, "wcc", first)).as("seed %d: %s", seed, last.err()).isZero();
      for (String ending : new String[] {".tsv", ".jsonl", ".csv", ""}) {
        Path other = directory.resolve("r1-" + seed + ending);
        run(graph, "wcc", other, "--threads", "3", "--overwrite");
        for (String rule : new String[] {"exact", "equivalence"}) {
          assertThat(compare(first, other, rule))
              .as("seed %d, %s: %s", seed, ending, last.out())
              .isZero();
        }
      }
      Path wrong = directory.resolve("wrong-" + seed + ".csv");
      String text = Files.readString(first);
      int lastLine = text.lastIndexOf('\n', text.length() - 2) + 1;
      Files.writeString(wrong, text.substring(0, lastLine));
      assertThat(compare(first, wrong, "exact")).as("seed %d", seed).isEqualTo(1);
    }
  }

  @Test
  void plainTextHoldsNamesWithoutBlanksOnly() throws IOException {
    Path graph = Files.writeString(directory.resolve("g.txt"), "ann bob\nbob 07\n7 7\n");
    Path csv = directory.resolve("r.csv");
    Path txt = directory.resolve("r.txt");
    run(graph, "wcc", csv);
    run(graph, "wcc", txt);
    assertThat(Files.readString(txt)).isEqualTo("07 07\n7 7\nann 07\nbob 07\n");
    assertThat(compare(csv, txt, "exact")).as(last.out()).isZero();

    Path blanks = Files.writeString(directory.resolve("g.csv"), "source,target\nNew York,Rome\n");
    assertThat(run(blanks, "wcc", directory.resolve("no.txt"))).isEqualTo(10);
    assertThat(last.err())
        .contains("vertex \"New York\" could not be read back from this format; write .csv");
    assertThat(directory.resolve("no.txt")).doesNotExist();
  }

  @Test
  void saysWhichVerticesDifferByName() throws IOException {
    Path one = Files.writeString(directory.resolve("1.csv"), "id,x\nzoe,1\nann,2\n\"b,c\",3\n");
    Path two = Files.writeString(directory.resolve("2.csv"), "id,x\nann,5\nzoe,1\n\"b,c\",3\nx,\n");
    assertThat(compare(one, two, "exact")).isEqualTo(1);
    assertThat(last.out()).contains("ann", "extra: x", "different: 1 of 3 values differs");
    Path bad = Files.writeString(directory.resolve("3.csv"), "id,x\nann,\"5\n");
    assertThat(compare(one, bad, "exact")).isEqualTo(10);
    assertThat(last.err()).contains("3.csv:2: expected id and value but found an unclosed quote");
  }

  @Test
  void sourcesAreGivenByName() throws IOException {
    Path graph = Files.writeString(directory.resolve("g.csv"), "source,target\n\"a b\",c\nc,d\n");
    Path result = directory.resolve("d.csv");
    assertThat(run(graph, "bfs", result, "-p", "source=a b")).as(last.err()).isZero();
    assertThat(Files.readString(result)).isEqualTo("id,distance\na b,0\nc,1\nd,2\n");
    assertThat(run(graph, "bfs", directory.resolve("n.csv"), "-p", "source=q")).isEqualTo(10);
    assertThat(last.err()).contains("--param source: vertex \"q\" is not in the graph");

    Path snapshot = directory.resolve("g.snapshot");
    assertThat(command("convert", graph.toString(), snapshot.toString(), "--ids", "string"))
        .isZero();
    assertThat(command("run", "bfs", "-i", snapshot.toString(), "-p", "source=c", "--top", "1"))
        .isZero();
    assertThat(last.out()).contains(" c  0");
  }

  @Test
  void programsReadColumnsOfVerticesAndEdges() throws IOException {
    Path stocks =
        Files.writeString(directory.resolve("v.csv"), "id,stock,kind\nann,10,a\nbob,,b\neve,5,c\n");
    Path edges =
        Files.writeString(
            directory.resolve("e.csv"),
            "source,target,capacity,since:long\nann,bob,0.5,1999\nann,eve,2,2001\nbob,ann,7,2020\n");
    Path result = directory.resolve("stock.csv");
    String[] words = {
      "run",
      "pregel.cli.command.Capacities",
      "-i",
      edges.toString(),
      "--ids",
      "string",
      "-q",
      "--vertices",
      stocks.toString(),
      "-o",
      result.toString(),
      "--overwrite"
    };
    assertThat(command(words)).isZero();
    assertThat(Files.readString(result)).isEqualTo("id,stock\nann,12.0\nbob,6.0\neve,5.0\n");

    Path snapshot = directory.resolve("e.snapshot");
    command(
        "convert",
        edges.toString(),
        snapshot.toString(),
        "--ids",
        "string",
        "--vertices",
        stocks.toString());
    command(
        "run",
        "pregel.cli.command.Capacities",
        "-i",
        snapshot.toString(),
        "-q",
        "-o",
        result.toString(),
        "--overwrite");
    assertThat(Files.readString(result)).isEqualTo("id,stock\nann,12.0\nbob,6.0\neve,5.0\n");

    Files.writeString(edges, "source,target,capacity\nann,bob,1\n");
    assertThat(command(words)).isEqualTo(10);
    assertThat(last.err()).contains("reads edge column \"since\" and the file has source, target");
    Files.writeString(edges, "source,target,capacity,since\nann,bob,1,1\n");
    Files.writeString(stocks, "ann\nbob\n");
    assertThat(command(words)).isEqualTo(10);
    assertThat(last.err()).contains("column \"stock\": the program reads it from the input");
  }

  @Test
  void verticesAreWatchedByName() throws IOException {
    Path graph = Files.writeString(directory.resolve("g.txt"), "ann bob\nbob eve\n");
    assertThat(run(graph, "wcc", directory.resolve("c.csv"), "--watch", "bob")).isZero();
    assertThat(last.err()).contains("watch bob @ 0");
    assertThat(run(graph, "wcc", directory.resolve("d.csv"), "--watch", "zoe")).isEqualTo(10);
    assertThat(last.err()).contains("--watch: vertex zoe is not in the graph");
    assertThat(command("run", "wcc", "-i", graph.toString(), "--watch", "bob")).isEqualTo(2);
    assertThat(last.err()).contains("--watch: \"bob\" is not the id of a vertex; give integers");
  }

  private int command(String... words) {
    last = Session.run(List.of(words));
    return last.exitCode();
  }

  private int run(Path graph, String algorithm, Path output, String... more) {
    String[] fixed = {
      "run", algorithm, "-i", graph.toString(), "--ids", "string", "-o", output.toString(), "-q"
    };
    String[] all = new String[fixed.length + more.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return command(all);
  }

  private int compare(Path one, Path other, String rule) {
    return command("validate", one.toString(), other.toString(), "--rule", rule, "--ids", "string");
  }

  private Path randomGraph(Random random) throws IOException {
    StringBuilder text = new StringBuilder("source,target\n");
    int[] points = ALPHABET.codePoints().toArray();
    for (int i = random.nextInt(40); i >= 0; i--) {
      for (char after : new char[] {',', '\n'}) {
        text.append('"');
        for (int length = random.nextInt(3); length >= 0; length--) {
          int point = points[random.nextInt(points.length)];
          text.append(point == '"' ? "\"\"" : Character.toString(point));
        }
        text.append('"').append(after);
      }
    }
    return Files.writeString(directory.resolve("g-" + random.nextInt() + ".csv"), text);
  }
}
