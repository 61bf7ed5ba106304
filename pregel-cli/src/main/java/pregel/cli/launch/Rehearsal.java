package pregel.cli.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import pregel.cli.Main;
import pregel.core.coordination.zookeeper.EmbeddedZooKeeper;

/**
 * Goes through the usual commands once on a tiny graph, so that the classes they load can be
 * archived for quick starts. The launcher runs it, nobody else.
 */
public final class Rehearsal {
  private static final long PATIENCE_MILLIS = 10_000;

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    Path stage = Files.createTempDirectory("pregel-rehearsal");
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      String graph = stage.resolve("graph.txt").toString();
      Files.writeString(Path.of(graph), "1 2\n2 3\n3 1\n3 4\n");
      String csv = stage.resolve("result.csv").toString();
      String txt = stage.resolve("result.txt").toString();
      String json = stage.resolve("stats.json").toString();
      String[][] scenes = {
        {"run", "pagerank", "-i", graph, "-o", csv, "--stats", json, "--progress", "never"},
        {"run", "bfs", "-i", graph, "-p", "source=1", "-o", txt, "--progress", "never"},
        {"run", "wcc", "-i", graph, "--undirected", "--progress", "never"},
        {"run", "cdlp", "-i", graph, "--progress", "never"},
        {"run", "lcc", "-i", graph, "--progress", "never"},
        {"run", "sssp", "-i", graph, "-p", "source=1", "--progress", "never"},
        {"inspect", graph},
        {"validate", txt, txt, "--rule", "exact"},
        {"list"},
        {"run", "--help"}
      };
      for (String[] scene : scenes) {
        Main.run(scene, nowhere, nowhere);
      }
      cluster(graph, csv, nowhere);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      try (Stream<Path> left = Files.list(stage)) {
        for (Path file : left.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(stage);
    }
  }

  /** A cluster whose processes are threads: what they load is what processes load. */
  private static void cluster(String graph, String result, PrintStream nowhere)
      throws InterruptedException {
    try (EmbeddedZooKeeper zooKeeper = EmbeddedZooKeeper.temporary()) {
      String hosts = zooKeeper.hosts();
      List<Thread> serving = new ArrayList<>();
      for (String role : List.of("master", "worker", "worker")) {
        String[] command = {role, "--cluster", hosts};
        Thread thread = new Thread(() -> Main.run(command, nowhere, nowhere), role);
        thread.setDaemon(true);
        thread.start();
        serving.add(thread);
      }
      String[] run = {
        "run",
        "pagerank",
        "-i",
        graph,
        "-o",
        result,
        "--overwrite",
        "--cluster",
        hosts,
        "--workers",
        "2",
        "--partitions",
        "4"
      };
      Main.run(run, nowhere, nowhere);
      for (Thread thread : serving) {
        thread.interrupt();
        thread.join(PATIENCE_MILLIS);
      }
    }
  }
}
