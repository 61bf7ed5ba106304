package pregel.cli.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import pregel.api.FailureKind;
import pregel.cli.local.MemoryShort;

/** How a process ends that has no memory left to end in order. */
class ExitGuardTest {
  private static final String ORDERLY = "orderly";

  @Test
  void aProcessWithoutMemoryThatDoesNotEndIsEndedWithOneLine() throws Exception {
    Process process = start("stuck");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(FailureKind.MEMORY.exitCode());
    assertThat(said(process))
        .isEqualTo(
            "pregel: my.Program: used up the memory; give more with --memory, or keep less in the"
                + " program\n");
  }

  @Test
  void oneThatEndsInTimeEndsItsOwnWay() throws Exception {
    Process process = start(ORDERLY);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(said(process)).isEmpty();
  }

  private static Process start(String how) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Exhausted.class.getName(),
            how)
        .start();
  }

  private static String said(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Has no memory any more, and gets stuck or ends. */
  static final class Exhausted {
    private Exhausted() {}

    public static void main(String[] args) {
      boolean ends = args[0].equals(ORDERLY);
      try (ExitGuard guard =
          ExitGuard.of(
              "my.Program", System.err, ends ? Duration.ofMinutes(5) : Duration.ofMillis(100))) {
        MemoryShort.note();
        while (!ends) {
          LockSupport.park(guard);
        }
      }
    }
  }
}
