package pregel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void endsWithZeroWhenEqual() throws IOException {
    assertThat(run("1 1\n2 2\n", "id,label\n2,2\n1,1\n", "exact")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("equal: 2 values (exact)\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void endsWithOneAndShowsWhatDiffers() throws IOException {
    assertThat(run("1 1\n2 2\n3 3\n5 5\n", "1 1\n2 20\n4 4\n5 5\n5 5\n", "EXACT")).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            id  expected  actual
             2         2      20
            missing: 3
            extra: 4
            repeated in ACTUAL: 5
            different: 1 of 3 values differs, 1 missing, 1 extra, 1 repeated in ACTUAL (exact)
            """);
  }

  @Test
  void endsWithTenAndNamesTheLineOfUnreadableInput() throws IOException {
    assertThat(run("1 1\n2 two\n", "1 1\n", "epsilon")).isEqualTo(10);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("pregel: " + folder.resolve("expected") + ":2: ")
        .hasLineCount(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void endsWithTwoWithoutARule() throws IOException {
    assertThat(command("validate", "a", "b")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--rule");
  }

  private int run(String expected, String actual, String rule) throws IOException {
    Path one = Files.writeString(folder.resolve("expected"), expected);
    Path other = Files.writeString(folder.resolve("actual"), actual);
    return command("validate", one.toString(), other.toString(), "--rule", rule);
  }

  private int command(String... arguments) {
    return new CommandLineRun(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }
}
