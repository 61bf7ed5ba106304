package pregel.loaders.read;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures reading: {@code ReadingSpeed DIRECTORY [THREADS [REPEATS]]}. Writes an R-MAT-like edge
 * list of about 200 MB, plain and weighted, into the directory unless it is there, and reads both.
 */
final class ReadingSpeed {
  private static final long EDGES = 14_500_000;

  private ReadingSpeed() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    int repeats = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    for (boolean weighted : new boolean[] {false, true}) {
      Path file = directory.resolve(weighted ? "rmat-weighted.txt" : "rmat.txt");
      if (!Files.exists(file)) {
        write(file, weighted);
      }
      ReadOptions options = ReadOptions.defaults(threads);
      for (int i = 0; i < repeats; i++) {
        long start = System.nanoTime();
        long startCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        ReadGraph graph =
            GraphReader.read(List.of(file.toString()), weighted ? options.withWeights() : options);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu =
            (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - startCpu) / 1e9;
        if (Edges.count(graph.edges()) != EDGES) {
          throw new IllegalStateException("read " + Edges.count(graph.edges()) + " edges");
        }
        System.out.printf(
            "%s: %.0f MB, %.3f s, %.0f MB/s with %d threads, %.0f MB per second of CPU%n",
            file.getFileName(),
            Files.size(file) / 1e6,
            seconds,
            Files.size(file) / 1e6 / seconds,
            threads,
            Files.size(file) / 1e6 / cpu / threads);
      }
    }
  }

  private static void write(Path file, boolean weighted) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (long i = 0; i < EDGES; i++) {
        int source = 0;
        int target = 0;
        for (int bit = 0; bit < 22; bit++) {
          double corner = random.nextDouble();
          source = 2 * source + (corner >= 0.76 ? 1 : 0);
          target = 2 * target + ((corner >= 0.57 && corner < 0.76) || corner >= 0.95 ? 1 : 0);
        }
        String line = source + " " + target;
        if (weighted) {
          line += " " + random.nextInt(100_000) / 1e5;
        }
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
  }
}
