package pregel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.algorithms.Algorithm;
import pregel.algorithms.Catalogue;
import pregel.cli.command.Session.Outcome;

class CatalogueCommandsTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void open() {
    session = new Session(directory);
  }

  @Test
  void listsEveryAlgorithm() {
    String listed = session.run("list").out();
    for (Algorithm algorithm : Catalogue.all()) {
      assertThat(listed).contains(algorithm.name() + " ").contains(algorithm.summary());
    }
  }

  @Test
  void describesEveryAlgorithm() {
    for (Algorithm algorithm : Catalogue.all()) {
      String described = session.run("describe " + algorithm.name()).out();
      assertThat(described).contains("Parameters", "Result columns", algorithm.source());
      algorithm.columns().forEach(column -> assertThat(described).contains(column.meaning()));
    }
    assertThat(session.run("describe nope").exitCode()).isEqualTo(2);
  }

  @Test
  void everyCommandExplainsItself() {
    String help = session.run("--help").out();
    for (String command :
        new String[] {"run", "list", "describe", "convert", "generate", "validate"}) {
      assertThat(help).contains(command);
      assertThat(session.run(command + " --help").out()).contains("Usage: ", "Examples", command);
    }
    assertThat(help).contains("Exit codes");
  }

  @Test
  void withoutACommandTheHelpIsShownAndTheUsageIsWrong() {
    Outcome outcome = session.run();
    assertThat(outcome.err()).contains("Usage: pregel", "Commands", "validate");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void tellsItsVersion() {
    Outcome outcome = session.run("--version");
    assertThat(outcome.out()).startsWith("pregel ").contains("Java ");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void helpOfRunNamesEveryOptionThatThereIs() {
    String help = session.run("run --help").out();
    assertThat(help)
        .contains("--input", "--vertices", "--format", "--undirected", "--ids", "--weighted")
        .contains("--allow-nan", "--duplicates", "--self-loops", "--unknown-vertices")
        .contains("--max-bad-lines", "--bad-lines", "--param", "--output", "--overwrite", "--top")
        .contains(
            "--threads",
            "--workers",
            "--partitions",
            "--order",
            "--delivery",
            "--memory",
            "--explain")
        .contains("--max-supersteps", "--timeout", "--classpath", "--stats", "--progress")
        .contains("--cluster", "--secret", "--job", "--checkpoint-every", "--checkpoint-dir")
        .contains("--resume");
  }

  @Test
  void generatesShellCompletion() {
    assertThat(session.run("generate-completion").out()).contains("complete -F", "--overwrite");
  }
}
