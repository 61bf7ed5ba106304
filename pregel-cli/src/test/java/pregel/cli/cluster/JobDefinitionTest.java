package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.assignment.AssignmentRule;
import pregel.core.job.Delivery;

class JobDefinitionTest {
  private static JobDefinition job(Duration timeout) {
    return new JobDefinition(
        "my.Program",
        List.of("/a.jar", "/b.jar"),
        Map.of("name", "Zürich"),
        List.of("/in"),
        List.of("--undirected"),
        true,
        Delivery.PULL,
        -7,
        3,
        2,
        AssignmentRule.LOCALITY,
        40,
        timeout,
        Duration.ofMinutes(10),
        5,
        1L << 40,
        "/checkpoints",
        "yesterday",
        "/out.csv",
        "out.csv",
        true,
        List.of("17", "ann"),
        true,
        10);
  }

  @Test
  void comesBackFromItsBytes() {
    for (Duration timeout : Arrays.asList(null, Duration.ofSeconds(9))) {
      assertThat(JobDefinition.decode(job(timeout).encode())).isEqualTo(job(timeout));
    }
  }

  @Test
  void bytesOfAnythingElseAreRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] bytes = job(null).encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> JobDefinition.decode(cut))
          .as("%d bytes", length)
          .isInstanceOf(JobException.class)
          .extracting(e -> ((JobException) e).kind())
          .isEqualTo(FailureKind.PROTOCOL);
    }
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        assertThat(JobDefinition.decode(damaged)).as("seed %d", seed).isNotNull();
      } catch (JobException refused) {
        assertThat(refused.kind()).as("seed %d", seed).isEqualTo(FailureKind.PROTOCOL);
      }
    }
  }

  @Test
  void workersShareTheMemoryAndInheritTheOtherFlags() {
    assertThat(
            NodeProcess.flags(
                List.of(
                    "-Xmx4g",
                    "-XX:MaxDirectMemorySize=1000m",
                    "-XX:+UseParallelGC",
                    "-javaagent:/x.jar",
                    "-Da=b"),
                4))
        .endsWith(
            "-Xmx" + (1L << 30),
            "-XX:MaxDirectMemorySize=" + (250L << 20),
            "-XX:+UseParallelGC",
            "-Da=b");
  }
}
