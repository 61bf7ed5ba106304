package pregel.loaders.share;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import pregel.api.VertexOrder;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.BuildOptions.Duplicates;
import pregel.core.graph.BuildOptions.UnknownVertices;
import pregel.loaders.read.Directedness;
import pregel.loaders.read.GraphFormat;
import pregel.loaders.read.ReadOptions;

/** A random graph in files of a random format, and random ways to read and to build it. */
final class RandomInput {
  private static final String[] JUNK = {"# a comment", "", "   ", "% another one"};

  private final Random random;
  private final Path directory;
  private final boolean malformed;
  private final long[] ids;
  private final boolean weighted;
  private final List<String> inputs = new ArrayList<>();
  private Path vertexFile;
  private GraphFormat format = GraphFormat.AUTO;

  RandomInput(long seed, Path directory, boolean malformed) throws IOException {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.directory = directory;
    this.malformed = malformed;
    this.ids = ids();
    switch (random.nextInt(malformed ? 4 : 9)) {
      case 0, 1 -> {
        weighted = random.nextBoolean();
        edgeLists();
      }
      case 2 -> {
        weighted = random.nextBoolean();
        csv();
      }
      case 3 -> {
        weighted = random.nextBoolean();
        graphalytics();
      }
      case 4 -> {
        weighted = random.nextBoolean();
        dimacs();
      }
      case 5 -> {
        weighted = false;
        adjacency();
      }
      case 6 -> {
        weighted = random.nextBoolean();
        matrixMarket();
      }
      case 7 -> {
        weighted = false;
        webGraph();
      }
      default -> {
        weighted = false;
        metis();
      }
    }
  }

  List<String> inputs() {
    return inputs;
  }

  ReadOptions reading() {
    ReadOptions options = ReadOptions.defaults(1 + random.nextInt(2)).withFormat(format);
    if (format != GraphFormat.METIS && random.nextBoolean()) {
      options =
          options.withDirectedness(
              random.nextBoolean() ? Directedness.UNDIRECTED : Directedness.DIRECTED);
    }
    if (weighted) {
      options = options.withWeights();
    }
    if (malformed && random.nextInt(3) > 0) {
      options = options.withBadLines(random.nextInt(6), null);
    }
    return vertexFile == null ? options : options.withVertices(vertexFile);
  }

  BuildOptions building() {
    Duplicates[] rules =
        weighted ? Duplicates.values() : new Duplicates[] {Duplicates.KEEP, Duplicates.DROP};
    UnknownVertices[] unknown = UnknownVertices.values();
    return new BuildOptions(
        VertexOrder.values()[random.nextInt(VertexOrder.values().length)],
        rules[random.nextInt(rules.length)],
        random.nextInt(4) == 0,
        unknown[random.nextInt(unknown.length)],
        random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(12),
        1 + random.nextInt(2));
  }

  private long[] ids() {
    long[] made = new long[1 + random.nextInt(300)];
    int kind = random.nextInt(4);
    for (int i = 0; i < made.length; i++) {
      made[i] =
          switch (kind) {
            case 0 -> i;
            case 1 -> 1_000_000_007L + 3L * i;
            case 2 -> random.nextLong() >>> 1;
            default -> random.nextInt(1 << 20);
          };
    }
    return made;
  }

  private long id() {
    // Some vertices have many edges.
    double skewed = random.nextDouble() * random.nextDouble();
    return ids[(int) (skewed * ids.length)];
  }

  private String weight() {
    return Double.toString(random.nextInt(40) / 8.0);
  }

  private String edge(String separator) {
    if (malformed && random.nextInt(60) == 0) {
      return random.nextBoolean() ? id() + separator + "x" + random.nextInt(9) : "oops";
    }
    String line = id() + separator + id();
    return weighted ? line + separator + weight() : line;
  }

