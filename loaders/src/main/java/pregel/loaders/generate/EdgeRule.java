package pregel.loaders.generate;

/** Edges by their number: any thread may ask for any of them in any order. */
interface EdgeRule {

  /** Vertices; ids are 0 to one less. */
  int vertices();

  long edges();

  /** Source (upper half) and target (lower half) of an edge. */
  long pair(long edge);

  static long pair(long source, long target) {
    return source << 32 | target;
  }
}
