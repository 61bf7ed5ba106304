package pregel.algorithms;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import pregel.api.reference.ReferenceGraph;

/** A packed DIMACS shortest-path file: an arc with its length on every line that starts with a. */
public final class DimacsFile {
  private DimacsFile() {}

  public static ReferenceGraph read(Path file) {
    var graph = ReferenceGraph.directed();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.strip().split("\\s+");
        if (fields[0].equals("a")) {
          graph.edge(
              Long.parseLong(fields[1]), Long.parseLong(fields[2]), Double.parseDouble(fields[3]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return graph.build();
  }
}
