package pregel.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the figures hold for.
 *
 * @param processor its name, as far as the system tells it
 * @param heapBytes most that the JVM may use for objects
 */
record Machine(
    String processor, int processors, int threads, String java, String system, long heapBytes) {

  static Machine here(int threads) {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        processorName(),
        runtime.availableProcessors(),
        threads,
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        runtime.maxMemory());
  }

  private static String processorName() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      // Not every system has such a file.
      return "unknown";
    }
    return "unknown";
  }
}
