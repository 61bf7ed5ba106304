package pregel.algorithms;

import java.util.List;
import java.util.Optional;
import pregel.algorithms.centrality.Betweenness;
import pregel.algorithms.centrality.DegreeCentrality;
import pregel.algorithms.centrality.Hits;
import pregel.algorithms.centrality.HyperAnf;
import pregel.algorithms.centrality.PageRank;
import pregel.algorithms.centrality.PersonalizedPageRank;
import pregel.algorithms.centrality.WeightedPageRank;
import pregel.algorithms.cohesion.CoreNumbers;
import pregel.algorithms.cohesion.LocalClustering;
import pregel.algorithms.cohesion.TriangleCount;
import pregel.algorithms.community.LabelPropagation;
import pregel.algorithms.community.Louvain;
import pregel.algorithms.community.WeightedLabelPropagation;
import pregel.algorithms.components.ConnectedComponents;
import pregel.algorithms.components.StronglyConnectedComponents;
import pregel.algorithms.matching.BipartiteMatching;
import pregel.algorithms.matching.MaximalIndependentSet;
import pregel.algorithms.sampling.RandomWalks;
import pregel.algorithms.spanning.SpanningForest;
import pregel.algorithms.traversal.BreadthFirstSearch;
import pregel.algorithms.traversal.ShortestPaths;
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
                  tolerance()),
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
              "a few passes over the edges, O(n + m) each; diameter + 2 supersteps at most, where"
                  + " values do not improve in place",
              "Malewicz et al.: Pregel, SIGMOD 2010; WCC of LDBC Graphalytics",
              "bin/pregel run wcc --input web.txt.gz --output components.csv",
              false,
              false,
              Ranking.LARGEST_GROUPS,
              ConnectedComponents::new),
          new Algorithm(
              "sssp",
              "finds the least sum of weights from a source to every vertex",
              List.of(
                  source(),
                  new Declaration(
                      "delta",
                      Type.REAL,
                      "0",
                      0,
                      Double.MAX_VALUE,
                      "How far apart distances are that are settled together; 0 lets weights and"
                          + " degrees decide. Changes the time, never the result.")),
              List.of(
                  new OutputColumn(
                      "distance",
                      "double",
                      "The least sum of weights on a way from the source; missing if there is no"
                          + " way (Infinity in .txt).")),
              "at most n + 1 supersteps, each O(n + m); usually far fewer",
              "Meyer, Sanders: Δ-stepping, J. Algorithms 49, 2003; SSSP of LDBC Graphalytics",
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
              "triangles",
              "counts the triangles at each vertex",
              List.of(),
              List.of(
                  new OutputColumn(
                      "triangles",
                      "long",
                      "Triangles that have the vertex as a corner; a third of their sum is how many there are.")),
              "2 supersteps, O(n + m^1.5)",
              "Chiba, Nishizeki: Arboricity and Subgraph Listing Algorithms, 1985",
              "bin/pregel run triangles --undirected --input friends.txt --output triangles.csv",
              false,
              false,
              Ranking.LARGEST,
              TriangleCount::new),
          new Algorithm(
              "degree",
              "counts the edges at each vertex",
              List.of(),
              List.of(
                  new OutputColumn(
                      "degree",
                      "long",
                      "Edges at the vertex; in a directed graph incoming and outgoing ones together."),
                  new OutputColumn("in", "long", "Incoming edges."),
                  new OutputColumn("out", "long", "Outgoing edges."),
                  new OutputColumn(
                      "centrality",
                      "double",
                      "The degree, divided by the number of other vertices.")),
              "2 supersteps, O(n + m)",
              "Freeman: Centrality in Social Networks, 1978",
              "bin/pregel run degree --input web.txt.gz --output degrees.csv",
              false,
              false,
              Ranking.LARGEST,
              DegreeCentrality::new),
          new Algorithm(
              "kcore",
              "tells how deep in the dense parts of the graph each vertex lies",
              List.of(),
              List.of(
                  new OutputColumn(
                      "core",
                      "int",
                      "The largest k for which the vertex is in a part of the graph where all have k neighbours.")),
              "O(n + m log m) in all supersteps together; one superstep per round of peeling and two per"
                  + " level, most of them with few vertices",
              "Matula, Beck: Smallest-Last Ordering, JACM 1983",
              "bin/pregel run kcore --undirected --input friends.txt --output cores.csv",
              false,
              false,
              Ranking.LARGEST,
              CoreNumbers::new),
          new Algorithm(
              "betweenness",
              "tells how many shortest ways from one or more sources lead through each vertex",
              List.of(
                  new Declaration(
                      "source",
                      Type.VERTICES,
                      null,
                      0,
                      Long.MAX_VALUE,
                      "The ids of the vertices to start from, separated by commas; all for the whole"
                          + " betweenness.")),
              List.of(
                  new OutputColumn(
                      "betweenness",
                      "double",
                      "For each source and each other vertex, the part of the shortest ways between"
                          + " them that this one is on; ends apart.")),
              "for each source twice as many supersteps as the farthest vertex is away, + 2; O(n + m)"
                  + " for the edges and O(n) a superstep for those who wait",
              "Brandes: A Faster Algorithm for Betweenness Centrality, J. Mathematical Sociology 25,"
                  + " 2001; BC of the GAP suite",
              "bin/pregel run betweenness -p source=1,2,3 --input web.txt.gz --output between.csv",
              false,
              false,
              Ranking.LARGEST,
              Betweenness::new),
          new Algorithm(
              "ppr",
              "ranks vertices by how near they are to one or more sources",
              List.of(
                  new Declaration(
                      "source",
                      Type.VERTICES,
                      null,
                      0,
                      Long.MAX_VALUE,
                      "The ids of the vertices to start from, separated by commas."),
                  new Declaration(
                      "damping",
                      Type.REAL,
                      "0.85",
                      0,
                      1,
                      "The part of a rank that follows edges; the rest returns to the sources, in equal parts."),
                  iterations(20),
                  tolerance()),
              List.of(
                  new OutputColumn(
                      "rank",
                      "double",
                      "The vertex's rank as seen from the sources; all ranks sum to 1.")),
              "iterations + 1 supersteps, each O(n + m)",
              "Page, Brin, Motwani, Winograd: The PageRank Citation Ranking, Stanford 1999, section 6",
              "bin/pregel run ppr -p source=1 --input web.txt.gz --output ranks.csv",
              false,
              false,
              Ranking.LARGEST,
              PersonalizedPageRank::new),
          new Algorithm(
              "weighted-pagerank",
              "ranks vertices by the ranks of those that link to them, weighted",
              List.of(
                  new Declaration(
                      "damping",
                      Type.REAL,
                      "0.85",
                      0,
                      1,
                      "The part of a rank that follows edges; the rest is spread over all vertices."),
                  iterations(20),
                  tolerance()),
              List.of(new OutputColumn("rank", "double", "The vertex's rank; all ranks sum to 1.")),
              "iterations + 1 supersteps, each O(n + m)",
              "Langville, Meyer: Google's PageRank and Beyond, 2006, section 5.1",
              "bin/pregel run weighted-pagerank --weighted --input trust.csv --output ranks.csv",
              true,
              true,
              Ranking.LARGEST,
              WeightedPageRank::new),
          new Algorithm(
              "weighted-cdlp",
              "finds communities by letting neighbours agree on labels, weighted",
              List.of(iterations(10)),
              List.of(
                  new OutputColumn(
                      "community",
                      "vertex id",
                      "The label to which the heaviest edges led, which is the id of a vertex.")),
              "iterations + 1 supersteps, each O(n + m log m)",
              "Raghavan, Albert, Kumara: Near linear time algorithm to detect community structures, 2007",
              "bin/pregel run weighted-cdlp --undirected --weighted --input calls.csv --output communities.csv",
              true,
              true,
              Ranking.LARGEST_GROUPS,
              WeightedLabelPropagation::new),
          new Algorithm(
              "hyperanf",
              "estimates how many vertices are near each vertex, and how wide the graph is",
              List.of(
                  new Declaration(
                      "precision",
                      Type.INTEGER,
                      "8",
                      HyperAnf.LEAST_PRECISION,
                      HyperAnf.GREATEST_PRECISION,
                      "Sketches have 2^precision bytes; their error is 1.04 / sqrt(2^precision).")),
              List.of(
                  new OutputColumn(
                      "harmonic",
                      "double",
                      "Harmonic centrality: the sum of 1 / distance over all vertices that reach this one."),
                  new OutputColumn(
                      "reached", "double", "How many vertices reach this one, itself included."),
                  new OutputColumn(
                      "farthest",
                      "long",
                      "The distance of the farthest of them that was noticed.")),
              "diameter + 2 supersteps, each O((n + m) 2^precision)",
              "Boldi, Rosa, Vigna: HyperANF, WWW 2011",
              "bin/pregel run hyperanf --undirected --input friends.txt --output centrality.csv",
              false,
              false,
              Ranking.LARGEST,
              HyperAnf::new),
          new Algorithm(
              "scc",
              "labels each strongly connected component with its smallest vertex id",
              List.of(),
              List.of(
                  new OutputColumn(
                      "component",
                      "vertex id",
                      "The smallest id among the vertices that reach this one and are reached by it.")),
              "as many supersteps as colours travel far; each O(n + m)",
              "Orzan: On Distributed Verification and Verified Distribution, 2004; Yan et al.: Pregel Algorithms for Graph Connectivity Problems, PVLDB 2014",
              "bin/pregel run scc --input web.txt.gz --output components.csv",
              false,
              false,
              Ranking.LARGEST_GROUPS,
              StronglyConnectedComponents::new),
          new Algorithm(
              "mis",
              "chooses vertices of which no two are neighbours, until no other fits",
              List.of(),
              List.of(new OutputColumn("member", "boolean", "Whether the vertex was chosen.")),
              "O(log n) supersteps expected, each O(n + m)",
              "Luby: A Simple Parallel Algorithm for the Maximal Independent Set Problem, 1986",
              "bin/pregel run mis --undirected --input friends.txt --output chosen.csv",
              false,
              false,
              Ranking.LARGEST,
              MaximalIndependentSet::new),
          new Algorithm(
              "matching",
              "pairs left and right vertices that are joined by an edge",
              List.of(),
              List.of(
                  new OutputColumn(
                      "partner",
                      "vertex id",
                      "The vertex this one is paired with; missing if there is none.")),
              "O(log n) rounds of 4 supersteps expected, each O(n + m)",
              "Malewicz et al.: Pregel, SIGMOD 2010, section 5.3",
              "bin/pregel run matching --input applications.csv --output pairs.csv",
              false,
              false,
              Ranking.SMALLEST,
              BipartiteMatching::new),
          new Algorithm(
              "hits",
              "tells good authorities and good hubs",
              List.of(
                  new Declaration(
                      "iterations",
                      Type.INTEGER,
                      "20",
                      1,
                      Integer.MAX_VALUE,
                      "How many rounds to run, of two supersteps each.")),
              List.of(
                  new OutputColumn(
                      "authority",
                      "double",
                      "How well the vertex is pointed at; the squares sum to 1."),
                  new OutputColumn(
                      "hub", "double", "How well the vertex points; the squares sum to 1.")),
              "2 iterations + 2 supersteps, each O(n + m)",
              "Kleinberg: Authoritative Sources in a Hyperlinked Environment, 1999",
              "bin/pregel run hits --input web.txt.gz --output hits.csv",
              false,
              false,
              Ranking.LARGEST,
              Hits::new),
          new Algorithm(
              "walks",
              "counts how often random walks from everywhere visit each vertex",
              List.of(
                  new Declaration(
                      "walks-per-vertex",
                      Type.INTEGER,
                      "10",
                      0,
                      Integer.MAX_VALUE,
                      "How many walkers start at each vertex."),
                  new Declaration(
                      "length",
                      Type.INTEGER,
                      "10",
                      0,
                      Integer.MAX_VALUE,
                      "How many edges each of them walks; fewer if it comes to a dead end.")),
              List.of(
                  new OutputColumn(
                      "visits",
                      "long",
                      "How often walkers came by, those that start there included.")),
              "length + 1 supersteps, each O(n + m + walkers log m)",
              "Lovász: Random Walks on Graphs, a Survey, 1993",
              "bin/pregel run walks -p length=20 --input web.txt.gz --output visits.csv",
              true,
              true,
              Ranking.LARGEST,
              RandomWalks::new),
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
              "few levels, of which the first takes most; at most 6 rounds + 2 supersteps each, of O(n + m)",
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

  private static Declaration tolerance() {
    return new Declaration(
        "tolerance",
        Type.REAL,
        "0",
        0,
        Double.MAX_VALUE,
        "Stop early once a round changes all ranks together by less; 0 runs all rounds.");
  }
}
