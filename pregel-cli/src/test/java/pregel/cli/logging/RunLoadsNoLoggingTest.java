package pregel.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.cli.Main;

/** A run in one process starts in a fraction of a second: it loads nothing of the cluster. */
class RunLoadsNoLoggingTest {
  @Test
  void ofTheCluster(@TempDir Path files) throws Exception {
    Path graph = Files.writeString(files.resolve("graph.txt"), "1 2\n2 3\n");
    Path loaded = files.resolve("loaded.txt");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "pagerank",
                "-i",
                graph.toString(),
                "--progress",
                "never")
            .redirectErrorStream(true)
            .start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.contains("pregel.worker."))
        .noneMatch(
            line ->
                line.contains("org.slf4j")
                    || line.contains("ch.qos.logback")
                    || line.contains("org.apache.zookeeper")
                    || line.contains("org.apache.curator")
                    || line.contains("io.netty"));
  }
}
