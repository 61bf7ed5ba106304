package pregel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.cli.command.Session.Outcome;

class RunCommandTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void aSmallGraph() {
    session = new Session(directory);
    session.file("graph.txt", "1 2\n2 3\n10 11\n");
  }

  /** Options that are long, or always the same. */
  @Test
  void optionsMayBeInAFile() {
    session.file("options", "wcc\n# the graph\n-i " + session.path("graph.txt") + " -o -\n");
    Outcome inFile = session.run(List.of("run", "@" + session.path("options")));
    assertThat(inFile.exitCode()).as(inFile.err()).isZero();
    assertThat(inFile.out()).isEqualTo(session.run("run wcc -i @graph.txt -o -").out());
  }

  @Test
  void writesTheResultSortedByIdAndSummarisesOnStandardError() {
    Outcome outcome = session.run("run wcc -i @graph.txt -o @out.csv");
    assertThat(outcome.exitCode()).isZero();
    assertThat(session.text("out.csv")).isEqualTo("id,component\n1,1\n2,1\n3,1\n10,10\n11,10\n");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("5 vertices", "3 directed edges", "superstep", "peak memory");
  }

  @Test
  void printsTheBestRowsWhenThereIsNoOutput() {
    Outcome outcome = session.run("run wcc -q -i @graph.txt");
    assertThat(outcome.out()).isEqualTo("component  vertices\n        1  3\n       10  2\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void printsResultsAloneToStandardOutput() {
    Outcome outcome = session.run("run bfs -p source=1 -i @graph.txt -o -");
    assertThat(outcome.out()).isEqualTo("id,distance\n1,0\n2,1\n3,2\n10,\n11,\n");
  }

  @Test
  void writesTheBenchmarksFormatWithItsOwnUnreachable() {
    session.run("run bfs -p source=2 -i @graph.txt -o @out.txt");
    assertThat(session.text("out.txt"))
        .isEqualTo(
            "1 9223372036854775807\n2 0\n3 1\n10 9223372036854775807\n11 9223372036854775807\n");
  }

  @Test
  void startsFromSeveralVerticesWhereAParameterTakesThem() {
    session.run("run ppr -p source=10,1 -p iterations=0 -i @graph.txt -o @out.csv");
    assertThat(session.text("out.csv")).isEqualTo("id,rank\n1,0.5\n2,0.0\n3,0.0\n10,0.5\n11,0.0\n");
    Outcome missing = session.run("run ppr -p source=1,7 -i @graph.txt");
    assertThat(missing.exitCode()).isEqualTo(10);
    assertThat(missing.err()).contains("--param source: vertex 7 is not in the graph");
    Outcome empty = session.run("run ppr -p source=1, -i @graph.txt");
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).contains("--param source: \"\" is not accepted; give a vertex id");
  }

  @Test
  void startsFromSeveralNamedVertices() {
    session.file("named.csv", "src,dst\nann,bob\n\"x,y\",ann\n");
    session.run("run ppr -p source=ann,bob -p iterations=0 --ids string -i @named.csv -o @out.csv");
    assertThat(session.text("out.csv")).contains("ann,0.5\n", "bob,0.5\n");
    Outcome missing = session.run("run ppr -p source=ann,zoe --ids string -i @named.csv");
    assertThat(missing.err()).contains("vertex \"zoe\" is not in the graph");
    session.run("run ppr -p source=x,y -p iterations=0 --ids string -i @named.csv -o @comma.csv");
    assertThat(session.text("comma.csv")).contains("\"x,y\",1.0\n");
  }

  @Test
  void topChoosesTheBestRowsByTheAlgorithmsOwnOrder() {
    Outcome outcome = session.run("run bfs -q -p source=1 -i @graph.txt --top 2");
    assertThat(outcome.out()).isEqualTo("id  distance\n 1  0\n 2  1\n");
  }

  @Test
  void writesEveryFieldOfTheStatistics() throws IOException {
    session.run("run pagerank -p iterations=3 -i @graph.txt -o @out.csv --stats @stats.json");
    JsonNode stats = new ObjectMapper().readTree(session.text("stats.json"));
    assertThat(stats.fieldNames())
        .toIterable()
        .containsExactly(
            "algorithm",
            "parameters",
            "vertices",
            "edges",
            "directed_edges",
            "supersteps",
            "lost_requests",
            "load_seconds",
            "compute_seconds",
            "output_seconds",
            "total_seconds",
            "edges_per_second",
            "peak_rss_bytes",
            "mapped_bytes",
            "threads",
            "workers",
            "java",
            "input",
            "network",
            "values",
            "trace");
    assertThat(stats.get("algorithm").asText()).isEqualTo("pagerank");
    assertThat(stats.at("/parameters/iterations").asInt()).isEqualTo(3);
    assertThat(stats.get("vertices").asInt()).isEqualTo(5);
    assertThat(stats.get("edges").asInt()).isEqualTo(3);
    assertThat(stats.get("supersteps").asInt()).isEqualTo(4);
    assertThat(stats.get("peak_rss_bytes").asLong()).isPositive();
    assertThat(stats.at("/input/lines").asInt()).isEqualTo(3);
    assertThat(stats.get("trace")).hasSize(4);
    assertThat(stats.at("/trace/1").fieldNames())
        .toIterable()
        .containsExactly("superstep", "active", "messages", "lost_requests", "delivery", "seconds");
    assertThat(stats.at("/trace/1/delivery").asText()).isIn("push", "pull");
  }

  @Test
  void tellsWhatTheProgramFoundOfTheJobAsAWhole() throws IOException {
    session.file("two.txt", "1 2\n2 3\n3 1\n3 4\n4 2\n");
    Outcome outcome = session.run("run triangles --undirected -i @two.txt --stats @stats.json");
    assertThat(outcome.err()).contains("values   triangles 2");
    JsonNode stats = new ObjectMapper().readTree(session.text("stats.json"));
    assertThat(stats.at("/values/triangles").asDouble()).isEqualTo(2);
  }

  @Test
  void takesParametersFromTheBenchmarksPropertiesUnlessGiven() {
    session.file("b.v", "1\n2\n3\n");
    session.file("b.e", "1 2 0.5\n2 3 0.25\n");
    session.file(
        "b.properties",
        """
        graph.b.vertex-file = b.v
        graph.b.edge-file = b.e
        graph.b.directed = true
        graph.b.bfs.source-vertex = 2
        graph.b.sssp.source-vertex = 1
        graph.b.sssp.weight-property = weight
        """);
    assertThat(session.run("run bfs -q -i @b -o -").out()).isEqualTo("id,distance\n1,\n2,0\n3,1\n");
    assertThat(session.run("run bfs -q -p source=1 -i @b -o -").out())
        .isEqualTo("id,distance\n1,0\n2,1\n3,2\n");
    assertThat(session.run("run sssp -q -i @b -o -").out())
        .isEqualTo("id,distance\n1,0.0\n2,0.5\n3,0.75\n");
  }

  @Test
  void weightsAreOneUnlessAskedFor() {
    session.file("w.txt", "1 2 5\n2 3 0.5\n");
    assertThat(session.run("run sssp -q -p source=1 -i @w.txt -o -").out())
        .isEqualTo("id,distance\n1,0.0\n2,1.0\n3,2.0\n");
    assertThat(session.run("run sssp -q -p source=1 --weighted -i @w.txt -o -").out())
        .isEqualTo("id,distance\n1,0.0\n2,5.0\n3,5.5\n");
  }

  @Test
  void aSourceThatIsNotInTheGraphIsAnInputError() {
    Outcome outcome = session.run("run bfs -p source=99 -i @graph.txt -o @out.csv");
    assertFails(outcome, 10, "vertex 99 is not in the graph");
    assertThat(session.path("out.csv")).doesNotExist();
    assertThat(directory.toFile().list()).containsExactly("graph.txt");
  }

  @Test
  void aNegativeWeightIsAnInputErrorForShortestPaths() {
    session.file("w.txt", "1 2 -5\n");
    assertFails(
        session.run("run sssp -p source=1 --weighted -i @w.txt -o @out.csv"), 10, "w.txt:1");
    assertThat(session.path("out.csv")).doesNotExist();
  }

  @Test
  void anExistingOutputIsAnErrorBeforeWorkStarts() {
    session.file("out.csv", "old");
    Outcome outcome = session.run("run wcc -i @missing.txt -o @out.csv");
    assertFails(outcome, 11, "exists already");
    assertThat(session.text("out.csv")).isEqualTo("old");
    assertThat(session.run("run wcc -i @graph.txt -o @out.csv --overwrite").exitCode()).isZero();
    assertThat(session.text("out.csv")).startsWith("id,component");
  }

  @Test
  void aMalformedLineLeavesNoOutput() {
    session.file("bad.txt", "1 2\nfoo bar\n");
    assertFails(session.run("run wcc -i @bad.txt -o @out.csv"), 10, "bad.txt:2");
    assertThat(session.path("out.csv")).doesNotExist();
    Outcome tolerant = session.run("run wcc --max-bad-lines 1 -i @bad.txt -o @out.csv");
    assertThat(tolerant.exitCode()).isZero();
    assertThat(tolerant.err()).contains("1 malformed line skipped");
  }

  @Test
  void refusesUsageErrorsInOneLineThatNamesTheRemedy() {
    assertFails(session.run("run nope -i @graph.txt"), 2, "choose one of pagerank, bfs");
    assertFails(session.run("run wcc -i @graph.txt --ouptut x"), 2, "did you mean --output?");
    assertFails(session.run("run wcc -i @graph.txt -p x=1"), 2, "no such parameter");
    assertFails(session.run("run pagerank -i @graph.txt -p damping=7"), 2, "from 0 to 1");
    assertFails(session.run("run bfs -i @graph.txt"), 2, "-p source=");
    assertFails(session.run("run wcc -i @graph.txt --workers 0"), 2, "give 1 to 64");
    assertFails(session.run("run wcc -i @graph.txt --recovery-log 1g"), 2, "add --cluster");
    assertFails(session.run("run wcc -i - --workers 2"), 2, "write it to a file first");
    assertFails(session.run("run wcc -i @graph.txt --memory lots"), 2, "512m");
    assertFails(session.run("run wcc -i @graph.txt --timeout 99999999999h"), 2, "15m");
    assertFails(session.run("run wcc -i @graph.txt --order up"), 2, "one of auto, degree, id but");
    assertFails(session.run("run wcc -i @graph.txt --directed --undirected"), 2, "run: --directed");
    assertFails(session.run("run wcc -i @graph.txt --duplicates sum"), 2, "--weighted");
    assertFails(session.run("run wcc -i @graph.txt -o @x.parquet"), 2, "Parquet");
    assertFails(session.run("master"), 2, "--cluster");
    assertFails(session.run("submit wcc -i @graph.txt -o @x.csv"), 2, "give --cluster HOSTS");
    assertFails(session.run("drill wcc"), 2, "--input");
    assertFails(session.run("frobnicate"), 2, "no such command");
  }

  @Test
  void verboseAddsTheStackTrace() {
    Outcome outcome = session.run("run wcc -v -i @missing.txt");
    assertThat(outcome.exitCode()).isEqualTo(10);
    assertThat(outcome.err()).contains("\tat pregel.");
  }

  @Test
  void endsWithNoProgressWhenTimeRunsOut() {
    assertFails(
        session.run("run pagerank -p iterations=1000000 --timeout 20ms -i @graph.txt"),
        22,
        "--timeout");
  }

  @Test
  void stopsAtTheStepLimit() {
    Outcome outcome = session.run("run pagerank --max-supersteps 3 -i @graph.txt");
    assertThat(outcome.err()).contains("3 supersteps (stopped by the limit)");
  }

  @Test
  void explainsWithoutRunning() {
    Outcome outcome = session.run("run pagerank --explain -i @graph.txt -o @out.csv");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("plan", "memory needed");
    assertThat(session.path("out.csv")).doesNotExist();
  }

  @Test
  void runsAClassOfTheUsersByName() {
    Outcome outcome =
        session.run("run pregel.cli.command.IdsDoubled -q -i @graph.txt -p factor=3 -o -");
    assertThat(outcome.out()).isEqualTo("id,product\n1,3\n2,6\n3,9\n10,30\n11,33\n");
    assertFails(
        session.run("run pregel.cli.command.IdsDoubled -i @graph.txt -p factor=0"),
        20,
        "superstep 0");
    assertFails(session.run("run no.SuchClass -i @graph.txt"), 2, "--classpath");
    assertFails(session.run("run java.lang.String -i @graph.txt"), 2, "not a vertex program");
  }

  @Test
  void printsWhatWatchedVerticesDo() {
    Outcome outcome = session.run("run wcc -q --watch 3,10 -i @graph.txt");
    assertThat(outcome.err())
        .startsWith(
            "watch 3 @ 0: component -1 -> 2; in nothing; out 2 to neighbours; halted\n"
                + "watch 10 @ 0: component -1 -> 3; in nothing; out 3 to neighbours; halted\n"
                + "watch 3 @ 1: component 2 -> 1; in 1 combined; out 1 to neighbours; halted\n")
        .endsWith("watch 3 @ 3: component 0; idle\nwatch 10 @ 3: component 3; idle\n");
    assertThat(outcome.out()).startsWith("component");
  }

  @Test
  void writesWhatWatchedVerticesDoAsLinesOfJson() throws IOException {
    Outcome outcome = session.run("run wcc -q --watch 3 --watch-output @watch.jsonl -i @graph.txt");
    assertThat(outcome.err()).isEmpty();
    String[] lines = session.text("watch.jsonl").split("\n");
    assertThat(lines[1])
        .isEqualTo(
            "{\"superstep\":1,\"vertex\":3,\"before\":{\"component\":2},"
                + "\"after\":{\"component\":1},\"in\":[{\"channel\":\"messages\","
                + "\"combined\":true,\"count\":1,\"values\":[1]}],"
                + "\"out\":[{\"channel\":\"messages\",\"to\":null,\"value\":1}],"
                + "\"state\":\"halted\"}");
    for (String line : lines) {
      assertThat(new ObjectMapper().readTree(line).get("vertex").asLong()).isEqualTo(3);
    }
  }

  @Test
  void watchesVerticesByTheirNames() {
    session.file("friends.txt", "ann bob\nbob cid\n");
    Outcome outcome = session.run("run cdlp -q --ids string --watch cid -i @friends.txt");
    assertThat(outcome.err())
        .startsWith("watch cid @ 0: community ann -> cid; in nothing; out 2 to neighbours");
    assertFails(
        session.run("run wcc -q --ids string --watch dan -i @friends.txt"), 10, "vertex dan is");
  }

  @Test
  void refusesToWatchWhatIsNotThere() {
    assertFails(session.run("run wcc --watch 99 -i @graph.txt"), 10, "vertex 99 is not in");
    assertFails(session.run("run wcc --watch x -i @graph.txt"), 2, "--watch");
    assertFails(session.run("run wcc --watch-output @w.jsonl -i @graph.txt"), 2, "add --watch");
    assertFails(
        session.run("run wcc --watch 1 --watch-output @graph.txt -i @graph.txt"), 2, "is read by");
    assertThat(session.text("graph.txt")).isNotEmpty();
  }

  @Test
  void writesADirectoryOfPartsUnderAnyOtherName() throws IOException {
    session.run("run wcc -i @graph.txt -o @components");
    try (var parts = Files.list(session.path("components"))) {
      assertThat(parts.map(part -> part.getFileName().toString()))
          .containsExactlyInAnyOrder("_SUCCESS", "part-00000.csv");
    }
  }

  @Test
  void anEmptyInputGivesAnEmptyResult() {
    session.file("empty.txt", "# nothing\n");
    Outcome outcome = session.run("run pagerank -i @empty.txt -o @out.csv");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(session.text("out.csv")).isEqualTo("id,rank\n");
  }

  @Test
  void showsProgressWhenAskedTo() {
    Outcome outcome = session.run("run pagerank --progress always -i @graph.txt");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).contains("Loading", "pagerank");
  }

  private static void assertFails(Outcome outcome, int exitCode, String message) {
    assertThat(outcome.err()).contains(message).startsWith("pregel: ").hasLineCount(1);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
    assertThat(outcome.out()).isEmpty();
  }
}
