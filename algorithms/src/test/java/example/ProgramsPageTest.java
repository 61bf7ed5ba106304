package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The programs that docs/programs.md shows are those that are tested here. */
class ProgramsPageTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```java\\n(package example;.*?\\bclass (\\w+).*?)```", Pattern.DOTALL);

  @Test
  void showsTheProgramsThatAreTested() throws IOException {
    Path root = Path.of(System.getProperty("pregel.root", ".."));
    Matcher shown = PROGRAM.matcher(Files.readString(root.resolve("docs/programs.md")));
    List<String> names = new ArrayList<>();
    while (shown.find()) {
      names.add(shown.group(2));
      Path file =
          root.resolve("algorithms/src/test/java/example").resolve(shown.group(2) + ".java");
      assertThat(shown.group(1)).isEqualTo(Files.readString(file));
    }
    assertThat(names).containsExactly("NeighborDegree", "NeighborDegreeTest", "WidestPath");
  }
}
