package pregel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import pregel.core.graph.EdgeInput;
import pregel.loaders.read.GraphReader;
import pregel.loaders.read.ReadOptions;
import pregel.loaders.write.graph.GraphListing;
import pregel.loaders.write.graph.GraphOutput;
import pregel.loaders.write.graph.GraphTarget;

/**
 * How fast an edge list in the page cache is parsed, in megabytes of text per second and core.
 *
 * <p>Arguments: scale (20), trials (5), threads (1).
 */
public final class ParsingRate {
  private ParsingRate() {}

  public static void main(String[] args) throws IOException {
    int scale = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int threads = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    System.out.println(
        "repeat: benchmarks/run ParsingRate " + scale + " " + trials + " " + threads);
    Path directory = Files.createTempDirectory("parsing-rate");
    Path text = directory.resolve("edges.txt");
    try {
      EdgeInput graph = BenchmarkGraphs.rmat(scale, Runtime.getRuntime().availableProcessors());
      long edges;
      try (GraphOutput files =
          GraphOutput.open(GraphTarget.of(text.toString()), null, false, System.out)) {
        edges = files.write(GraphListing.of(graph), 2);
      }
      double megabytes = Files.size(text) / 1e6;
      double[] rates = new double[trials];
      for (int trial = 0; trial < trials; trial++) {
        long began = System.nanoTime();
        EdgeInput read =
            GraphReader.read(List.of(text.toString()), ReadOptions.defaults(threads)).edges();
        double seconds = (System.nanoTime() - began) / 1e9;
        long found = read.blocks().stream().mapToLong(block -> block.size()).sum();
        if (found != edges) {
          throw new AssertionError("read " + found + " edges of " + edges);
        }
        rates[trial] = megabytes / seconds / threads;
        System.out.printf(
            Locale.ROOT,
            "  %.0f MB in %.2f s: %.0f MB/s per core%n",
            megabytes,
            seconds,
            rates[trial]);
      }
      System.out.printf(
          Locale.ROOT, "median %.0f MB/s per core (target 100)%n", Figures.median(rates));
    } finally {
      Files.deleteIfExists(text);
      Files.deleteIfExists(directory);
    }
  }
}
