package pregel.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/**
 * Another engine in a process of its own, with a class path of its own. The formats of the two
 * files that go in and out are drawn in {@code pregel.peers}.
 */
final class PeerProcess {
  private static final int BUFFER_BYTES = 1 << 20;

  /** What Spark asks for on JDK 17. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.io",
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar");

  private PeerProcess() {}

  /**
   * What a peer answered.
   *
   * @param loadSeconds from edges in arrays to a graph of its own
   * @param millis of a superstep, trial by trial
   * @param ranks by vertex
   */
  record Answer(double loadSeconds, double[] millis, double[] ranks) {}

  /** Writes a graph for peers: ids count from 0, and who has no edge is left out. */
  static void write(Graph graph, Path file) throws IOException {
    IntBuffer degrees = graph.outDegrees();
    int[] ids = new int[graph.vertices()];
    int connected = 0;
    for (int slot = 0; slot < ids.length; slot++) {
      ids[slot] = degrees.get(slot) == 0 ? -1 : connected++;
    }
    Adjacency in = graph.adjacency(Direction.IN);
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
      out.writeInt(connected);
      out.writeInt(Math.toIntExact(in.edges()));
      for (int partition = 0; partition < graph.partitions().partitions(); partition++) {
        Adjacency.Rows rows = in.rows(partition);
        for (int row = 0; row < rows.rowCount(); row++) {
          for (int at = rows.offsets().get(row); at < rows.ends().get(row); at++) {
            out.writeInt(ids[rows.firstSlot() + row]);
            out.writeInt(ids[rows.targets()[at]]);
          }
        }
      }
    }
  }

  /**
   * Runs a peer to its end.
   *
   * @param target where its module was built
   * @param arguments what every peer is told, before the file of the answer
   * @param further what it is told behind that
   */
  static Answer run(
      Path target, String program, Path directory, List<String> arguments, List<String> further)
      throws IOException, InterruptedException {
    if (Files.notExists(target.resolve("lib"))) {
      throw new IllegalStateException(
          target + ": the peer is not built; start benchmarks/run Peers, which builds it");
    }
    Path answer = directory.resolve("answer");
    Path said = directory.resolve("peer.out");
    Files.deleteIfExists(answer);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx12g", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages"));
    OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.add("-Djava.io.tmpdir=" + directory);
    command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
    command.add(program);
    command.addAll(arguments);
    command.add(answer.toString());
    command.addAll(further);
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int exitCode = process.waitFor();
    if (exitCode != 0 || Files.notExists(answer)) {
      throw new IllegalStateException(
          program + " ended with " + exitCode + ": " + Files.readString(said));
    }
    return read(answer);
  }

  private static Answer read(Path file) throws IOException {
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
      var line = new ByteArrayOutputStream();
      for (int next = in.readByte(); next != '\n'; next = in.readByte()) {
        line.write(next);
      }
      double[] figures =
          Stream.of(line.toString(StandardCharsets.UTF_8).split(" "))
              .mapToDouble(Double::parseDouble)
              .toArray();
      int vertices = Math.toIntExact((Files.size(file) - line.size() - 1) / Double.BYTES);
      double[] ranks = new double[vertices];
      for (int v = 0; v < vertices; v++) {
        ranks[v] = in.readDouble();
      }
      return new Answer(figures[0], Arrays.copyOfRange(figures, 1, figures.length), ranks);
    }
  }
}
