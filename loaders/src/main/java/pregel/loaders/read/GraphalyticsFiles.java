package pregel.loaders.read;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.files.FileStore;

/**
 * The files of a Graphalytics graph: a list of vertices, a list of edges, and properties if there
 * are some.
 *
 * @param vertices the vertex file
 * @param edges the edge file
 * @param properties without the leading {@code graph.NAME.}
 */
record GraphalyticsFiles(String vertices, String edges, Map<String, String> properties) {
  private static final String VERTICES = ".v";
  private static final String EDGES = ".e";
  private static final String PROPERTIES = ".properties";

  /**
   * The graph that inputs name by its prefix, its properties file or its edge file; a properties
   * file elsewhere may stand beside one of the other two. Null if they name none.
   */
  static GraphalyticsFiles of(List<String> inputs) {
    String first = inputs.get(0);
    if (inputs.size() == 2) {
      String second = inputs.get(1);
      boolean secondIsProperties = second.endsWith(PROPERTIES);
      if (secondIsProperties == first.endsWith(PROPERTIES)) {
        return null;
      }
      String properties = secondIsProperties ? second : first;
      return besidePrefix(secondIsProperties ? first : second, read(properties));
    }
    if (inputs.size() != 1 || first.equals(Text.STANDARD_INPUT)) {
      return null;
    }
    if (first.endsWith(PROPERTIES)) {
      return named(first);
    }
    String prefix = prefix(first);
    String properties = prefix + PROPERTIES;
    return besidePrefix(first, InputPlace.of(properties).exists() ? read(properties) : Map.of());
  }

  private static GraphalyticsFiles besidePrefix(String input, Map<String, String> properties) {
    String prefix = prefix(input);
    String vertices = find(prefix + VERTICES);
    String edges = find(prefix + EDGES);
    return vertices == null || edges == null
        ? null
        : new GraphalyticsFiles(vertices, edges, properties);
  }

  private static GraphalyticsFiles named(String file) {
    Map<String, String> properties = read(file);
    return new GraphalyticsFiles(
        named(file, properties, "vertex-file"), named(file, properties, "edge-file"), properties);
  }

  private static String named(String file, Map<String, String> properties, String key) {
    String name = properties.get(key);
    if (name == null) {
      throw new JobException(
          FailureKind.INPUT,
          file + ": expected a key graph.NAME." + key + " but found none; add it");
    }
    String path = InputPlace.of(file).sibling(name).path();
    String found = find(path);
    if (found == null) {
      throw new JobException(
          FailureKind.INPUT,
          path + ": no such file, though " + file + " names it; give the graph's prefix as well");
    }
    return found;
  }

  private static Map<String, String> read(String file) {
    Properties all = new Properties();
    InputPlace place = InputPlace.of(file);
    try (Reader in =
        new InputStreamReader(
            place.store().read(place.path(), 0), StandardCharsets.UTF_8.newDecoder())) {
      all.load(in);
    } catch (NoSuchFileException e) {
      throw new JobException(FailureKind.INPUT, file + ": no such file; check the path", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new JobException(
          FailureKind.INPUT,
          file + ": cannot be read: " + e.getMessage() + "; check the properties file",
          e);
    }
    String start = "graph." + graphName(file, all) + ".";
    Map<String, String> ofGraph = new TreeMap<>();
    for (String key : all.stringPropertyNames()) {
      if (key.startsWith(start)) {
        ofGraph.put(key.substring(start.length()), all.getProperty(key).strip());
      }
    }
    return ofGraph;
  }

  /** The graph named like the file if it is one of several, else the only one. */
  private static String graphName(String file, Properties all) {
    String stem = FileStore.name(file);
    stem = stem.substring(0, stem.length() - PROPERTIES.length());
    String name = null;
    for (String key : all.stringPropertyNames()) {
      for (String end : List.of(".edge-file", ".vertex-file", ".directed")) {
        if (key.startsWith("graph.") && key.endsWith(end)) {
          String candidate = key.substring("graph.".length(), key.length() - end.length());
          if (name == null || candidate.equals(stem)) {
            name = candidate;
          }
        }
      }
    }
    if (name == null) {
      throw new JobException(
          FailureKind.INPUT,
          file
              + ": expected keys graph.NAME.edge-file and the like but found none; check the file");
    }
    return name;
  }

  private static String prefix(String input) {
    String name = Compression.inner(input);
    return name.endsWith(EDGES) || name.endsWith(VERTICES)
        ? name.substring(0, name.length() - 2)
        : input;
  }

  /** A file as named or packed; null if there is none. */
  private static String find(String name) {
    for (Compression compression : Compression.values()) {
      if (InputPlace.of(name + compression.suffix()).isFile()) {
        return name + compression.suffix();
      }
    }
    return null;
  }
}
