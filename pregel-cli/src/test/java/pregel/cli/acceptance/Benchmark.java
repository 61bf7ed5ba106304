package pregel.cli.acceptance;

/**
 * The benchmark's algorithms: their name here, in its file names, and the rule that judges them.
 */
enum Benchmark {
  BFS("bfs", "exact"),
  CDLP("cdlp", "exact"),
  LCC("lcc", "epsilon"),
  PR("pagerank", "epsilon"),
  SSSP("sssp", "epsilon"),
  WCC("wcc", "equivalence");

  final String algorithm;
  final String rule;

  Benchmark(String algorithm, String rule) {
    this.algorithm = algorithm;
    this.rule = rule;
  }
}
