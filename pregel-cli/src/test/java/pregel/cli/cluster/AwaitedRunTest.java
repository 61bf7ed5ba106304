package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;
import pregel.core.coordination.zookeeper.EmbeddedZooKeeper;

/** Whoever waits for a job of a cluster is told what one process tells. */
@Timeout(240)
class AwaitedRunTest {
  @TempDir Path directory;

  @Test
  void figuresRowsAndWatchedVerticesAreThoseOfOneProcess() throws Exception {
    Session session = new Session(directory);
    Path secret = session.file("secret", "pregel:0123456789abcdef0123456789abcdef\n");
    session.run("generate rmat --scale 8 --edge-factor 4 -o @graph.txt");
    String job = "run wcc --undirected -i @graph.txt --partitions 8 --overwrite -o @out.csv";
    try (EmbeddedZooKeeper zooKeeper = EmbeddedZooKeeper.temporary(Duration.ofMillis(500))) {
      String cluster = " --cluster " + zooKeeper.hosts() + " --secret " + secret;
      try (ClusterProcess master = start("master", "master" + cluster + " --id m");
          ClusterProcess one = start("worker-1", "worker" + cluster + " --id w1 --threads 1");
          ClusterProcess two = start("worker-2", "worker" + cluster + " --id w2 --threads 1")) {
        master.awaitSaying("master m leads");
        one.awaitSaying("worker w1 at");
        two.awaitSaying("worker w2 at");
        String told = " --top 3 --watch 200,3,17 -q";
        Outcome alone = session.run(job + told + " --threads 1 --stats @alone.json");
        Outcome run = session.run(job + told + " --workers 2 --stats @run.json" + cluster);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(alone.out()).contains("vertices");
        assertThat(run.err()).isEqualTo(alone.err()).contains("watch 17 @ 1: ");
        assertThat(counts(session.text("run.json")))
            .isEqualTo(counts(session.text("alone.json")))
            .anyMatch(line -> line.contains("\"supersteps\" : "))
            .anyMatch(line -> line.contains("\"messages\" : "));
        assertThat(session.text("run.json"))
            .contains("\"threads\" : 1,", "\"workers\" : 2,")
            .containsPattern("\"bytes_sent\" : [1-9]");

        Outcome lost = session.run(job + " --watch 100000" + cluster);
        assertThat(lost.exitCode()).as(lost.err()).isEqualTo(FailureKind.INPUT.exitCode());
        assertThat(lost.err()).contains("--watch: vertex 100000 is not in the graph");
        for (String option : List.of("--stats @s.json", "--top 3", "--watch 3")) {
          Outcome refused = session.run(job.replace("run", "submit") + " " + option + cluster);
          assertThat(refused.exitCode()).isEqualTo(FailureKind.USAGE.exitCode());
          assertThat(refused.err()).contains(option.split(" ")[0] + ": submit does not wait");
        }
        Outcome remote = session.run("run wcc -i @graph.txt --watch 3 -o hdfs://h/o.csv" + cluster);
        assertThat(remote.exitCode()).isEqualTo(FailureKind.USAGE.exitCode());
        assertThat(remote.err()).contains("--watch: ", "in a directory that all machines share");
      }
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("-watch-"));
    }
  }

  /** What does not depend on time or on how many processes there are. */
  private static List<String> counts(String stats) {
    return stats
        .lines()
        .filter(
            line ->
                !line.contains("second")
                    && !line.contains("peak_rss")
                    && !line.contains("_sent")
                    && !line.contains("\"delivery\"")
                    && !line.contains("\"workers\""))
        .toList();
  }

  private ClusterProcess start(String name, String command) throws Exception {
    return ClusterProcess.start(directory, name, List.of(), command);
  }
}
