package pregel.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** What watched vertices did, between processes that share files. */
class WatchFilesTest {
  @TempDir Path directory;

  @Test
  void linesOfAllWorkersComeTogetherById() throws Exception {
    WatchFiles files = WatchFiles.beside(directory.resolve("new/out.csv").toString(), "j");
    files.create();
    files.requireShared();
    files.write(0, 1, Map.of(5L, "five"));
    files.write(0, 0, Map.of(9L, "nine", 2L, "two"));
    files.write(10, 0, Map.of(1L, "later"));
    assertThat(files.supersteps()).containsExactly(0, 10);
    assertThat(files.take(0).values()).containsExactly("two", "five", "nine");
    assertThat(files.take(1)).isEmpty();
    files.remove();
    assertThat(directory.resolve("new")).isEmptyDirectory();
  }

  @Test
  void whoDoesNotShareFilesIsToldSo() {
    WatchFiles files = WatchFiles.beside(directory.resolve("elsewhere").toString(), "j");
    assertThatThrownBy(files::requireShared)
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
        .hasMessageContaining("--watch: a worker does not see ")
        .hasMessageContaining("elsewhere-watch-j");
  }

  @Test
  void theDirectoryOfAnotherIsNotTaken() throws Exception {
    WatchFiles files = WatchFiles.beside(directory.resolve("out").toString(), "j");
    files.create();
    assertThatThrownBy(files::create)
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.OUTPUT))
        .hasMessageContaining("is there already");
  }
}
