package pregel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import pregel.api.VertexOrder;
import pregel.bench.PeerProcess.Answer;
import pregel.core.graph.Graph;

/**
 * PageRank supersteps against those of other engines on the JVM: one graph without dead ends, each
 * engine in a process of its own, ours before and after the others. Their ranks must be ours; only
 * LAW's Gauss-Seidel iterations, which see ranks of the iteration that they are in, come out
 * otherwise.
 *
 * <p>A process warms up with a run of all supersteps. What is done once for a run is not in a
 * superstep's time.
 *
 * <p>Arguments: scale (16), trials (5), supersteps (20), the peers (all).
 */
public final class Peers {
  private static final int THREADS = 2;
  private static final double TOLERANCE = 1e-6;

  /**
   * An engine.
   *
   * @param name as it is asked for and printed
   * @param module its module, of those in benchmarks/peers
   * @param program its main class
   * @param further what it is told besides
   * @param target how many times as long as ours its supersteps shall take
   * @param remark what is to be known of its figures
   * @param sameRanks whether its supersteps compute what ours do
   */
  private record Peer(
      String name,
      String module,
      String program,
      List<String> further,
      double target,
      String remark,
      boolean sameRanks) {

    private Peer(String module, String program, double target, String remark) {
      this(module, module, program, List.of(), target, remark, true);
    }
  }

  private static final Peer OURS = new Peer("pregel", "pregel.peers.pregel.PregelPeer", 1, "");

  private static final List<Peer> PEERS =
      List.of(
          new Peer("jgrapht", "pregel.peers.jgrapht.JGraphTPeer", 10, "has one thread only"),
          new Peer(
              "webgraph",
              "pregel.peers.webgraph.WebGraphPeer",
              5,
              "power series, compressed lists"),
          new Peer(
              "webgraph-expanded",
              "webgraph",
              "pregel.peers.webgraph.WebGraphPeer",
              List.of("expanded"),
              5,
              "power series, lists of ints",
              true),
          new Peer(
              "webgraph-in-place",
              "webgraph",
              "pregel.peers.webgraph.WebGraphPeer",
              List.of("gauss-seidel"),
              5,
              "Gauss-Seidel iterations, LAW's class of choice",
              false),
          new Peer("giraph", "pregel.peers.giraph.GiraphPeer", 20, "one worker, primitive types"),
          new Peer("graphx", "pregel.peers.graphx.GraphXPeer", 20, "local[2]"));

  private final Path directory;
  private final Path graphFile;
  private final long edges;
  private final int trials;
  private final int supersteps;

  private Peers(Path directory, int scale, int trials, int supersteps) throws IOException {
    this.directory = directory;
    this.trials = trials;
    this.supersteps = supersteps;
    this.graphFile = directory.resolve("graph");
    Graph graph =
        BenchmarkGraphs.built(BenchmarkGraphs.rmat(scale, THREADS), VertexOrder.ID, THREADS);
    this.edges = graph.directedEdges();
    PeerProcess.write(graph, graphFile);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int scale = args.length > 0 ? Integer.parseInt(args[0]) : 16;
    int trials = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int supersteps = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    List<String> names = args.length > 3 ? List.of(args).subList(3, args.length) : List.of();
    System.out.println(
        String.join(
            " ",
            Stream.concat(
                    Stream.of(
                        "repeat: benchmarks/run Peers " + scale, trials + "", supersteps + ""),
                    names.stream())
                .toList()));
    Path directory = Files.createTempDirectory("pregel-peers-");
    try {
      new Peers(directory, scale, trials, supersteps).compare(chosen(names));
    } finally {
      remove(directory);
    }
  }

  private static List<Peer> chosen(List<String> names) {
    for (String name : names) {
      if (PEERS.stream().noneMatch(peer -> peer.name().equals(name))) {
        throw new IllegalArgumentException(
            name + ": no such peer; there are " + PEERS.stream().map(Peer::name).toList());
      }
    }
    return PEERS.stream().filter(peer -> names.isEmpty() || names.contains(peer.name())).toList();
  }

  private void compare(List<Peer> peers) throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT, "%,d directed edges, %d threads, %d supersteps%n", edges, THREADS, supersteps);
    Answer before = run(OURS);
    print(OURS, before);
    List<Answer> answers = new ArrayList<>();
    for (Peer peer : peers) {
      Answer answer = run(peer);
      agree(peer, answer.ranks(), before.ranks());
      print(peer, answer);
      answers.add(answer);
    }
    Answer after = run(OURS);
    print(OURS, after);
    double[] ours =
        DoubleStream.concat(Arrays.stream(before.millis()), Arrays.stream(after.millis()))
            .toArray();
    System.out.println("time of a superstep / ours, medians, ours before and after together");
    for (int i = 0; i < peers.size(); i++) {
      Peer peer = peers.get(i);
      System.out.printf(
          Locale.ROOT,
          "  %-17s %.1f (target %.0f): %s%n",
          peer.name(),
          Figures.median(answers.get(i).millis()) / Figures.median(ours),
          peer.target(),
          peer.remark());
    }
  }

  private Answer run(Peer peer) throws IOException, InterruptedException {
    List<String> arguments =
        Stream.of(graphFile, supersteps, trials, THREADS).map(Object::toString).toList();
    Path target =
        Path.of(System.getProperty("pregel.benchmarks"), "peers", peer.module(), "target");
    return PeerProcess.run(target, peer.program(), directory, arguments, peer.further());
  }

  private void print(Peer peer, Answer answer) {
    System.out.printf(
        Locale.ROOT,
        "  %-17s superstep %s ms, %.0f M edges/s; graph made in %.1f s%n",
        peer.name(),
        Figures.medianAndRange(answer.millis()),
        edges / Figures.median(answer.millis()) / 1e3,
        answer.loadSeconds());
  }

  private static void agree(Peer peer, double[] ranks, double[] ours) {
    if (ranks.length != ours.length) {
      throw new AssertionError(
          peer.name() + " ranked " + ranks.length + " vertices of " + ours.length);
    }
    double worst = 0;
    for (int v = 0; v < ours.length; v++) {
      worst = Math.max(worst, Math.abs(ranks[v] - ours[v]) / ours[v]);
    }
    if (peer.sameRanks() && !(worst <= TOLERANCE)) {
      throw new AssertionError(peer.name() + ": a rank differs by " + worst + " of ours");
    }
    System.out.printf(
        Locale.ROOT, "  %-17s ranks differ by %.1e of ours at most%n", peer.name(), worst);
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
