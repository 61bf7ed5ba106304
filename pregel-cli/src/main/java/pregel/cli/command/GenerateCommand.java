package pregel.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.report.Figures;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.GraphBuilder;
import pregel.core.graph.VertexIds;
import pregel.loaders.generate.GeneratorOptions;
import pregel.loaders.generate.Generators;
import pregel.loaders.generate.Kind;
import pregel.loaders.generate.Listing;
import pregel.loaders.write.EdgeFormat;

/** Writes a seeded graph. */
@Command(
    name = "generate",
    header = "Writes a graph: the same arguments give the same bytes, on every machine.",
    customSynopsis = "pregel generate KIND -o FILE [OPTIONS]",
    footer = {
      "  pregel generate rmat --scale 16 --undirected --simple --permute -o graph.txt.gz",
      "  pregel generate uniform --scale 10 --edge-factor 4 --weighted --seed 7 -o graph.csv",
      "  pregel generate grid --rows 100 --columns 50 --vertex-file grid.v -o grid.e",
      "  pregel generate small-world --vertices 1000 --neighbours 6 --rewiring 0.1 -o - | head"
    })
final class GenerateCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(
      paramLabel = "KIND",
      description = {
        "rmat         skewed, as social networks are (recursive matrix)",
        "uniform      both ends of every edge drawn evenly",
        "grid         rows and columns",
        "path         0 - 1 - 2 - ...",
        "star         vertex 0 joined to every other",
        "complete     every vertex joined to every other",
        "small-world  a ring of neighbours, some edges rewired"
      })
  String kind;

  @Option(
      names = {"-o", "--output"},
      order = 1,
      required = true,
      paramLabel = "FILE",
      description =
          "Where to: blank-separated text; .csv, .tsv; each also .gz, .zst, .bz2, .lz4; "
              + ".snapshot; - is standard output.")
  String output;

  @Option(names = "--overwrite", order = 2, description = "Replace an existing file.")
  boolean overwrite;

  @Option(
      names = {"--vertex-file"},
      order = 3,
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Also list every id, those without edges included. Without FILE: beside the output, "
              + "ending in .v.")
  String vertexFile;

  @Option(
      names = "--seed",
      order = 4,
      paramLabel = "N",
      defaultValue = "1",
      description = "Where the random numbers start. Default: 1.")
  long seed;

  @Option(
      names = "--scale",
      order = 5,
      paramLabel = "N",
      description = "rmat, uniform: 2^N ids. Default: 10.")
  Integer scale;

  @Option(
      names = "--edge-factor",
      order = 6,
      paramLabel = "N",
      defaultValue = "16",
      description = "rmat, uniform: edges per id. Default: 16.")
  int edgeFactor;

  @Option(
      names = "--rows",
      order = 7,
      paramLabel = "N",
      defaultValue = "32",
      description = "grid: its rows. Default: 32.")
  int rows;

  @Option(
      names = "--columns",
      order = 8,
      paramLabel = "N",
      defaultValue = "32",
      description = "grid: its columns. Default: 32.")
  int columns;

  @Option(
      names = {"-n", "--vertices"},
      order = 9,
      paramLabel = "N",
      description = "path, star, complete, small-world: how many vertices. Default: 1024.")
  Integer vertices;

  @Option(
      names = {"--neighbours", "--neighbors"},
      order = 10,
      paramLabel = "N",
      defaultValue = "4",
      description = "small-world: neighbours of each vertex, an even number. Default: 4.")
  int neighbours;

  @Option(
      names = {"--rewiring"},
      order = 11,
      paramLabel = "P",
      defaultValue = "0.1",
      description = "small-world: the part of the edges that lead anywhere. Default: 0.1.")
  double rewiring;

  @Option(
      names = "--weighted",
      order = 12,
      description = "Edges have a weight: a whole number from 1 to 255.")
  boolean weighted;

  @Option(names = "--permute", order = 13, description = "Shuffle the ids.")
  boolean permute;

  @Option(names = "--simple", order = 14, description = "No self-loops and no duplicate edges.")
  boolean simple;

  @Option(names = "--undirected", order = 15, description = "List every edge from both ends.")
  boolean undirected;

  @Option(
      names = "--threads",
      order = 16,
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads to work with. Changes no byte. Default: one per processor.")
  int threads;

  @Mixin VoiceOptions voice;

  GenerateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    long began = System.nanoTime();
    Terminal terminal = voice.terminal(out, err);
    Kind chosen = kind();
    GeneratorOptions options = options(chosen);
    int count = Generators.vertices(chosen, options);
    EdgeFormat format = EdgeFormat.ofName(output);
    int crew = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    try (GraphTarget target = new GraphTarget(output, format, vertexPath(), overwrite, crew, out)) {
      EdgeInput edges = Generators.generate(chosen, options, crew);
      List<EdgeBlock> blocks = edges.blocks();
      long listed = 0;
      for (EdgeBlock block : blocks) {
        listed += block.size();
      }
      if (format == EdgeFormat.SNAPSHOT) {
        target.write(GraphBuilder.build(edges, BuildOptions.defaults(crew), Direction.IN).graph());
      } else {
        VertexIds ids = new VertexIds(count, null, 0, null, null);
        // Both directions are listed, so that what is read is directed.
        target.write(blocks, ids, true, weighted);
      }
      terminal.say(
          chosen.label()
              + " written to "
              + (output.equals("-") ? "standard output" : output)
              + ": "
              + Figures.count(count)
              + " ids, "
              + Figures.counted(listed, format == EdgeFormat.SNAPSHOT ? "edge" : "line")
              + " in "
              + Figures.seconds((System.nanoTime() - began) / 1e9));
    }
    return 0;
  }

  private Kind kind() {
    StringBuilder known = new StringBuilder();
    for (Kind candidate : Kind.values()) {
      if (candidate.label().equals(kind)) {
        return candidate;
      }
      known.append(known.length() == 0 ? "" : ", ").append(candidate.label());
    }
    throw new JobException(
        FailureKind.USAGE, "generate: there is no kind \"" + kind + "\"; choose one of " + known);
  }

  private GeneratorOptions options(Kind chosen) {
    boolean scaled = chosen == Kind.RMAT || chosen == Kind.UNIFORM;
    int number = 1024;
    if (vertices != null) {
      if (scaled || chosen == Kind.GRID) {
        throw new JobException(
            FailureKind.USAGE,
            "--vertices: "
                + chosen.label()
                + (scaled
                    ? " has 2^scale ids; give --scale, and --vertex-file to list the ids"
                    : " has rows and columns; give --rows and --columns"));
      }
      number = vertices;
    } else if (scale != null && !scaled) {
      number = scale >= 0 && scale < 31 ? 1 << scale : -1;
    }
    return GeneratorOptions.defaults()
        .withScale(scale == null ? 10 : scale, edgeFactor)
        .withVertices(number)
        .withGrid(rows, columns)
        .withRing(neighbours, rewiring)
        .withSeed(seed)
        .withWeights(weighted)
        .permuted(permute)
        .simple(simple)
        .listed(undirected ? Listing.BOTH_DIRECTIONS : Listing.DIRECTED)
        .withAllVertices(vertexFile != null);
  }

  private Path vertexPath() {
    if (vertexFile == null) {
      return null;
    }
    if (!vertexFile.isEmpty()) {
      return Path.of(vertexFile);
    }
    if (output.equals("-")) {
      throw new JobException(
          FailureKind.USAGE,
          "--vertex-file: there is no name to take it from; give it a name of its own");
    }
    Path file = Path.of(output);
    String name = file.getFileName().toString();
    for (String ending : Arrays.asList("\\.(gz|zst|bz2|lz4)$", "\\.[A-Za-z]+$")) {
      name = name.replaceFirst(ending, "");
    }
    return file.resolveSibling(name + ".v");
  }
}
