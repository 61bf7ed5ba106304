package pregel.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import pregel.api.Direction;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.option.VoiceOptions;
import pregel.cli.report.Figures;
import pregel.cli.terminal.StandardOutput;
import pregel.cli.terminal.Terminal;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgeInput;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.loaders.generate.GeneratorOptions;
import pregel.loaders.generate.Generators;
import pregel.loaders.generate.Kind;
import pregel.loaders.generate.Listing;
import pregel.loaders.snapshot.SnapshotFile;
import pregel.loaders.write.OutputFailures;
import pregel.loaders.write.StagedOutput;
import pregel.loaders.write.graph.GraphOutput;
import pregel.loaders.write.graph.GraphTarget;
import pregel.loaders.write.graph.GraphText;

/** Writes a seeded graph. */
@Command(
    name = "generate",
    header = "Generates a graph; the same arguments give the same bytes.",
    customSynopsis = "pregel generate KIND -o FILE [OPTIONS]",
    footer = {
      "  pregel generate rmat --scale 20 --permute --undirected -o social.txt.gz",
      "  pregel generate rmat --scale 16 --simple --undirected --weighted -o bench/r16.properties",
      "  pregel generate uniform --scale 18 --edge-factor 8 --seed 7 -o random.csv",
      "  pregel generate grid --rows 1000 --columns 1000 --undirected --weighted -o roads.txt",
      "  pregel generate path --vertices 100000 -o - | head",
      "  pregel generate small-world --vertices 10000 --neighbours 6 --rewiring 0.05 -o world.txt"
    })
final class GenerateCommand implements Callable<Integer> {

  /** By its name on the command line. */
  static final class KindName implements ITypeConverter<Kind> {
    @Override
    public Kind convert(String value) {
      StringBuilder known = new StringBuilder();
      for (Kind kind : Kind.values()) {
        if (kind.label().equals(value.toLowerCase(Locale.ROOT))) {
          return kind;
        }
        known.append(known.length() == 0 ? "" : ", ").append(kind.label());
      }
      throw new TypeConversionException("expected one of " + known + " but found " + value);
    }
  }

  private final PrintStream out;
  private final PrintStream err;
  private final long began = System.nanoTime();

  @Parameters(
      paramLabel = "KIND",
      converter = KindName.class,
      description = {
        "rmat: few hubs with very many edges, as in Graph500 (recursive matrix)",
        "uniform: both ends of every edge drawn evenly",
        "grid: rows and columns",
        "path, star (around 0), complete",
        "small-world: a ring with shortcuts (Watts and Strogatz)"
      })
  Kind kind;

  @Option(
      names = {"-o", "--output"},
      order = 1,
      required = true,
      paramLabel = "FILE",
      description =
          "An edge list (source target [weight]); .csv and .tsv: with a header; each also .gz, "
              + ".zst, .bz2, .lz4; NAME.properties: a Graphalytics graph, its edges in NAME.e and "
              + "its vertices in NAME.v; .snapshot: what runs open in no time; -: standard output.")
  String output;

  @Option(
      names = "--overwrite",
      order = 2,
      description = "Replace existing files. Without it that is an error before work starts.")
  boolean overwrite;

  @Option(
      names = {"--vertex-file", "--vertices-file"},
      order = 3,
      paramLabel = "FILE",
      description = "Also write every vertex's id, one a line; those without edges are in it too.")
  Path vertexFile;

  @Option(
      names = "--scale",
      order = 4,
      paramLabel = "S",
      defaultValue = "10",
      description = "rmat, uniform: 2^S vertices. Default: 10.")
  int scale;

  @Option(
      names = "--edge-factor",
      order = 5,
      paramLabel = "F",
      defaultValue = "16",
      description = "rmat, uniform: F edges per vertex. Default: 16.")
  int edgeFactor;

  @Option(
      names = {"-n", "--vertices"},
      order = 6,
      paramLabel = "N",
      description = "path, star, complete, small-world: N vertices. Default: 2^S.")
  Integer vertices;

  @Option(
      names = "--rows",
      order = 7,
      paramLabel = "R",
      defaultValue = "32",
      description = "grid: its rows. Default: 32.")
  int rows;

  @Option(
      names = "--columns",
      order = 8,
      paramLabel = "C",
      defaultValue = "32",
      description = "grid: its columns. Default: 32.")
  int columns;

