package pregel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.cli.Main;
import pregel.cli.terminal.StandardOutput;

class InspectCommandTest {
  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void writeAGraph() {
    session = new Session(folder);
    session.file("graph.txt", "1 2\n2 3\n3 1\n3 4\n3 4\n4 4\n5 6\n");
  }

  @Test
  void printsAlignedLines() {
    Session.Outcome outcome = session.run("inspect @graph.txt --triangles");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains(
            """
            vertices                   6
              isolated                 0
              dangling                 1
            edges                      7
              self-loops               1
              duplicates               1
            components                 2
              largest                  4  vertices
                                       6  edges
            triangles                  1
            """);
  }

  @Test
  void printsOneJsonObject() throws IOException {
    Session.Outcome outcome = session.run("inspect @graph.txt --json --undirected --triangles");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).hasLineCount(1);
    JsonNode json = new ObjectMapper().readTree(outcome.out());
    assertThat(json.get("vertices").asLong()).isEqualTo(6);
    assertThat(json.get("edges").asLong()).isEqualTo(7);
    assertThat(json.get("directed_edges").asLong()).isEqualTo(13);
    assertThat(json.get("self_loops").asLong()).isEqualTo(1);
    assertThat(json.get("duplicates").asLong()).isEqualTo(1);
    assertThat(json.get("components").get("count").asLong()).isEqualTo(2);
    assertThat(json.get("degree").get("max").asLong()).isEqualTo(4);
    assertThat(json.get("triangles").asLong()).isEqualTo(1);
    assertThat(json.get("transitivity").asDouble()).isEqualTo(3 / 5.0);
  }

  @Test
  void leavesTrianglesOutUnlessAsked() throws IOException {
    JsonNode json = new ObjectMapper().readTree(session.run("inspect @graph.txt --json").out());
    assertThat(json.has("triangles")).isFalse();
  }

  @Test
  void readsASnapshotAsTheTextItWasMadeOf() throws IOException {
    assertThat(session.run("convert @graph.txt @graph.snapshot").exitCode()).isZero();
    JsonNode text = new ObjectMapper().readTree(session.run("inspect @graph.txt --json").out());
    JsonNode snapshot =
        new ObjectMapper().readTree(session.run("inspect @graph.snapshot --json").out());
    for (String key : new String[] {"edges", "self_loops", "duplicates", "components", "degree"}) {
      assertThat(snapshot.get(key)).as(key).isEqualTo(text.get(key));
    }
  }

  @Test
  void endsWithTenWhenTheGraphIsNotThere() {
    assertThat(session.run("inspect @absent.txt").exitCode()).isEqualTo(10);
  }

  @Test
  void saysWhenItsOutputIsLost() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    PrintStream err =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    for (String form : new String[] {"--json", "--quiet"}) {
      String[] arguments = {"inspect", session.path("graph.txt").toString(), form};
      assertThat(Main.run(arguments, new StandardOutput(full), err)).as(form).isEqualTo(34);
    }
    String graph = session.path("graph.txt").toString();
    String[] arguments = {"validate", graph, graph, "--rule", "exact"};
    assertThat(Main.run(arguments, new StandardOutput(full), err)).isEqualTo(34);
  }
}
