package pregel.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class KeyValueLayoutTest {
  private final Logger logger = new LoggerContext().getLogger("pregel.Some");

  private String line(String message, Throwable failure) {
    LoggingEvent event = new LoggingEvent("", logger, Level.WARN, message, failure, null);
    event.setTimeStamp(1_795_000_000_007L);
    event.setThreadName("main thread");
    event.setMDCPropertyMap(
        new java.util.HashMap<>(
            java.util.Map.of("worker", "w1", "superstep", "7", "job", "a b", "zone", "x")));
    return new KeyValueLayout().doLayout(event);
  }

  @Test
  void putsAnEventIntoOneLine() {
    assertThat(line("said \"no\" = \\never\\\n\tagain\u2028\u0007 \u00e4", null))
        .isEqualTo(
            "time=2026-11-18T11:06:40.007Z level=WARN job=\"a b\" superstep=7 worker=w1 zone=x"
                + " thread=\"main thread\" logger=pregel.Some"
                + " message=\"said \\\"no\\\" = \\\\never\\\\\\n\\tagain\\u2028\\u0007 \u00e4\"\n");
    assertThat(line("", null)).endsWith("message=\"\"\n");
  }

  @Test
  void keepsAStackTraceInTheLine() {
    String line = line("failed", new IllegalStateException("one\ntwo"));
    assertThat(line.lines()).hasSize(1);
    assertThat(line)
        .contains("message=failed error=\"java.lang.IllegalStateException: one\\ntwo\\n\\tat ")
        .contains("KeyValueLayoutTest");
  }

  /** The configuration that is shipped, in a process of its own. */
  @Test
  void logsToStandardErrorOnly() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Talker.class.getName())
            .start();
    try {
      process.getOutputStream().close();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      List<String> lines =
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      assertThat(process.getInputStream().readAllBytes()).isEmpty();
      assertThat(lines).hasSize(2);
      assertThat(lines.get(0)).contains("level=INFO job=j1").endsWith("message=ours");
      assertThat(lines.get(1)).contains("level=WARN job=j1").endsWith("message=theirs");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Says something as the project and as a library. */
  public static final class Talker {
    private Talker() {}

    public static void main(String[] args) {
      LogLevels.serving("pregel.master", false, false);
      MDC.put("job", "j1");
      LoggerFactory.getLogger("pregel.core.Some").info("ours");
      LoggerFactory.getLogger("pregel.core.Some").debug("not asked for");
      LoggerFactory.getLogger("org.apache.zookeeper.ClientCnxn").info("not asked for");
      LoggerFactory.getLogger("org.apache.zookeeper.ClientCnxn").warn("theirs");
    }
  }
}
