package pregel.core.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import pregel.core.crash.CrashPoints.Point;

class CrashPointsTest {
  /** Passes places as a worker would; a process of its own, as it may be halted. */
  static final class Passing {
    private Passing() {}

    public static void main(String[] args) {
      CrashPoints.identify(Integer.parseInt(args[0]), 1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.print("ended")));
      for (int superstep = 0; superstep < 5; superstep++) {
        System.out.print(superstep);
        CrashPoints.at("there", superstep);
      }
    }
  }

  @Test
  void haltsWhereItIsToldTo() throws Exception {
    assertThat(pass(1, "there@superstep=3,worker=1")).isEqualTo("137 0123");
    assertThat(pass(2, "elsewhere;there@superstep=3,worker=1")).isEqualTo("0 01234ended");
  }

  @Test
  void everyConditionThatIsNamedMustHold() {
    Point point = CrashPoints.parse(" a@superstep=3,worker=1,attempt=2 ; b").get(0);
    assertThat(point.matches("a", 3, 1, 2)).isTrue();
    assertThat(point.matches("b", 3, 1, 2)).isFalse();
    assertThat(point.matches("a", 2, 1, 2)).isFalse();
    assertThat(point.matches("a", 3, 0, 2)).isFalse();
    assertThat(point.matches("a", 3, 1, 1)).isFalse();
    assertThat(CrashPoints.parse("a;b").get(1).matches("b", CrashPoints.NO_SUPERSTEP, 5, 5))
        .isTrue();
    assertThat(CrashPoints.parse("")).isEmpty();
  }

  @Test
  void refusesConditionsItDoesNotKnow() {
    for (String wrong : new String[] {"a@step=3", "a@superstep", "a@worker=x"}) {
      assertThatThrownBy(() -> CrashPoints.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("pregel.crash=" + wrong);
    }
  }

  private static String pass(int worker, String crash) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-D" + CrashPoints.PROPERTY + "=" + crash,
                "-cp",
                System.getProperty("java.class.path"),
                Passing.class.getName(),
                String.valueOf(worker))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + output;
  }
}
