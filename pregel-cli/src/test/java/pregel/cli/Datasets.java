package pregel.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of real data sets, which may be absent. */
public final class Datasets {
  private Datasets() {}

  /** The path of a file in the folder; skips the test if there is no folder. */
  public static Path path(String name) {
    String configured = System.getenv("PREGEL_DATASETS");
    Path folder =
        configured != null
            ? Path.of(configured)
            : Path.of(System.getProperty("pregel.root", "."), "..", "shared", "datasets");
    assumeTrue(
        Files.isDirectory(folder), () -> "no data sets in " + folder + "; set PREGEL_DATASETS");
    return folder.resolve(name).normalize();
  }
}
