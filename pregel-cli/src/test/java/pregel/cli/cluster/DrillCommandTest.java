package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;

/** Drills as their users meet them, with real processes that die. */
class DrillCommandTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void open() {
    session = new Session(directory);
    session.file("graph.txt", "1 2\n2 3\n3 1\n3 4\n4 5\n5 1\n6 3\n");
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(directory.toFile().list()).containsExactly("graph.txt");
  }

  @Test
  void aWorkerAndTheLeadingMasterDieAndTheBytesAreTheSame() {
    Outcome outcome =
        session.run(
            "drill pagerank -i @graph.txt --kill worker@2 --kill master@5 --checkpoint-every 2");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("worker-0 killed in superstep 2", "master-0 killed in superstep 5")
        .containsPattern("the same [0-9,]+ bytes, ");
  }

  @Test
  void aFaultThatDidNotHappenShowsNothing() {
    Outcome outcome = session.run("drill wcc -i @graph.txt --kill worker@500 -q");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("worker-0 was to die in superstep 500", "name an earlier one");
    assertThat(outcome.out()).doesNotContain("the same");
  }

  @Test
  void whatTheJobFailsOfIsWhatTheDrillFailsOf() {
    Outcome outcome = session.run("drill bfs -p source=77 -i @graph.txt --kill worker@1");
    assertThat(outcome.exitCode()).isEqualTo(10);
    assertThat(outcome.err()).contains("vertex 77 is not in the graph");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--kill worker@two | --kill: worker@two: give worker@N or master@N",
        "--kill zookeeper@2 | --kill: zookeeper@2: give worker@N or master@N",
        "--kill worker@1 --kill worker@2 | 2 workers of 2 would be lost, and somebody must be left",
        "--kill master@1 -o @ranks.csv | -o: the results of a drill are compared and dropped",
        "--kill master@1 --cluster x:1 | a drill has a cluster of its own",
      })
  void refusesWhatItCannotDo(String options, String says) {
    Outcome outcome = session.run("drill pagerank -i @graph.txt " + options);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(says).hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }
}
