package pregel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A run of the program in a process of its own, with this one's JVM, flags and class path. */
final class PregelProcess {
  private PregelProcess() {}

  /**
   * What a run printed and measured.
   *
   * @param rows the best rows of the result
   * @param stats what it wrote for {@code --stats}
   */
  record Run(List<String> rows, JsonNode stats) {
    /** Wall times of the supersteps after the first few, but for the last, in milliseconds. */
    double[] millis(int skipped) {
      JsonNode trace = stats.get("trace");
      return IntStream.range(skipped, trace.size() - 1)
          .mapToDouble(i -> trace.get(i).get("seconds").asDouble() * 1e3)
          .toArray();
    }

    /** A figure of those that a cluster counts. */
    long network(String figure) {
      return stats.get("network").get(figure).asLong();
    }
  }

  /** Generates a graph, unless it is there. */
  static void generate(Path snapshot, int scale) throws IOException, InterruptedException {
    if (Files.notExists(snapshot)) {
      start(
          snapshot.resolveSibling("generate.out"),
          List.of(
              ("generate rmat --simple --undirected --permute --scale " + scale + " -o " + snapshot)
                  .split(" ")));
    }
  }

  /** Runs a job on a graph. */
  static Run run(Path directory, String job) throws IOException, InterruptedException {
    Path stats = directory.resolve("stats.json");
    Path out = directory.resolve("run.out");
    List<String> arguments = new ArrayList<>(List.of(("run " + job).split(" ")));
    arguments.addAll(List.of("--top", "1000", "--stats", stats.toString()));
    Files.deleteIfExists(stats);
    start(out, arguments);
    List<String> rows =
        Files.readAllLines(out).stream()
            .filter(line -> line.matches("\\s*[0-9]+\\s+\\S+"))
            .toList();
    return new Run(rows, new ObjectMapper().readTree(stats.toFile()));
  }

  private static void start(Path out, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "pregel.cli.Main"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException(
          String.join(" ", arguments) + " ended with " + exitCode + ": " + Files.readString(out));
    }
  }
}
