package pregel.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;

/** The suite as its users meet it. */
class BenchCommandTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void open() {
    session = new Session(directory);
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(session.text(name));
  }

  @Test
  void measuresEveryAlgorithmOnEveryGraph() throws IOException {
    session.file("links.txt", "1 2\n2 3\n3 1\n3 4\n");
    Outcome outcome =
        session.run(
            "bench --graphs rmat:6,uniform:5,grid:7,@links.txt".replace("@", directory + "/")
                + " --trials 2 --warm-up 1ms -o @figures.json --report @report.md");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).hasSize(1 + 4 * 8);
    assertThat(outcome.out()).startsWith("graph").contains("rmat:6", "sssp", " ms");
    JsonNode figures = json("figures.json");
    assertThat(figures.path("results")).hasSize(4 * 8);
    JsonNode first = figures.path("results").get(0);
    assertThat(first.path("vertices").asInt()).isEqualTo(64);
    assertThat(first.path("seconds")).hasSize(2);
    assertThat(first.path("least_seconds").asDouble()).isPositive();
    assertThat(first.path("median_seconds").asDouble())
        .isBetween(first.path("least_seconds").asDouble(), first.path("most_seconds").asDouble());
    assertThat(figures.path("machine").path("threads").asInt()).isPositive();
    assertThat(session.text("report.md"))
        .contains("# Benchmark: pregel", "## grid:7", "| pagerank |", "xychart-beta")
        .contains("bin/pregel bench --graphs rmat:6");
  }

  /** Eight ways from each hub to the next: more than a double can count, wherever one begins. */
  @Test
  void whatCannotBeMeasuredDoesNotTakeTheRestWithIt() throws IOException {
    StringBuilder edges = new StringBuilder();
    for (int hub = 0; hub < 800; hub++) {
      for (int way = 0; way < 8; way++) {
        int between = 1000 + 8 * hub + way;
        edges.append(hub).append(' ').append(between).append('\n');
        edges.append(between).append(' ').append(hub + 1).append('\n');
      }
    }
    session.file("hubs.txt", edges.toString());
    Outcome outcome =
        session.run(
            "bench --undirected --graphs "
                + session.path("hubs.txt")
                + " --algorithms betweenness,bfs --trials 1 --warm-up 1ms"
                + " -o @figures.json --report @report.md");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).hasSize(3);
    assertThat(outcome.out()).contains("bfs", "not measured: betweenness on ");
    assertThat(json("figures.json").path("results")).hasSize(1);
    assertThat(json("figures.json").path("not_measured")).hasSize(1);
    assertThat(session.text("report.md")).contains("## Not measured", "- betweenness on ");
  }

  @Test
  void comparesWithAnEarlierRun() throws IOException {
    String suite = "bench --graphs grid:8 --trials 3 --warm-up 1ms --algorithms ";
    Outcome before = session.run(suite + "bfs,wcc --name before -o @before.json");
    assertThat(before.exitCode()).as(before.err()).isZero();
    Outcome after =
        session.run(suite + "bfs,lcc --name after --baseline @before.json -o @after.json");
    assertThat(after.exitCode()).as(after.err()).isZero();
    assertThat(after.out().lines().findFirst().orElseThrow()).endsWith("/ before");
    JsonNode then = json("before.json").path("results").get(0).path("median_seconds");
    JsonNode results = json("after.json").path("results");
    assertThat(results.get(0).path("times_as_fast_as_baseline").asDouble())
        .isEqualTo(then.asDouble() / results.get(0).path("median_seconds").asDouble());
    assertThat(results.get(1).has("times_as_fast_as_baseline")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--graphs rmat:99 | 2 | --graphs: rmat:99: give a number from 1 to 30",
        "--graphs rmat:4,@none.txt | 10 | none.txt: no such file",
        "--algorithms louvain | 2 | --algorithms: louvain: give one of betweenness, bfs",
        "--warm-up soon | 2 | is not a duration such as 90s",
        "--trials 0 | 2 | --trials: 0: give a number from 1 to 1000",
        "--baseline @none.json | 10 | --baseline: ",
        "--baseline @empty.json | 10 | holds no results",
        "-o @empty.json | 11 | empty.json",
        "-o @x.json --report @x.json | 2 | is the file of --output, too",
      })
  void refusesWhatItCannotDo(String options, int exitCode, String says) {
    session.file("empty.json", "{}");
    Outcome outcome = session.run("bench " + options.replace(",@", "," + directory + "/"));
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
    assertThat(outcome.err()).contains(says).hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }
}
