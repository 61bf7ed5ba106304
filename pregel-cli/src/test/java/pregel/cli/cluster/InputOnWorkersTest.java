package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pregel.api.FailureKind;
import pregel.cli.command.Session.Outcome;

/** What worker processes read beside the ends of edges. */
@Timeout(300)
class InputOnWorkersTest extends WorkerSession {

  @Test
  void programsReadColumnsOfVerticesAndEdges() {
    session.file("v.csv", "id,stock,kind\nann,10,a\nbob,,b\neve,5,c\n");
    session.file(
        "e.csv",
        "source,target,capacity,since:long\nann,bob,0.5,1999\nann,eve,2,2001\nbob,ann,7,2020\n");
    Outcome two =
        session.run(
            "run pregel.cli.command.Capacities --ids string --vertices @v.csv -i @e.csv"
                + " --partitions 4 -o @two.csv --workers 2");
    assertThat(two.exitCode()).as(two.err()).isZero();
    assertThat(session.text("two.csv")).isEqualTo("id,stock\nann,12.0\nbob,6.0\neve,5.0\n");
  }

  @Test
  void malformedLinesOfAllWorkersAreKeptInInputOrder() {
    StringBuilder lines = new StringBuilder();
    StringBuilder bad = new StringBuilder();
    for (int line = 0; line < 400; line++) {
      if (line % 50 == 7) {
        lines.append("oops ").append(line).append('\n');
        bad.append("oops ").append(line).append('\n');
      } else {
        lines.append(line).append(' ').append(line + 1).append('\n');
      }
    }
    session.file("graph.txt", lines.toString());
    String job = "run wcc -i @graph.txt -o @out.csv --bad-lines @bad.txt --workers 2";
    Outcome refused = session.run(job + " --max-bad-lines 7");
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(FailureKind.INPUT.exitCode());
    assertThat(refused.err()).contains("graph.txt:358: expected", "after 7 malformed lines");
    assertThat(session.path("bad.txt")).doesNotExist();
    Outcome skipped = session.run(job + " --max-bad-lines 8");
    assertThat(skipped.exitCode()).as(skipped.err()).isZero();
    assertThat(skipped.err()).contains("8 malformed lines skipped");
    assertThat(session.text("bad.txt")).isEqualTo(bad.toString());
  }
}
