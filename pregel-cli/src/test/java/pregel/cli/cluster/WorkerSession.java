package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import pregel.cli.command.Session;
import pregel.core.crash.CrashPoints;

/** Commands that start processes on this machine, and leave neither these nor files behind. */
abstract class WorkerSession {
  @TempDir Path directory;
  Session session;
  private List<String> before;

  @BeforeEach
  void begin() throws IOException {
    session = new Session(directory);
    before = leftovers();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    System.clearProperty(CrashPoints.PROPERTY);
    assertThat(leftovers()).isEqualTo(before);
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  private static List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("pregel-cluster-" + ProcessHandle.current().pid()))
          .sorted()
          .toList();
    }
  }
}
