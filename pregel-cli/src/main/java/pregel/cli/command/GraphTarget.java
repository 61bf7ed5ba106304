package pregel.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.Graph;
import pregel.core.graph.VertexIds;
import pregel.loaders.snapshot.SnapshotFile;
import pregel.loaders.write.EdgeFormat;
import pregel.loaders.write.EdgeWriter;
import pregel.loaders.write.OutputFailures;
import pregel.loaders.write.Packing;
import pregel.loaders.write.StagedOutput;

/**
 * The files that a graph is written to. They are prepared before work starts and appear together
 * after it.
 */
final class GraphTarget implements AutoCloseable {

  /** Writes a file's bytes. */
  private interface Content {
    void write(OutputStream to) throws IOException;
  }

  private final String name;
  private final EdgeFormat format;
  private final int threads;
  private final PrintStream standardOutput;
  private final StagedOutput main;
  private final StagedOutput vertices;
  private final StagedOutput properties;

  /**
   * Prepares files.
   *
   * @param name as given; {@code -} for standard output
   * @param format how to write
   * @param vertexFile where to list the vertices, or null
   */
  GraphTarget(
      String name,
      EdgeFormat format,
      Path vertexFile,
      boolean overwrite,
      int threads,
      PrintStream standardOutput) {
    this.name = name;
    this.format = format;
    this.threads = threads;
    this.standardOutput = standardOutput;
    if (name.equals("-")) {
      if (format == EdgeFormat.GRAPHALYTICS || format == EdgeFormat.SNAPSHOT) {
        throw new JobException(
            FailureKind.USAGE,
            "-: " + format.label() + " is not for standard output; give the name of a file");
      }
      this.main = null;
      this.properties = null;
      this.vertices = vertexFile == null ? null : StagedOutput.open(vertexFile, false, overwrite);
      return;
    }
    if (format == EdgeFormat.SNAPSHOT && Packing.ofName(name) != Packing.NONE) {
      throw new JobException(
          FailureKind.USAGE,
          name
              + ": a snapshot is mapped into memory and cannot be compressed; leave the ending out");
    }
    StagedOutput[] opened = new StagedOutput[3];
    try {
      boolean benchmark = format == EdgeFormat.GRAPHALYTICS;
      String prefix = benchmark ? prefix(name) : name;
      opened[0] = StagedOutput.open(Path.of(benchmark ? prefix + ".e" : name), false, overwrite);
      Path listed = benchmark ? Path.of(prefix + ".v") : vertexFile;
      opened[1] = listed == null ? null : StagedOutput.open(listed, false, overwrite);
      opened[2] =
          benchmark ? StagedOutput.open(Path.of(prefix + ".properties"), false, overwrite) : null;
    } catch (JobException e) {
      for (StagedOutput output : opened) {
        if (output != null) {
          output.close();
        }
      }
      throw e;
    }
    this.main = opened[0];
    this.vertices = opened[1];
    this.properties = opened[2];
  }

  /** Writes edges as listed. */
  void write(List<EdgeBlock> edges, VertexIds ids, boolean directed, boolean weighted) {
    Packing packing = Packing.ofName(name);
    EdgeWriter writer = new EdgeWriter(format, packing, threads);
    long count = 0;
    for (EdgeBlock block : edges) {
      count += block.size();
    }
    text(to -> writer.writeBlocks(edges, weighted, to), ids, count, directed, weighted);
  }

  /** Writes a graph. */
  void write(Graph graph) {
    if (format == EdgeFormat.SNAPSHOT) {
      try {
        SnapshotFile.write(graph, main.stage());
      } catch (IOException e) {
        throw OutputFailures.of(name, e);
      }
      commit();
      return;
    }
    EdgeWriter writer = new EdgeWriter(format, Packing.ofName(name), threads);
    text(
        to -> writer.writeGraph(graph, to),
        graph.ids(),
        graph.edges(),
        !graph.isUndirected(),
        graph.isWeighted());
  }

  @Override
  public void close() {
    for (StagedOutput output : new StagedOutput[] {main, vertices, properties}) {
      if (output != null) {
        output.close();
      }
    }
  }

  private void text(Content edges, VertexIds ids, long count, boolean directed, boolean weighted) {
    if (main == null) {
      try {
        edges.write(StandardOutput.below(standardOutput));
      } catch (IOException e) {
        throw OutputFailures.of("standard output", e);
      }
    } else {
      fill(main, edges);
    }
    if (vertices != null) {
      Packing packing = Packing.ofName(vertices.path().toString());
      fill(vertices, to -> new EdgeWriter(EdgeFormat.EDGELIST, packing, threads).writeIds(ids, to));
    }
    if (properties != null) {
      fill(
          properties,
          to ->
              to.write(
                  properties(ids.count(), count, directed, weighted)
                      .getBytes(StandardCharsets.UTF_8)));
    }
    commit();
  }

  private String properties(long vertexCount, long edges, boolean directed, boolean weighted) {
    String graph = Path.of(prefix(name)).getFileName().toString();
    String start = "graph." + graph + ".";
    StringBuilder text = new StringBuilder();
    text.append(start).append("vertex-file = ").append(graph).append(".v\n");
    text.append(start).append("edge-file = ").append(graph).append(".e\n");
    text.append(start).append("meta.vertices = ").append(vertexCount).append('\n');
    text.append(start).append("meta.edges = ").append(edges).append('\n');
    text.append(start).append("directed = ").append(directed).append('\n');
    if (weighted) {
      text.append(start).append("edge-properties.names = weight\n");
      text.append(start).append("edge-properties.types = real\n");
      text.append(start).append("sssp.weight-property = weight\n");
    }
    return text.toString();
  }

  private void fill(StagedOutput output, Content content) {
    try (OutputStream to = output.stream()) {
      content.write(to);
    } catch (IOException e) {
      throw OutputFailures.of(output.path(), e);
    }
  }

  /** The properties last: they name the other two. */
  private void commit() {
    for (StagedOutput output : new StagedOutput[] {main, vertices, properties}) {
      if (output != null) {
        try {
          output.commit();
        } catch (IOException e) {
          throw OutputFailures.of(output.path(), e);
        }
      }
    }
  }

  private static String prefix(String name) {
    return name.replaceFirst("\\.(properties|e|v)$", "");
  }
}
