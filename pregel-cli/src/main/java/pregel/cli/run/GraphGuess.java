package pregel.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import pregel.cli.load.GraphLoading;
import pregel.cli.option.GraphOptions;
import pregel.core.graph.GraphMemory;
import pregel.loaders.read.TextSize;
import pregel.loaders.read.TextSizes;
import pregel.loaders.snapshot.SnapshotFile;

/**
 * What is known of a graph before it is loaded: of a snapshot what its header says, of text what
 * pieces of it tell.
 *
 * @param size vertices and edges
 * @param mapped bytes of a snapshot; 0 for text
 * @param room edges that reading makes room for; 0 for a snapshot
 * @param weighted whether edges have weights
 * @param nameBytes of a vertex's name; 0 if vertices are numbered, or their names are mapped
 * @param incoming whether incoming rows are held, or else built first
 * @param outgoing whether outgoing rows are held
 * @param properties what the input says of algorithms' parameters
 */
record GraphGuess(
    GraphMemory.Size size,
    long mapped,
    long room,
    boolean weighted,
    long nameBytes,
    boolean incoming,
    boolean outgoing,
    Map<String, String> properties) {

  static GraphGuess of(RunRequest request) {
    List<String> inputs = request.options().inputs;
    GraphOptions options = request.options().graphOptions;
    return new GraphLoading(options, null).isSnapshot(inputs)
        ? ofSnapshot(Path.of(inputs.get(0)))
        : ofText(TextSizes.of(inputs, options.readOptions(request.weights(), false)), request);
  }

  boolean isText() {
    return mapped == 0;
  }

  private static GraphGuess ofSnapshot(Path file) {
    try {
      SnapshotFile.Header header = SnapshotFile.header(file);
      long arcs = header.undirected() ? 2 * header.edges() : header.edges();
      return new GraphGuess(
          new GraphMemory.Size(
              header.vertices(), header.vertices(), header.edges(), arcs, 0, header.undirected()),
          SnapshotFile.mappedBytes(file),
          0,
          header.weighted(),
          0,
          header.incoming(),
          header.outgoing(),
          Map.of());
    } catch (IOException e) {
      throw GraphLoading.unreadable(file, e);
    }
  }

  private static GraphGuess ofText(TextSize text, RunRequest request) {
    return new GraphGuess(
        new GraphMemory.Size(
            text.vertices(),
            text.idRange(),
            text.listed(),
            text.directedEdges(),
            text.hubEdges(),
            text.undirected()),
        0,
        text.room(),
        request.weights(),
        text.nameBytes(),
        false,
        false,
        text.properties());
  }
}
