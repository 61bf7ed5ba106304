package pregel.algorithms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import pregel.api.reference.ReferenceGraph;

/** An unweighted METIS file: the neighbours of vertex 1, 2, ... on a line each. */
public final class MetisFile {
  private MetisFile() {}

  public static ReferenceGraph read(Path file) {
    try {
      List<String> lines =
          Files.readAllLines(file).stream().filter(line -> !line.startsWith("%")).toList();
      var graph = ReferenceGraph.undirected();
      for (int vertex = 1; vertex < lines.size(); vertex++) {
        graph.vertices(vertex);
        for (String neighbor : lines.get(vertex).strip().split("\\s+")) {
          if (!neighbor.isEmpty() && Long.parseLong(neighbor) > vertex) {
            graph.edge(vertex, Long.parseLong(neighbor));
          }
        }
      }
      return graph.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
