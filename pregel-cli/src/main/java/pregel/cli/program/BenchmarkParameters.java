package pregel.cli.program;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The parameters that a Graphalytics graph names for an algorithm, in our words. */
public final class BenchmarkParameters {
  private static final Map<String, Map<String, String>> KEYS =
      Map.of(
          "pagerank",
          Map.of("pr.damping-factor", "damping", "pr.num-iterations", "iterations"),
          "bfs",
          Map.of("bfs.source-vertex", "source"),
          "sssp",
          Map.of("sssp.source-vertex", "source"),
          "cdlp",
          Map.of("cdlp.max-iterations", "iterations"));

  private BenchmarkParameters() {}

  /** What was given, and for the rest what the graph's properties say. */
  public static Map<String, String> merged(
      String algorithm, Map<String, String> given, Map<String, String> properties) {
    Map<String, String> merged = new LinkedHashMap<>();
    KEYS.getOrDefault(algorithm, Map.of())
        .forEach(
            (key, name) -> {
              String value = properties.get(key);
              if (value != null && !value.isEmpty()) {
                merged.put(name, value);
              }
            });
    merged.putAll(given);
    return merged;
  }

  /** Whether the inputs may come with properties that give a parameter; only reading tells. */
  public static boolean mayName(String algorithm, String parameter, List<String> inputs) {
    return KEYS.getOrDefault(algorithm, Map.of()).containsValue(parameter)
        && propertiesFile(inputs) != null;
  }

  /** Whether the properties beside the inputs name the weights that an algorithm is to use. */
  public static boolean nameWeights(String algorithm, List<String> inputs) {
    Path file = propertiesFile(inputs);
    if (file == null) {
      return false;
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      // Reading the graph meets the same file and says what is wrong with it.
      return false;
    }
    for (String key : properties.stringPropertyNames()) {
      if (key.endsWith("." + algorithm + ".weight-property")) {
        return true;
      }
    }
    return false;
  }

  private static Path propertiesFile(List<String> inputs) {
    for (String input : inputs) {
      String prefix = input.replaceFirst("\\.[ev](\\.(gz|zst|bz2|lz4))?$", "");
      Path file = Path.of(input.endsWith(".properties") ? input : prefix + ".properties");
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }
}
