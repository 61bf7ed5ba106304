package pregel.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the command line that serves, in a process of its own. */
public final class ClusterProcess implements AutoCloseable {
  private final Process process;
  private final Path said;

  private ClusterProcess(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /**
   * Starts one.
   *
   * @param flags of its JVM
   */
  static ClusterProcess start(Path directory, String name, List<String> flags, String command)
      throws IOException {
    return start(List.of(), directory, name, flags, "pregel.cli.Main " + command);
  }

  /**
   * Starts any of our classes.
   *
   * @param before words of a program that starts another
   * @param command the class and its arguments
   */
  public static ClusterProcess start(
      List<String> before, Path directory, String name, List<String> flags, String command)
      throws IOException {
    List<String> words = new ArrayList<>(before);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(flags);
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(command.split(" ")));
    Path said = directory.resolve(name + ".log");
    return new ClusterProcess(
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start(),
        said);
  }

  /** Waits until it says something. */
  public void awaitSaying(String text) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!said().contains(text)) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("does not say \"" + text + "\", but: " + said());
      }
      Thread.sleep(50);
    }
  }

  public String said() throws IOException {
    return Files.readString(said);
  }

  /** Those that it has started, and those that these have. */
  public List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new AssertionError("does not end");
    }
    return process.exitValue();
  }

  /** As a signal that asks. */
  void terminate() {
    process.destroy();
  }

  /** As kill -9: at once, without a word. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  /** As kill -NAME. */
  public void signal(String name) throws IOException, InterruptedException {
    int exitCode =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (exitCode != 0) {
      throw new AssertionError("kill -" + name + " ended with " + exitCode);
    }
  }

  @Override
  public void close() throws Exception {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }
}
