package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;
import pregel.core.coordination.zookeeper.EmbeddedZooKeeper;
import pregel.core.crash.CrashPoints;

/** Masters, workers and clients as they are started by hand, each in a process of its own. */
@Timeout(240)
class ClusterCommandsTest {
  private static final String SECRET = "pregel:0123456789abcdef0123456789abcdef";

  @TempDir Path directory;

  @Test
  void aStandbyMasterTakesOverAndClientsSeeIt() throws Exception {
    Session session = new Session(directory);
    Path secret = session.file("secret", SECRET + "\n");
    session.run("generate rmat --scale 9 --edge-factor 6 -o @graph.txt");
    session.run("run wcc -i @graph.txt --partitions 8 -o @expected.csv");
    session.run("run wcc -i @graph.txt --partitions 8 -o @expected");
    try (EmbeddedZooKeeper zooKeeper = EmbeddedZooKeeper.temporary(Duration.ofMillis(500))) {
      String cluster = " --cluster " + zooKeeper.hosts() + " --secret " + secret;
      String node = cluster + " --session-timeout 3s --id ";
      List<String> dying = List.of("-D" + CrashPoints.PROPERTY + "=master.reports@superstep=1");
      List<String> late = List.of("-D" + CrashPoints.PROPERTY + "=output.beforeRename");
      try (ClusterProcess first = start("master-1", dying, "master" + node + "m1");
          ClusterProcess one =
              start("worker-1", List.of(), "worker" + node + "w1 --metrics-port 0");
          ClusterProcess two = start("worker-2", List.of(), "worker" + node + "w2")) {
        first.awaitSaying("master m1 leads");
        try (ClusterProcess second = start("master-2", late, "master" + node + "m2");
            ClusterProcess third = startAfter(second, "master" + node + "m3 --metrics-port 0")) {
          one.awaitSaying("worker w1 at");
          two.awaitSaying("worker w2 at");
          third.awaitSaying("master m3");
          // The first master dies after superstep 1, the second goes on from there and dies while
          // the output is about to appear, the third lets it appear.
          String job = "run wcc -i @graph.txt --partitions 8 --workers 2 ";
          String kept = "--checkpoint-every 1 --checkpoint-dir @checkpoints ";
          Outcome run = session.run(job + kept + "-o @out.csv --job wcc-1" + cluster);
          assertThat(run.exitCode()).as(run.err()).isZero();
          assertThat(first.exitCode()).isEqualTo(CrashPoints.EXIT_CODE);
          assertThat(second.exitCode()).isEqualTo(CrashPoints.EXIT_CODE);
          assertThat(session.text("out.csv")).isEqualTo(session.text("expected.csv"));
          second.awaitSaying("job wcc-1: attempt 1 goes on at superstep ");
          assertThat(directory.resolve("checkpoints/wcc-1")).doesNotExist();

          Outcome parts = session.run(job + "-o @out --job wcc-2" + cluster);
          assertThat(parts.exitCode()).as(parts.err()).isZero();
          assertThat(contents("out")).isEqualTo(contents("expected"));

          String count = "run triangles -i @graph.txt -o @count.csv --overwrite ";
          Matcher alone = Pattern.compile("values   (.*)").matcher(session.run(count).err());
          assertThat(alone.find()).isTrue();
          Outcome counted = session.run(count + "--job count" + cluster);
          assertThat(counted.err()).contains("values   " + alone.group(1));

          String endless = "submit pagerank -p iterations=100000000 -i @graph.txt -o @no.csv";
          Outcome submitted = session.run(endless + " --job endless" + cluster);
          assertThat(submitted.out()).isEqualTo("endless\n");
          Outcome cancelled = session.run("cancel endless" + cluster);
          assertThat(cancelled.out()).as(cancelled.err()).isEqualTo("endless  cancelled\n");

          String status = session.run("status" + cluster).out();
          assertThat(status)
              .contains("master   m3 on 127.0.0.1, epoch 3")
              .contains("w1 at 127.0.0.1:", "w2 at 127.0.0.1:")
              .contains("wcc-1  succeeded, attempt 1, superstep 4", "wcc-2  succeeded")
              .contains("endless  cancelled")
              .containsPattern("count  succeeded.*; " + Pattern.quote(alone.group(1)));

          assertThat(figures(third))
              .contains(
                  "\npregel_master_leads 1.0\n",
                  "\npregel_master_epoch 3.0\n",
                  "\npregel_master_jobs_total{end=\"cancelled\"} 1.0\n",
                  "\npregel_master_jobs_total{end=\"succeeded\"} 3.0\n");
          assertThat(figures(one))
              .containsPattern("\npregel_worker_supersteps_total [1-9]")
              .containsPattern("\npregel_worker_bytes_sent_total [1-9]")
              .contains("\npregel_worker_superstep -1.0\n");
          assertThat(one.said())
              .containsPattern(
                  "level=INFO job=wcc-1 epoch=1 worker=w1 .* message=.attempt 1 begins");

          two.terminate();
          assertThat(two.exitCode()).isEqualTo(143);
          assertThat(session.run("status" + cluster).out()).doesNotContain("w2 at");
          third.terminate();
          assertThat(third.exitCode()).isEqualTo(143);
        }
      }
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."))
          .doesNotContain("no.csv");
    }
  }

  /** What a process that was started with {@code --metrics-port} publishes. */
  static String figures(ClusterProcess process) throws Exception {
    Matcher address = Pattern.compile("figures at ([0-9.:]+)").matcher(process.said());
    assertThat(address.find()).isTrue();
    try (InputStream in = new URL("http://" + address.group(1) + "/metrics").openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Stands after another in the election. */
  private ClusterProcess startAfter(ClusterProcess second, String command) throws Exception {
    second.awaitSaying("master m2");
    Thread.sleep(500); // the candidacy follows what it says
    return start("master-3", List.of(), command);
  }

  private ClusterProcess start(String name, List<String> flags, String command) throws IOException {
    return ClusterProcess.start(directory, name, flags, command);
  }

  private List<String> contents(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      return files
          .sorted()
          .map(
              file -> {
                try {
                  return file.getFileName() + "\n" + Files.readString(file);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}
