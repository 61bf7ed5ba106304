package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;
import pregel.core.crash.CrashPoints;

/** Jobs on worker processes of this machine: the same bytes as in one, and nothing left behind. */
@Timeout(180)
class LocalClusterTest {
  @TempDir Path directory;
  private Session session;
  private List<String> before;

  @BeforeEach
  void aGraphOfSeveralPartitions() throws IOException {
    session = new Session(directory);
    session.run("generate rmat --scale 10 --edge-factor 6 --weighted -o @graph.txt");
    before = leftovers();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    System.clearProperty(CrashPoints.PROPERTY);
    assertThat(leftovers()).isEqualTo(before);
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  private static List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("pregel-cluster-" + ProcessHandle.current().pid()))
          .sorted()
          .toList();
    }
  }

  private Outcome run(String command) {
    return session.run(command + " -i @graph.txt --partitions 8 --threads 1");
  }

  @Test
  void theBytesAndTheFiguresAreThoseOfOneProcess() throws IOException {
    run("run pagerank -o @one.csv --stats @one.json --top 3");
    Outcome several = run("run pagerank -o @two.csv --stats @two.json --top 3 --workers 2");
    assertThat(several.exitCode()).as(several.err()).isZero();
    assertThat(session.text("two.csv")).isEqualTo(session.text("one.csv"));
    JsonNode one = new ObjectMapper().readTree(session.text("one.json"));
    JsonNode two = new ObjectMapper().readTree(session.text("two.json"));
    for (String same :
        List.of("parameters", "vertices", "edges", "directed_edges", "supersteps", "input")) {
      assertThat(two.get(same)).as(same).isEqualTo(one.get(same));
    }
    assertThat(two.get("trace")).hasSameSizeAs(one.get("trace"));
    assertThat(two.get("workers").asInt()).isEqualTo(2);
    assertThat(two.get("network").get("messages_sent").asLong()).isPositive();
    assertThat(two.get("network").get("bytes_sent").asLong())
        .isGreaterThan(8 * two.get("network").get("messages_sent").asLong());
    assertThat(several.err()).contains("2 workers of 1 thread");
  }

  @Test
  void whatIsNoJobForItFailsAsInOneProcess() {
    Outcome missing = run("run bfs -p source=999999999 -o @out.csv --workers 2");
    assertThat(missing.exitCode()).as(missing.err()).isEqualTo(FailureKind.INPUT.exitCode());
    assertThat(missing.err()).contains("--param source: vertex 999999999 is not in the graph");
    Outcome oneOfTwo = run("run ppr -p source=0,999999999 -o @out.csv --workers 2");
    assertThat(oneOfTwo.exitCode()).as(oneOfTwo.err()).isEqualTo(FailureKind.INPUT.exitCode());
    assertThat(oneOfTwo.err()).contains("--param source: vertex 999999999 is not in the graph");
    assertThat(directory.resolve("out.csv")).doesNotExist();
  }

  @Test
  void aWorkerThatIsKilledCostsNothingButTime() {
    run("run sssp -p source=0 --weighted -o @one.txt");
    System.setProperty(CrashPoints.PROPERTY, "worker.beforeReport@superstep=5,worker=1");
    String job = "run sssp -p source=0 --weighted --workers 2 ";
    Outcome again = run(job + "-o @two.txt");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("attempt 1 is over at superstep 4: worker worker-1");
    assertThat(session.text("two.txt")).isEqualTo(session.text("one.txt"));
    Outcome on = run(job + "-o @three.txt --stats @three.json --checkpoint-every 2");
    assertThat(on.exitCode()).as(on.err()).isZero();
    // That of superstep 4 may have been written by then; that of 2 was, before 4 was begun.
    assertThat(on.err()).containsPattern("goes on from the checkpoint of superstep [24]");
    assertThat(session.text("three.txt")).isEqualTo(session.text("one.txt"));
  }

  @Test
  void aProgramThatEndsItsProcessesIsSaidTo() {
    Outcome ended = run("run pregel.cli.cluster.Exiting -o @out.csv --workers 1");
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(FailureKind.USER_PROGRAM.exitCode());
    assertThat(ended.err()).contains("ended the process in pregel.cli.cluster.Exiting.compute");
    assertThat(directory.resolve("out.csv")).doesNotExist();
  }

  @Test
  void messagesToIdsAndNeighbourListsCrossBetweenWorkers() {
    for (String program : List.of("lcc", "walks", "mis", "scc")) {
      Outcome one = run("run " + program + " -o @one.csv --overwrite");
      assertThat(one.exitCode()).as(one.err()).isZero();
      Outcome three = run("run " + program + " -o @three.csv --overwrite --workers 3");
      assertThat(three.exitCode()).as(three.err()).isZero();
      assertThat(session.text("three.csv")).as(program).isEqualTo(session.text("one.csv"));
    }
  }

  @Test
  void whatTheProgramFoundOfTheJobAsAWholeIsTold() throws IOException {
    run("run triangles --stats @one.json");
    Outcome two = run("run triangles --stats @two.json --workers 2");
    assertThat(two.exitCode()).as(two.err()).isZero();
    JsonNode values = new ObjectMapper().readTree(session.text("two.json")).get("values");
    assertThat(values.get("triangles").asDouble()).isPositive();
    assertThat(values)
        .isEqualTo(new ObjectMapper().readTree(session.text("one.json")).get("values"));
  }

  @Test
  void waitingMessagesOutliveTheWorkerThatTheyWaitOn() {
    run("run walks -o @one.csv");
    System.setProperty(CrashPoints.PROPERTY, "worker.beforeReport@superstep=5,worker=1");
    Outcome on = run("run walks -o @three.csv --workers 3 --checkpoint-every 2");
    assertThat(on.exitCode()).as(on.err()).isZero();
    // That of superstep 4 may have been written by then; that of 2 was, before 4 was begun.
    assertThat(on.err()).containsPattern("goes on from the checkpoint of superstep [24]");
    assertThat(session.text("three.csv")).isEqualTo(session.text("one.csv"));
  }

  @Test
  void whatItCannotDoItRefuses() {
    Outcome refused = run("run pregel.cli.cluster.Pruning -o @out.csv --workers 2");
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(FailureKind.USAGE.exitCode());
    assertThat(refused.err()).contains("changes the graph").contains("leave --workers out");
    Outcome columns = run("run pregel.cli.cluster.Tolls -o @out.csv --workers 2");
    assertThat(columns.exitCode()).as(columns.err()).isEqualTo(FailureKind.USAGE.exitCode());
    assertThat(columns.err()).contains("reads columns of edges from text");
    assertThat(directory.resolve("out.csv")).doesNotExist();
  }
}
