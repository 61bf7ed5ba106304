package pregel.loaders.write.graph;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.VertexNames;
import pregel.loaders.write.NameStyle;
import pregel.loaders.write.OutputFailures;
import pregel.loaders.write.Packing;
import pregel.loaders.write.StagedOutput;

/**
 * The files of one graph, which appear when all of them are written; the properties of a
 * Graphalytics graph last. For one thread.
 */
public final class GraphOutput implements AutoCloseable {
  private static final String PROPERTIES = ".properties";

  private final GraphTarget target;
  private final OutputStream standardOutput;
  private final List<StagedOutput> staged = new ArrayList<>();
  private StagedOutput edges;
  private StagedOutput vertices;
  private StagedOutput properties;
  private Packing vertexPacking = Packing.NONE;

  private GraphOutput(GraphTarget target, OutputStream standardOutput) {
    this.target = target;
    this.standardOutput = standardOutput;
  }

  /**
   * Prepares every file, so that work starts only if they can be written.
   *
   * @param vertexFile a file for the ids of vertices, or null; a Graphalytics graph has one anyway
   * @param overwrite whether existing files are replaced
   * @param standardOutput where edges go if the target says so; stays open; it must throw what goes
   *     wrong
   * @throws pregel.api.JobException of kind OUTPUT if one exists or cannot be written
   */
  public static GraphOutput open(
      GraphTarget target, Path vertexFile, boolean overwrite, OutputStream standardOutput) {
    GraphOutput output = new GraphOutput(target, standardOutput);
    try {
      output.prepare(vertexFile, overwrite);
    } catch (RuntimeException e) {
      output.close();
      throw e;
    }
    return output;
  }

  private void prepare(Path vertexFile, boolean overwrite) {
    Path listed = vertexFile;
    if (target.format() == GraphText.GRAPHALYTICS) {
      edges = stage(beside(".e"), overwrite);
      listed = vertexFile == null ? beside(".v") : vertexFile;
    } else if (!target.isStandardOutput()) {
      edges = stage(target.path(), overwrite);
    }
    if (listed != null) {
      vertices = stage(listed, overwrite);
      vertexPacking = Packing.ofName(listed.toString());
    }
    if (target.format() == GraphText.GRAPHALYTICS) {
      properties = stage(target.path(), overwrite);
    }
  }

  private StagedOutput stage(Path path, boolean overwrite) {
    StagedOutput output = StagedOutput.open(path, false, overwrite);
    staged.add(output);
    return output;
  }

  private Path beside(String suffix) {
    return target.path().resolveSibling(name() + suffix);
  }

  private String name() {
    String file = target.path().getFileName().toString();
    return file.substring(0, file.length() - PROPERTIES.length());
  }

  /** Writes a graph, makes its files appear, and returns how many edges were listed. */
  public long write(GraphListing graph, int threads) {
    if (graph.names() != null) {
      requireReadable(graph.names());
    }
    try {
      GraphLines lines = new GraphLines(graph, threads);
      long written = writeEdges(lines);
      if (vertices != null) {
        try (OutputStream to = vertices.stream()) {
          lines.writeVertices(vertexStyle(), vertexPacking, to);
        }
      }
      if (properties != null) {
        try (OutputStream to = properties.stream()) {
          to.write(describe(graph, written).getBytes(StandardCharsets.UTF_8));
        }
      }
      for (StagedOutput output : staged) {
        output.commit();
      }
      return written;
    } catch (IOException e) {
      throw OutputFailures.of(target, e);
    }
  }

  private void requireReadable(VertexNames names) {
    if (target.format() == GraphText.GRAPHALYTICS) {
      throw new JobException(
          FailureKind.USAGE,
          target + ": graphalytics numbers its vertices and these have names; write .csv or .txt");
    }
    target.format().nameStyle().requireReadable(names, target.toString());
    if (vertices != null) {
      vertexStyle().requireReadable(names, vertices.path().toString());
    }
  }

  /** A list of ids is plain unless its name says that it is CSV. */
  private NameStyle vertexStyle() {
    String name = vertices.path().getFileName().toString();
    String inner = name.substring(0, name.length() - vertexPacking.suffix().length());
    return inner.endsWith(".csv") ? NameStyle.CSV : NameStyle.PLAIN;
  }

  private long writeEdges(GraphLines lines) throws IOException {
    if (edges != null) {
      try (OutputStream to = edges.stream()) {
        return lines.writeEdges(target.format(), target.packing(), to);
      }
    }
    return lines.writeEdges(target.format(), target.packing(), standardOutput);
  }

  private String describe(GraphListing graph, long written) {
    String start = "graph." + name() + ".";
    StringBuilder text = new StringBuilder();
    line(text, start, "vertex-file", vertices.path().getFileName().toString());
    line(text, start, "edge-file", edges.path().getFileName().toString());
    line(text, start, "meta.vertices", Integer.toString(graph.vertices()));
    line(text, start, "meta.edges", Long.toString(written));
    line(text, start, "directed", Boolean.toString(!graph.undirected()));
    if (graph.weighted()) {
      line(text, start, "edge-properties.names", "weight");
      line(text, start, "edge-properties.types", "real");
      line(text, start, "sssp.weight-property", "weight");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String start, String key, String value) {
    text.append(start).append(key).append(" = ").append(value).append('\n');
  }

  /** Removes what was not written to the end. */
  @Override
  public void close() {
    for (StagedOutput output : staged) {
      output.close();
    }
  }
}