  private void edgeLists() throws IOException {
    int files = 1 + random.nextInt(4);
    for (int i = 0; i < files; i++) {
      StringBuilder text = new StringBuilder();
      int lines = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(900);
      String[] separators = {" ", "\t", ",", "  "};
      String separator = separators[random.nextInt(separators.length)];
      String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
      if (random.nextInt(5) == 0) {
        text.append('\ufeff');
      }
      for (int line = 0; line < lines; line++) {
        if (random.nextInt(30) == 0) {
          text.append(JUNK[random.nextInt(JUNK.length)]).append(end);
        }
        text.append(edge(separator)).append(line == lines - 1 && random.nextBoolean() ? "" : end);
      }
      inputs.add(write("edges-" + i, text, random.nextInt(4) == 0));
    }
    format = GraphFormat.EDGELIST;
    if (random.nextInt(3) == 0) {
      vertexFile = vertices("vertices");
    }
  }

  private Path vertices(String name) throws IOException {
    StringBuilder text = new StringBuilder();
    boolean table = random.nextInt(3) == 0;
    if (random.nextBoolean()) {
      text.append("# ids\n");
    }
    if (table) {
      text.append("id,age:long,label,score\n");
    }
    boolean incomplete = random.nextInt(3) == 0;
    List<Long> listed = new ArrayList<>();
    for (long id : ids) {
      if (!table || !listed.contains(id) || random.nextInt(400) == 0) {
        listed.add(id);
      }
    }
    for (int i = 0; i < 5; i++) {
      listed.add(2_000_000_000_000L + i);
    }
    for (long id : listed) {
      if (incomplete && random.nextInt(50) == 0) {
        continue;
      }
      text.append(id);
      if (table) {
        text.append(',').append(random.nextInt(3) == 0 ? "" : random.nextInt(90));
        text.append(',').append("n").append(id);
        text.append(',').append(random.nextInt(4) == 0 ? "" : weight());
      }
      text.append('\n');
      if (malformed && random.nextInt(80) == 0) {
        text.append(table ? "1,2\n" : "-5\n");
      }
    }
    return Path.of(write(name + (table ? ".csv" : ".txt"), text, random.nextInt(4) == 0));
  }

