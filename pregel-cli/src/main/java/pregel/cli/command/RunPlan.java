package pregel.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.report.Figures;

/** What a run would do and need, without doing it. */
final class RunPlan {
  private static final double BYTES_PER_LINE = 14;
  private static final double PACKED_TO_PLAIN = 3.5;
  private static final double EDGES_PER_VERTEX = 8;
  private static final long FIXED_BYTES = 120L << 20;

  private RunPlan() {}

  static void print(
      ProgramChoice choice,
      List<String> inputs,
      GraphOptions options,
      Long budget,
      boolean weights,
      PrintStream to) {
    long stored = 0;
    double text = 0;
    for (String input : inputs) {
      long size = size(input);
      stored += size;
      text += input.matches(".*\\.(gz|zst|bz2|lz4)") ? size * PACKED_TO_PLAIN : size;
    }
    boolean undirected = options.direction != null && options.direction.undirected;
    long lines = Math.round(text / (BYTES_PER_LINE + (weights ? 5 : 0)));
    long directed = undirected ? 2 * lines : lines;
    long vertices = Math.round(lines / EDGES_PER_VERTEX);
    long perEdge = weights ? 12 : 4;
    long read = lines * (weights ? 16 : 8);
    long rows = directed * perEdge * (undirected ? 1 : 2);
    long columns = vertices * 40;
    long need = read + rows + columns + FIXED_BYTES;
    to.println("plan");
    to.println("  read     " + String.join(", ", inputs) + " (" + Figures.bytes(stored) + ")");
    to.println(
        "           about "
            + Figures.count(lines)
            + " lines"
            + (weights ? ", with weights" : "")
            + (undirected ? ", each an edge in both directions" : ""));
    to.println(
        "  build    compressed sparse rows, about "
            + Figures.count(directed)
            + " directed edges in "
            + (options.partitions == 0
                ? pregel.core.graph.PartitionMap.partitionsFor(directed)
                : options.partitions)
            + " partitions");
    to.println(
        "  compute  " + choice.name() + " on " + Figures.counted(options.threadCount(), "thread"));
    to.println("memory needed, at most about " + Figures.bytes(need));
    to.println("  edges as read          " + Figures.bytes(read) + " (heap, until built)");
    to.println("  rows                   " + Figures.bytes(rows) + " (direct)");
    to.println("  columns and ids        " + Figures.bytes(columns));
    to.println("  the program itself     " + Figures.bytes(FIXED_BYTES));
    long available = budget != null ? budget : Runtime.getRuntime().maxMemory();
    to.println(
        (budget != null ? "budget " : "heap available ")
            + Figures.bytes(available)
            + (need > available ? ": probably too little" : ": enough"));
  }

  private static long size(String input) {
    if (input.equals("-")) {
      return 0;
    }
    Path path = Path.of(input);
    try {
      if (Files.isDirectory(path)) {
        long sum = 0;
        try (var files = Files.list(path)) {
          for (Path file : files.toList()) {
            sum += Files.size(file);
          }
        }
        return sum;
      }
      if (Files.exists(path)) {
        return Files.size(path);
      }
      Path edges = Path.of(input + ".e");
      if (Files.exists(edges)) {
        return Files.size(edges);
      }
      if (input.indexOf('*') >= 0 || input.indexOf('?') >= 0) {
        Path parent = path.toAbsolutePath().getParent();
        long sum = 0;
        try (var files = Files.newDirectoryStream(parent, path.getFileName().toString())) {
          for (Path file : files) {
            sum += Files.size(file);
          }
        }
        return sum;
      }
    } catch (IOException e) {
      throw new JobException(
          FailureKind.INPUT,
          input + ": cannot be read (" + e.getMessage() + "); check its name",
          e);
    }
    throw new JobException(FailureKind.INPUT, input + ": no such file; check its name");
  }
}
