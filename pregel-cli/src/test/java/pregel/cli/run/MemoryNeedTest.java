package pregel.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --explain} predicts is what a run holds at its peak, in processes of their own. */
class MemoryNeedTest {
  /**
   * With the launcher's archive of classes it is 20; without, as here, more classes are loaded
   * after the prediction was made.
   */
  private static final Percentage TOLERANCE = Percentage.withPercentage(25);

  /** On a machine of which nothing is known: how it pages and compiles makes a difference, too. */
  private static final Percentage ANYWHERE = Percentage.withPercentage(60);

  @TempDir static Path directory;

  @BeforeAll
  static void generate() throws Exception {
    // What a process holds is read where Linux shows it; elsewhere --stats tells of the heap only.
    assumeTrue(Files.exists(Path.of("/proc/self/status")));
    // So large that edges as read and weights are each more than the tolerance.
    pregel("generate rmat --scale 18 --simple --permute --weighted -o weighted.txt");
    pregel("generate rmat --scale 17 --simple --permute -o graph.txt");
    pregel("generate rmat --scale 17 --simple --permute --undirected -o graph.snapshot");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pagerank -i graph.snapshot",
        "sssp -p source=1 -i weighted.txt --weighted --undirected"
      })
  void explainIsNotFarFromThePeak(String job) throws Exception {
    compare(job, ANYWHERE);
  }

  @Tag("full")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pagerank -i graph.txt",
        "pagerank -i graph.txt --undirected",
        "pagerank -i graph.snapshot",
        "wcc -i graph.txt",
        "sssp -p source=1 -i weighted.txt --weighted --undirected"
      })
  void explainPredictsThePeak(String job) throws Exception {
    compare(job, TOLERANCE);
  }

  private static void compare(String job, Percentage tolerance) throws Exception {
    long predicted = bytesNeeded(pregel("run " + job + " --threads 2 --explain"));
    pregel("run " + job + " --threads 2 --quiet --top 1 --stats stats.json --overwrite");
    long peak =
        new ObjectMapper()
            .readTree(directory.resolve("stats.json").toFile())
            .get("peak_rss_bytes")
            .asLong();
    assertThat(predicted).as(job).isCloseTo(peak, tolerance);
  }

  @Test
  void theGraphCountsForMoreThanTheProcess() throws Exception {
    String small = pregel("run pagerank -i graph.txt --explain");
    String large = pregel("run wcc -i weighted.txt --weighted --explain");
    assertThat(bytesNeeded(large)).isGreaterThan(bytesNeeded(small) * 5 / 4);
  }

  private static long bytesNeeded(String plan) {
    Matcher matcher = Pattern.compile("memory needed, about ([0-9.]+) (MiB|GiB)").matcher(plan);
    assertThat(matcher.find()).as(plan).isTrue();
    int shift = matcher.group(2).equals("MiB") ? 20 : 30;
    return (long) (Double.parseDouble(matcher.group(1)) * (1L << shift));
  }

  /** Runs a command with the JVM's flags that the launcher gives, and returns what it printed. */
  private static String pregel(String command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-Xmx2g",
            "-Xmn48m",
            "-XX:+UseParallelGC",
            "-XX:+UseTransparentHugePages",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            "pregel.cli.Main"));
    words.addAll(List.of(command.split(" ")));
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " is still running");
    }
    String said = Files.readString(out);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
