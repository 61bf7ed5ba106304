package pregel.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathNamesTest {
  @Test
  void differentTextsHaveDifferentHarmlessNames() {
    long seed = 45;
    Random random = new Random(seed);
    String letters = "a.b/\\\0%~ä:";
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(random.nextInt(20) == 0 ? 300 : 6);
      for (int j = 0; j < length; j++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String name = PathNames.escape(text.toString());
      assertThat(name).as("seed %s", seed).matches("[A-Za-z0-9%_~-][A-Za-z0-9%_.~-]{0,159}");
      String other = texts.put(name, text.toString());
      assertThat(other).as("seed %s", seed).isIn(null, text.toString());
    }
  }

  @Test
  void plainNamesStay() {
    assertThat(PathNames.escape("job-17_a.b")).isEqualTo("job-17_a.b");
  }
}
