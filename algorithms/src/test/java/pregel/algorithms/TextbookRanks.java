package pregel.algorithms;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceGraph.Edge;

/** Ranks and visits by dense matrices. */
public final class TextbookRanks {
  private TextbookRanks() {}

  /** PageRank that returns to a source, and from dead ends. */
  public static Map<Long, Double> personalized(
      ReferenceGraph graph, long source, double damping, int iterations) {
    return personalized(graph, List.of(source), damping, iterations);
  }

  /** The same from several sources, to each of which an equal part returns. */
  public static Map<Long, Double> personalized(
      ReferenceGraph graph, List<Long> sources, double damping, int iterations) {
    double[] home = new double[graph.ids().size()];
    for (long source : sources) {
      home[graph.ids().indexOf(source)] = 1.0 / sources.size();
    }
    return byId(graph, power(transitions(counts(graph)), home, damping, iterations));
  }

  /** PageRank in which a rank is divided by weights. */
  public static Map<Long, Double> weighted(ReferenceGraph graph, double damping, int iterations) {
    double[] everywhere = new double[graph.ids().size()];
    Arrays.fill(everywhere, 1.0 / everywhere.length);
    return byId(graph, power(transitions(weights(graph)), everywhere, damping, iterations));
  }

  /** How many of so many walkers from every vertex are expected at each in all steps together. */
  public static Map<Long, Double> visits(ReferenceGraph graph, int walksPerVertex, int length) {
    double[][] transitions = transitions(weights(graph));
    double[] walkers = new double[transitions.length];
    Arrays.fill(walkers, walksPerVertex);
    double[] visits = walkers.clone();
    for (int step = 0; step < length; step++) {
      double[] next = new double[walkers.length];
      for (int from = 0; from < walkers.length; from++) {
        for (int to = 0; to < walkers.length; to++) {
          next[to] += walkers[from] * transitions[from][to];
        }
      }
      walkers = next;
      for (int i = 0; i < walkers.length; i++) {
        visits[i] += walkers[i];
      }
    }
    return byId(graph, visits);
  }

  /** Authorities first, hubs second. */
  public static List<Map<Long, Double>> hits(ReferenceGraph graph, int iterations) {
    double[][] links = counts(graph);
    int n = links.length;
    double[] hubs = new double[n];
    double[] authorities = new double[n];
    Arrays.fill(hubs, 1);
    for (int i = 0; i < iterations; i++) {
      for (int to = 0; to < n; to++) {
        authorities[to] = 0;
        for (int from = 0; from < n; from++) {
          authorities[to] += links[from][to] * hubs[from];
        }
      }
      normalize(authorities);
      for (int from = 0; from < n; from++) {
        hubs[from] = 0;
        for (int to = 0; to < n; to++) {
          hubs[from] += links[from][to] * authorities[to];
        }
      }
      normalize(hubs);
    }
    return List.of(byId(graph, authorities), byId(graph, hubs));
  }

  /** The parts of shortest ways from the sources on which vertices are, pair by pair. */
  public static Map<Long, Double> betweenness(ReferenceGraph graph, List<Long> sources) {
    double[][] links = counts(graph);
    int n = links.length;
    int[][] distances = new int[n][];
    double[][] ways = new double[n][];
    for (int from = 0; from < n; from++) {
      distances[from] = new int[n];
      ways[from] = ways(links, from, distances[from]);
    }
    double[] sums = new double[n];
    for (long source : sources) {
      int from = graph.ids().indexOf(source);
      for (int via = 0; via < n; via++) {
        for (int to = 0; to < n; to++) {
          if (via != from
              && via != to
              && to != from
              && ways[from][to] > 0
              && ways[from][via] > 0
              && ways[via][to] > 0
              && distances[from][via] + distances[via][to] == distances[from][to]) {
            sums[via] += ways[from][via] * ways[via][to] / ways[from][to];
          }
        }
      }
    }
    return byId(graph, sums);
  }

  /** How many shortest ways lead to every vertex, by the powers of the matrix. */
  private static double[] ways(double[][] links, int from, int[] distances) {
    int n = links.length;
    double[] found = new double[n];
    double[] walks = new double[n];
    walks[from] = 1;
    for (int length = 0; length < n; length++) {
      double[] next = new double[n];
      for (int at = 0; at < n; at++) {
        if (walks[at] > 0 && found[at] == 0) {
          found[at] = walks[at];
          distances[at] = length;
          for (int to = 0; to < n; to++) {
            next[to] += walks[at] * links[at][to];
          }
        }
      }
      walks = next;
    }
    return found;
  }

  private static void normalize(double[] values) {
    double squares = Arrays.stream(values).map(value -> value * value).sum();
    for (int i = 0; i < values.length && squares > 0; i++) {
      values[i] /= Math.sqrt(squares);
    }
  }

  private static double[] power(
      double[][] transitions, double[] home, double damping, int iterations) {
    int n = home.length;
    double[] ranks = home.clone();
    for (int i = 0; i < iterations; i++) {
      double[] next = new double[n];
      double atHome = 1 - damping;
      for (int from = 0; from < n; from++) {
        double left = 1;
        for (int to = 0; to < n; to++) {
          next[to] += damping * ranks[from] * transitions[from][to];
        }
        if (Arrays.stream(transitions[from]).sum() > 0) {
          left = 0;
        }
        atHome += damping * ranks[from] * left;
      }
      for (int to = 0; to < n; to++) {
        next[to] += atHome * home[to];
      }
      ranks = next;
    }
    return ranks;
  }

  /** Rows that sum to 1, or to 0 where nothing leads on. */
  private static double[][] transitions(double[][] weights) {
    for (double[] row : weights) {
      double sum = Arrays.stream(row).sum();
      for (int to = 0; to < row.length && sum > 0; to++) {
        row[to] /= sum;
      }
    }
    return weights;
  }

  private static double[][] counts(ReferenceGraph graph) {
    return matrix(graph, false);
  }

  private static double[][] weights(ReferenceGraph graph) {
    return matrix(graph, true);
  }

  private static double[][] matrix(ReferenceGraph graph, boolean weighted) {
    List<Long> ids = graph.ids();
    double[][] matrix = new double[ids.size()][ids.size()];
    for (Edge edge : graph.directedEdges()) {
      matrix[ids.indexOf(edge.source())][ids.indexOf(edge.target())] +=
          weighted ? edge.weight() : 1;
    }
    return matrix;
  }

  private static Map<Long, Double> byId(ReferenceGraph graph, double[] values) {
    Map<Long, Double> result = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      result.put(graph.ids().get(i), values[i]);
    }
    return result;
  }
}