  private void csv() throws IOException {
    int files = 1 + random.nextInt(2);
    boolean header = random.nextInt(4) > 0;
    boolean quotes = random.nextInt(3) == 0;
    for (int i = 0; i < files; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "# first\n\n" : "");
      if (header) {
        text.append("note,target,source,weight\n");
      }
      int lines = random.nextInt(700);
      for (int line = 0; line < lines; line++) {
        if (header) {
          text.append(quotes && random.nextInt(20) == 0 ? "\"two\nlines\"" : "n" + line);
          text.append(',').append(id()).append(',').append(id()).append(',').append(weight());
        } else {
          text.append(id()).append(',').append(id()).append(',').append(weight());
        }
        if (malformed && random.nextInt(60) == 0) {
          text.append(",more");
        }
        text.append(random.nextInt(5) == 0 ? "\r\n" : "\n");
      }
      inputs.add(write("edges-" + i + ".csv", text, false));
    }
    format = GraphFormat.CSV;
    if (random.nextInt(3) == 0) {
      vertexFile = vertices("vertices");
    }
  }

  private void graphalytics() throws IOException {
    StringBuilder edges = new StringBuilder();
    int lines = random.nextInt(1200);
    for (int line = 0; line < lines; line++) {
      edges.append(edge(" ")).append('\n');
    }
    StringBuilder vertices = new StringBuilder();
    for (long id : ids) {
      vertices.append(random.nextInt(500) == 0 ? 77 : id).append('\n');
    }
    write("graph.v", vertices, random.nextInt(4) == 0);
    write("graph.e", edges, random.nextInt(4) == 0);
    if (random.nextBoolean()) {
      write(
          "graph.properties",
          new StringBuilder(
              "graph.graph.directed = "
                  + random.nextBoolean()
                  + "\ngraph.graph.bfs.source-vertex = 5\n"),
          false);
    }
    inputs.add(directory.resolve("graph").toString());
  }

  private void dimacs() throws IOException {
    int vertices = 1 + random.nextInt(200);
    int edges = random.nextInt(600);
    StringBuilder text = new StringBuilder("c a graph\nc\n");
    text.append("p sp ").append(vertices).append(' ');
    text.append(random.nextInt(9) == 0 ? edges + 1 : edges).append('\n');
    for (int i = 0; i < edges; i++) {
      if (random.nextInt(40) == 0) {
        text.append("c more\n");
      }
      text.append("a ").append(1 + random.nextInt(vertices)).append(' ');
      text.append(1 + random.nextInt(vertices)).append(' ').append(weight()).append('\n');
    }
    inputs.add(write("graph.gr", text, random.nextInt(4) == 0));
    format = GraphFormat.DIMACS;
  }

  private void adjacency() throws IOException {
    int files = 1 + random.nextInt(2);
    for (int i = 0; i < files; i++) {
      StringBuilder text = new StringBuilder();
      int lines = random.nextInt(200);
      for (int line = 0; line < lines; line++) {
        text.append(id());
        for (int left = random.nextInt(9); left > 0; left--) {
          text.append(' ').append(id());
        }
        text.append('\n');
      }
      inputs.add(write("lists-" + i, text, random.nextInt(4) == 0));
    }
    format = GraphFormat.ADJACENCY;
    if (random.nextInt(4) == 0) {
      vertexFile = vertices("vertices");
    }
  }

  private void metis() throws IOException {
    int vertices = 2 + random.nextInt(80);
    boolean[][] linked = new boolean[vertices][vertices];
    int edges = 0;
    for (int i = random.nextInt(300); i > 0; i--) {
      int one = random.nextInt(vertices);
      int other = random.nextInt(vertices);
      if (one != other && !linked[one][other]) {
        linked[one][other] = true;
        linked[other][one] = true;
        edges++;
      }
    }
    if (random.nextInt(4) == 0) {
      // A loop, or an edge that is listed from one end or not at all.
      int one = random.nextInt(vertices);
      int other = random.nextInt(vertices);
      linked[one][other] ^= true;
    }
    StringBuilder text = new StringBuilder(vertices + " " + edges + "\n");
    for (boolean[] row : linked) {
      for (int other = 0; other < vertices; other++) {
        if (row[other]) {
          text.append(other + 1).append(' ');
        }
      }
      text.append('\n');
    }
    inputs.add(write("graph.metis", text, false));
    format = GraphFormat.METIS;
  }

  private void matrixMarket() throws IOException {
    int vertices = 1 + random.nextInt(150);
    int entries = random.nextInt(700);
    boolean symmetric = random.nextBoolean();
    StringBuilder text = new StringBuilder("%%MatrixMarket matrix coordinate ");
    text.append(weighted ? "real " : "pattern ").append(symmetric ? "symmetric" : "general");
    text.append('\n').append(vertices).append(' ').append(vertices).append(' ');
    text.append(random.nextInt(9) == 0 ? entries + 1 : entries).append('\n');
    for (int i = 0; i < entries; i++) {
      int row = 1 + random.nextInt(vertices);
      text.append(row).append(' ').append(1 + random.nextInt(symmetric ? row : vertices));
      text.append(weighted ? " " + weight() : "").append('\n');
    }
    inputs.add(write("graph.mtx", text, random.nextInt(4) == 0));
    format = GraphFormat.MATRIXMARKET;
  }

  private void webGraph() throws IOException {
    int vertices = 1 + random.nextInt(150);
    StringBuilder text = new StringBuilder(vertices + "\n");
    for (int i = random.nextInt(9) == 0 ? 1 : 0; i < vertices; i++) {
      for (int left = random.nextInt(9); left > 0; left--) {
        text.append(random.nextInt(vertices)).append(' ');
      }
      text.append('\n');
    }
    inputs.add(write("graph.graph-txt", text, random.nextInt(4) == 0));
    format = GraphFormat.WEBGRAPH;
  }

  private String write(String name, StringBuilder text, boolean packed) throws IOException {
    Path file = directory.resolve(packed ? name + ".gz" : name);
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out =
        packed ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
      out.write(bytes);
    }
    return file.toString();
  }
}
