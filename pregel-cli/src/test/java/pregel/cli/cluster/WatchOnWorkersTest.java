package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pregel.api.FailureKind;
import pregel.cli.command.Session.Outcome;
import pregel.core.crash.CrashPoints;

/** Watched vertices on worker processes: what one process tells of them. */
@Timeout(300)
class WatchOnWorkersTest extends WorkerSession {
  private static final String WORKERS = " --threads 1 --workers 2";

  @Test
  void theLinesAreThoseOfOneProcessWhateverIsLost() {
    session.run("generate rmat --scale 8 --edge-factor 4 -o @graph.txt");
    String job = "run wcc --undirected -i @graph.txt --partitions 8 -q --top 0 --watch 200,3,17";
    Outcome one = session.run(job);
    assertThat(one.err()).contains("watch 3 @ 0: ", "watch 17 @ 1: ", "watch 200 @ 2: ");
    Outcome two = session.run(job + WORKERS);
    assertThat(two.exitCode()).as(two.err()).isZero();
    assertThat(two.err()).isEqualTo(one.err());
    System.setProperty(CrashPoints.PROPERTY, "worker.beforeReport@superstep=1,worker=1");
    Outcome again = session.run(job + WORKERS);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).isEqualTo(one.err());
  }

  @Test
  void verticesAreToldByNameInAFile() {
    session.file("graph.txt", "zoe ann\nann bob\nbob cid\ncid zoe\neve ann\n");
    String job = "run bfs -p source=ann --ids string -i @graph.txt --watch zoe,ann";
    Outcome one = session.run(job + " --watch-output @one.jsonl");
    assertThat(one.exitCode()).as(one.err()).isZero();
    Outcome two = session.run(job + " --partitions 4 --watch-output @two.jsonl" + WORKERS);
    assertThat(two.exitCode()).as(two.err()).isZero();
    assertThat(session.text("two.jsonl")).isEqualTo(session.text("one.jsonl")).contains("\"zoe\"");
    Outcome missing = session.run(job + ",nobody" + WORKERS);
    assertThat(missing.exitCode()).as(missing.err()).isEqualTo(FailureKind.INPUT.exitCode());
    assertThat(missing.err()).contains("--watch: vertex nobody is not in the graph");
  }
}
