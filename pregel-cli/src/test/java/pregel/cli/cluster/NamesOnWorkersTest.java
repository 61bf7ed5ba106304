package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pregel.api.FailureKind;
import pregel.cli.command.Session.Outcome;

/** Vertices with names on worker processes: what one process says of them, and its bytes. */
@Timeout(300)
class NamesOnWorkersTest extends WorkerSession {
  private static final String[] FIRST = {"zo\u00eb", "ann", "b\u00f6rge", "\u00c5sa", "bo"};

  /** Edges between named vertices, those of a text packed and plain. */
  private void graph() throws IOException {
    Random random = new Random(7);
    StringBuilder[] halves = {new StringBuilder(), new StringBuilder()};
    for (int edge = 0; edge < 4000; edge++) {
      StringBuilder half = halves[edge / 2000];
      half.append(name(random)).append(' ').append(name(random)).append('\n');
    }
    session.file("graph.txt", halves[0].toString());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(session.path("more.gz")))) {
      out.write(halves[1].toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String name(Random random) {
    int number = (int) (900 * random.nextDouble() * random.nextDouble());
    return FIRST[number % FIRST.length] + "-" + number / FIRST.length;
  }

  /** Compares what one process writes with what several do; returns it. */
  private String compare(String job, String output) {
    Outcome one = session.run(job + " -o @one" + output);
    assertThat(one.exitCode()).as("%s: %s", job, one.err()).isZero();
    Outcome some = session.run(job + " -o @some" + output + " --threads 1 --workers 2");
    assertThat(some.exitCode()).as("%s: %s", job, some.err()).isZero();
    String file = output.isEmpty() ? "/part-00000.csv" : output;
    assertThat(session.text("some" + file)).as(job).isEqualTo(session.text("one" + file));
    return session.text("one" + file);
  }

  @Test
  void theBytesAreThoseOfOneProcess() throws IOException {
    graph();
    String text = " --ids string --partitions 8 -i @graph.txt @more.gz";
    assertThat(compare("run wcc --undirected" + text, ".csv")).contains("zo\u00eb-0,ann-0\n");
    assertThat(compare("run ppr -p source=bo-0,ann-1" + text, "")).contains("\nzo\u00eb-0,");
  }

  @Test
  void theNamesOfASnapshotAreWritten() throws IOException {
    graph();
    session.run("convert @graph.txt @graph.snapshot --ids string --partitions 8");
    String found = compare("run bfs -p source=ann-0 -i @graph.snapshot", ".jsonl");
    assertThat(found).contains("{\"id\":\"ann-0\",\"distance\":0}");
  }

  @Test
  void theBestRowsAreToldByName() throws IOException {
    graph();
    String job = "run wcc --ids string -i @graph.txt --top 3";
    assertThat(session.run(job + " --workers 2").out())
        .isEqualTo(session.run(job).out())
        .contains("ann-0");
  }

  @Test
  void whatIsWrongIsSaidAsInOneProcess() {
    session.file("blanks.csv", "source,target\nann,bob\nNew York,Rome\nRome,a b\nbob,ann\n");
    session.file("vertices.txt", "ann\nbob\nRome\n");
    for (String job :
        List.of(
            "run wcc --ids string -i @blanks.csv -o @out.txt",
            "run bfs -p source=nobody --ids string -i @blanks.csv -o @out.csv",
            "run wcc --ids string -i @blanks.csv --vertices @vertices.txt -o @out.csv")) {
      Outcome one = session.run(job);
      Outcome two = session.run(job + " --workers 2");
      assertThat(one.exitCode()).as(one.err()).isEqualTo(FailureKind.INPUT.exitCode());
      assertThat(two.exitCode()).as(two.err()).isEqualTo(FailureKind.INPUT.exitCode());
      assertThat(two.err()).isEqualTo(one.err());
    }
  }
}
