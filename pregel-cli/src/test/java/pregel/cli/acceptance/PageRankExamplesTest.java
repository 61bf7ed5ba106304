package pregel.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pregel.cli.Datasets;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;

/** Worked and published ranks. */
class PageRankExamplesTest {
  private static final String CONVERGED = "-p iterations=10000 -p tolerance=1e-14";

  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void theWorkedGraphs() {
    session = new Session(directory);
    session.file("five.txt", "0 1\n0 2\n1 2\n2 0\n3 2\n4 0\n4 2\n");
    session.file("eight.txt", "0 1\n0 2\n1 2\n2 0\n3 2\n3 4\n4 5\n5 6\n6 4\n6 7\n");
  }

  @ParameterizedTest
  @CsvSource({
    "-p iterations=1, .285 .115 .54 .03 .03",
    "-p iterations=2, .50175 .151125 .287125 .03 .03",
    "-p iterations=20, .3691415065 .1868722709 .3839862226 .03 .03",
    "'', .3691415065 .1868722709 .3839862226 .03 .03",
    CONVERGED + ", .3691351046 .1868824194 .3839824760 .03 .03",
  })
  void fivePagesOfWhichTwoAreLinkedByNobody(String parameters, String expected) {
    assertRanks("five.txt", parameters, expected);
  }

  @Test
  void thePageThatMostLinkToComesFirst() {
    Outcome outcome = session.run("run pagerank -q --top 1 -i @five.txt");
    assertThat(outcome.out().lines().skip(1)).hasSize(1).first().asString().startsWith(" 2  0.38");
  }

  @Test
  void aPageWithoutLinksGivesItsRankToAll() {
    assertRanks(
        "eight.txt",
        "-p iterations=30",
        ".2348320847 .1263557400 .2450405706 .0265568899"
            + " .0847583957 .0986063044 .1103786320 .0734713828");
  }

  @Test
  void nothingIsSentInTheLastSuperstepAndThenTheRunEnds() throws IOException {
    Outcome outcome =
        session.run("run pagerank -q -p iterations=7 -i @eight.txt -o @out.csv --stats @s.json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    JsonNode stats = new ObjectMapper().readTree(session.text("s.json"));
    assertThat(stats.get("supersteps").asInt()).isEqualTo(8);
    assertThat(stats.at("/trace/6/messages").asLong()).isEqualTo(10);
    assertThat(stats.at("/trace/7/messages").asLong()).isZero();
  }

  @Test
  void theTextbooksSixPages() throws IOException {
    JsonNode answers =
        new ObjectMapper().readTree(Datasets.path("textbook-answers/answers.json").toFile());
    JsonNode example = answers.get("langville_meyer_pagerank");
    StringBuilder edges = new StringBuilder();
    for (JsonNode edge : example.get("edges")) {
      edges.append(edge.get(0)).append(' ').append(edge.get(1)).append('\n');
    }
    session.file("six.txt", edges.toString());
    Map<Long, Double> expected = new TreeMap<>();
    example
        .get("pagerank")
        .fields()
        .forEachRemaining(e -> expected.put(Long.valueOf(e.getKey()), e.getValue().asDouble()));
    Map<Long, Double> ranks =
        ranks("-i @six.txt -p damping=%s %s".formatted(example.get("damping").asText(), CONVERGED));
    assertThat(ranks.keySet()).hasSize(6).isEqualTo(expected.keySet());
    ranks.forEach((id, rank) -> assertThat(rank).isCloseTo(expected.get(id), within(1e-7)));
  }

  @ParameterizedTest
  @CsvSource({
    "karate.mtx, karate-pagerank.txt, 34",
    "ldbc-directed-example.mtx, ldbc-directed-example-pagerank.txt, 10",
  })
  void thePublishedRanksOfMatrices(String matrix, String published, int vertices)
      throws IOException {
    Path folder = Datasets.path("lagraph-matrices");
    Map<Long, Double> ranks = ranks("-i " + folder.resolve(matrix) + " " + CONVERGED);
    assertThat(ranks).hasSize(vertices);
    for (String line : Files.readAllLines(folder.resolve("expected").resolve(published))) {
      String[] fields = line.split(" ");
      long id = Long.parseLong(fields[0]) + 1; // The matrices count from 1, the answers from 0.
      assertThat(ranks.remove(id)).as(line).isCloseTo(Double.parseDouble(fields[1]), within(1e-4));
    }
    assertThat(ranks).isEmpty();
  }

  private void assertRanks(String file, String parameters, String expected) {
    double[] wanted = Arrays.stream(expected.split(" ")).mapToDouble(Double::parseDouble).toArray();
    Map<Long, Double> ranks = ranks(("-i @" + file + " " + parameters).strip());
    assertThat(ranks).hasSize(wanted.length);
    ranks.forEach(
        (id, rank) ->
            assertThat(rank).as("page %d", id).isCloseTo(wanted[id.intValue()], within(1e-9)));
    assertThat(ranks.values().stream().mapToDouble(d -> d).sum()).isCloseTo(1, within(1e-12));
  }

  private Map<Long, Double> ranks(String options) {
    Outcome outcome = session.run("run pagerank -q -o @ranks.csv --overwrite " + options);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Map<Long, Double> ranks = new TreeMap<>();
    session
        .text("ranks.csv")
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .forEach(row -> ranks.put(Long.valueOf(row[0]), Double.valueOf(row[1])));
    return ranks;
  }
}
