package pregel.algorithms;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import pregel.api.reference.ReferenceGraph;

/** The public data sets, read in the simplest way; tests that need an absent one are skipped. */
public final class Datasets {
  private Datasets() {}

  /** A data set's folder, found beside the repository or where PREGEL_DATASETS says. */
  public static Path folder(String name) {
    String named = System.getenv("PREGEL_DATASETS");
    Path all =
        named != null
            ? Path.of(named)
            : Path.of(System.getProperty("pregel.root", ".."), "..", "shared", "datasets");
    Path folder = all.resolve(name);
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        () -> "data set " + name + " is not at " + all + "; set PREGEL_DATASETS to where it is");
    return folder;
  }

  /** Vertices from {@code base.v}, edges from {@code base.e}, either of them packed or not. */
  public static ReferenceGraph graphalytics(Path base, boolean directed) {
    ReferenceGraph.Builder graph = builder(directed);
    for (String[] fields : fields(sibling(base, ".v"))) {
      graph.vertices(Long.parseLong(fields[0]));
    }
    for (String[] fields : fields(sibling(base, ".e"))) {
      double weight = fields.length > 2 ? Double.parseDouble(fields[2]) : 1;
      graph.edge(Long.parseLong(fields[0]), Long.parseLong(fields[1]), weight);
    }
    return graph.build();
  }

  /** A vertex and its neighbours on each line; an undirected edge is listed from both ends. */
  public static ReferenceGraph adjacency(Path file, boolean directed) {
    ReferenceGraph.Builder graph = builder(directed);
    Set<List<Long>> seen = new HashSet<>();
    for (String[] fields : fields(file)) {
      long source = Long.parseLong(fields[0]);
      graph.vertices(source);
      for (int i = 1; i < fields.length; i++) {
        long target = Long.parseLong(fields[i]);
        if (directed || seen.add(List.of(Math.min(source, target), Math.max(source, target)))) {
          graph.edge(source, target);
        }
      }
    }
    return graph.build();
  }

  public static Map<Long, Long> longs(Path file) {
    return values(file, Long::parseLong);
  }

  public static Map<Long, Double> doubles(Path file) {
    return values(
        file,
        text ->
            text.equalsIgnoreCase("infinity")
                ? Double.POSITIVE_INFINITY
                : Double.parseDouble(text));
  }

  private static <T> Map<Long, T> values(Path file, Function<String, T> parse) {
    Map<Long, T> values = new TreeMap<>();
    for (String[] fields : fields(file)) {
      values.put(Long.parseLong(fields[0]), parse.apply(fields[1]));
    }
    return values;
  }

  private static ReferenceGraph.Builder builder(boolean directed) {
    return directed ? ReferenceGraph.directed() : ReferenceGraph.undirected();
  }

  private static Path sibling(Path base, String ending) {
    Path plain = base.resolveSibling(base.getFileName() + ending);
    return Files.exists(plain) ? plain : base.resolveSibling(base.getFileName() + ending + ".gz");
  }

  private static List<String[]> fields(Path file) {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        var lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(line -> line.split("\\s+"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
