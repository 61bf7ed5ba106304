package pregel.algorithms;

import java.util.List;
import java.util.Optional;
import pregel.api.Parameters.Declaration;
import pregel.api.Parameters.Type;

/** Every bundled algorithm, by name. */
public final class Catalogue {
  private static final List<Algorithm> ALL =
      List.of(
          new Algorithm(
              "pagerank",
              "ranks vertices by the ranks of those that link to them",
              List.of(
                  new Declaration(
                      "damping",
                      Type.REAL,
                      "0.85",
                      0,
                      1,
                      "The part of a rank that follows edges; the rest is spread over all vertices."),
                  iterations(20),
                  new Declaration(
                      "tolerance",
                      Type.REAL,
                      "0",
                      0,
                      Double.MAX_VALUE,
                      "Stop early once a round changes all ranks together by less; 0 runs all"
                          + " rounds.")),
              List.of(new OutputColumn("rank", "double", "The vertex's rank; all ranks sum to 1.")),
              "iterations + 1 supersteps, each O(n + m)",
              "Page, Brin, Motwani, Winograd: The PageRank Citation Ranking, Stanford 1999;"
                  + " PR of LDBC Graphalytics",
              "bin/pregel run pagerank --input web.txt.gz --output ranks.csv",
              false,
              false,
              Ranking.LARGEST,
              PageRank::new),
          new Algorithm(
              "bfs",
              "counts the edges on the shortest way from a source to every vertex",
              List.of(source()),
              List.of(
                  new OutputColumn(
                      "distance",
                      "long",
                      "Edges from the source; missing if there is no way (9223372036854775807 in"
                          + " .txt).")),
              "as many supersteps as the farthest vertex is away, + 2; O(n + m) in all",
              "Moore: The Shortest Path through a Maze, 1959; BFS of LDBC Graphalytics",
              "bin/pregel run bfs -p source=1 --input web.txt.gz --output distances.csv",
              false,
              false,
              Ranking.SMALLEST,
              BreadthFirstSearch::new),
          new Algorithm(
              "wcc",
              "labels each weakly connected component with its smallest vertex id",
              List.of(),
              List.of(
                  new OutputColumn(
                      "component",
                      "vertex id",
                      "The smallest id among the vertices connected with this one, whatever the"
                          + " direction of the edges.")),
              "at most diameter + 2 supersteps, each O(n + m)",
              "Malewicz et al.: Pregel, SIGMOD 2010; WCC of LDBC Graphalytics",
              "bin/pregel run wcc --input web.txt.gz --output components.csv",
              false,
              false,
              Ranking.LARGEST_GROUPS,
              ConnectedComponents::new),
          new Algorithm(
              "sssp",
              "finds the least sum of weights from a source to every vertex",
              List.of(source()),
              List.of(
                  new OutputColumn(
                      "distance",
                      "double",
                      "The least sum of weights on a way from the source; missing if there is no"
                          + " way (Infinity in .txt).")),
              "at most n + 1 supersteps, each O(n + m); usually far fewer",
              "Bellman: On a Routing Problem, 1958; SSSP of LDBC Graphalytics",
              "bin/pregel run sssp -p source=1 --weighted --input roads.txt --output distances.csv",
              true,
              true,
              Ranking.SMALLEST,
              ShortestPaths::new),
          new Algorithm(
              "cdlp",
              "finds communities by letting neighbours agree on labels",
              List.of(iterations(10)),
              List.of(
                  new OutputColumn(
                      "community",
                      "vertex id",
                      "The label that most neighbours had, which is the id of a vertex.")),
              "iterations + 1 supersteps, each O(n + m)",
              "Raghavan, Albert, Kumara: Near linear time algorithm to detect community"
                  + " structures, 2007; CDLP of LDBC Graphalytics",
              "bin/pregel run cdlp --undirected --input friends.txt --output communities.csv",
              false,
              false,
              Ranking.LARGEST_GROUPS,
              LabelPropagation::new),
          new Algorithm(
              "lcc",
              "tells how closely the neighbours of each vertex are linked with each other",
              List.of(),
              List.of(
                  new OutputColumn(
                      "coefficient",
                      "double",
                      "Edges between the vertex's neighbours, divided by how many there could be;"
                          + " 0 with fewer than two neighbours.")),
              "2 supersteps, O(n + m^1.5)",
              "Watts, Strogatz: Collective dynamics of small-world networks, 1998; LCC of LDBC"
                  + " Graphalytics",
              "bin/pregel run lcc --undirected --input friends.txt --output clustering.csv",
              false,
              false,
              Ranking.LARGEST,
              LocalClustering::new),
          new Algorithm(
              "louvain",
              "finds connected communities of high modularity",
              List.of(
                  new Declaration(
                      "tolerance",
                      Type.REAL,
                      "0.000001",
                      0,
                      1,
                      "Stop once the modularity grows by no more."),
                  new Declaration(
                      "rounds",
                      Type.INTEGER,
                      "25",
                      1,
                      Integer.MAX_VALUE,
                      "How many times vertices may move, at most, before communities become the"
                          + " vertices of a smaller graph.")),
              List.of(
                  new OutputColumn(
                      "community",
                      "vertex id",
                      "The smallest id among the vertices of the community.")),
              "few levels, of which the first takes most: some tens of supersteps of O(n + m)",
              "Blondel, Guillaume, Lambiotte, Lefebvre: Fast unfolding of communities in large"
                  + " networks, 2008; split into connected parts as Traag, Waltman, van Eck: From"
                  + " Louvain to Leiden, 2019, ask for",
              "bin/pregel run louvain --undirected --input friends.txt --output communities.csv",
              true,
              true,
              Ranking.LARGEST_GROUPS,
              Louvain::new),
          new Algorithm(
              "msf",
              "finds the minimum spanning forest, as the parent of each vertex in its tree",
              List.of(),
              List.of(
                  new OutputColumn(
                      "tree",
                      "vertex id",
                      "The smallest id in the vertex's tree, which is its root."),
                  new OutputColumn(
                      "parent",
                      "vertex id",
                      "The other end of the edge towards the root; missing at a root (-1 in"
                          + " .txt)."),
                  new OutputColumn(
                      "weight",
                      "double",
                      "The weight of that edge; missing at a root (NaN in .txt).")),
              "at most log2(n) rounds of O(n + m) on graphs that shrink to half or less, each of"
                  + " O(log n) supersteps; then as many as the deepest tree is deep",
              "Boruvka: O jistem problemu minimalnim, 1926",
              "bin/pregel run msf --weighted --undirected --input roads.txt --output forest.csv",
              true,
              false,
              Ranking.LARGEST_GROUPS,
              SpanningForest::new));

  private Catalogue() {}

  /** All algorithms, in the order in which they are best read. */
  public static List<Algorithm> all() {
    return ALL;
  }

  public static Optional<Algorithm> byName(String name) {
    return ALL.stream().filter(algorithm -> algorithm.name().equals(name)).findFirst();
  }

  private static Declaration source() {
    return new Declaration(
        "source", Type.VERTEX, null, 0, Long.MAX_VALUE, "The id of the vertex to start from.");
  }

  private static Declaration iterations(int defaultValue) {
    return new Declaration(
        "iterations",
        Type.INTEGER,
        Integer.toString(defaultValue),
        0,
        Integer.MAX_VALUE,
        "How many rounds to run.");
  }
}