  @Option(
      names = {"--neighbours", "--neighbors"},
      order = 9,
      paramLabel = "K",
      defaultValue = "4",
      description = "small-world: each vertex is joined to the K nearest; even. Default: 4.")
  int neighbours;

  @Option(
      names = "--rewiring",
      order = 10,
      paramLabel = "P",
      defaultValue = "0.1",
      description =
          "small-world: the probability that an edge leads to any vertex instead. Default: 0.1.")
  double rewiring;

  @Option(
      names = "--seed",
      order = 11,
      paramLabel = "N",
      defaultValue = "1",
      description = "Of everything drawn. Default: 1.")
  long seed;

  @Option(
      names = "--weighted",
      order = 12,
      description = "Give every edge a weight, an integer from 1 to 255.")
  boolean weighted;

  @Option(
      names = "--permute",
      order = 13,
      description = "Shuffle the ids, so that they tell nothing of the degrees.")
  boolean permute;

  @Option(
      names = "--simple",
      order = 14,
      description =
          "Leave out self-loops and edges listed before (with --undirected, in "
              + "either direction). Holds all edges in memory; without it none are.")
  boolean simple;

  @Option(
      names = "--undirected",
      order = 15,
      description =
          "List both directions of every edge. In a Graphalytics graph or a snapshot: each "
              + "edge once, the smaller id first, to be read as undirected.")
  boolean undirected;

  @Option(
      names = "--threads",
      order = 16,
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads to work with; changes no byte. Default: one per processor.")
  int threads;

  @Mixin VoiceOptions voice;

  GenerateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    Terminal terminal = voice.terminal(out, err);
    boolean snapshot = SnapshotName.isMeantBy(output);
    GraphTarget target = snapshot ? null : GraphTarget.of(output);
    boolean once = snapshot || target.format() == GraphText.GRAPHALYTICS;
    GeneratorOptions options = options(once);
    int ids = Generators.vertices(kind, options);
    long edges = snapshot ? writeSnapshot(options) : writeText(options, target);
    terminal.say(
        kind.label()
            + ": "
            + Figures.counted(ids, "vertex", "vertices")
            + ", "
            + (once && undirected
                ? Figures.counted(edges, "undirected edge")
                : Figures.counted(edges, "edge listed", "edges listed"))
            + " in "
            + (output.equals("-") ? "standard output" : output)
            + ", "
            + Figures.seconds((System.nanoTime() - began) / 1e9));
    return 0;
  }

  private long writeText(GeneratorOptions options, GraphTarget target) {
    int crew = threadCount();
    try (GraphOutput files =
        GraphOutput.open(target, vertexFile, overwrite, StandardOutput.below(out))) {
      return files.write(Generators.listing(kind, options, crew), crew);
    }
  }

  private long writeSnapshot(GeneratorOptions options) {
    SnapshotName.refuse(vertexFile);
    int crew = threadCount();
    Path path = Path.of(output);
    try (StagedOutput file = StagedOutput.open(path, false, overwrite)) {
      EdgeInput edges = Generators.generate(kind, options.withAllVertices(true), crew);
      Graph graph = GraphBuilder.build(edges, BuildOptions.defaults(crew), Direction.IN).graph();
      SnapshotFile.write(graph, file.stage());
      file.commit();
      return graph.edges();
    } catch (IOException e) {
      throw OutputFailures.of(path, e);
    }
  }

  /** With {@code once} an undirected edge is listed once, and read as undirected. */
  private GeneratorOptions options(boolean once) {
    Listing listing =
        !undirected ? Listing.DIRECTED : once ? Listing.UNDIRECTED : Listing.BOTH_DIRECTIONS;
    return GeneratorOptions.defaults()
        .withScale(scale, edgeFactor)
        .withVertices(vertices == null ? 1 << Math.min(30, Math.max(0, scale)) : vertices)
        .withGrid(rows, columns)
        .withRing(neighbours, rewiring)
        .withSeed(seed)
        .withWeights(weighted)
        .permuted(permute)
        .simple(simple)
        .listed(listing);
  }

  private int threadCount() {
    if (threads < 0) {
      throw new JobException(
          FailureKind.USAGE,
          "--threads: " + threads + " is not a number of threads; give 1 or more");
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
