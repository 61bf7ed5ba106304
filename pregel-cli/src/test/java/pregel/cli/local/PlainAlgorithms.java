package pregel.cli.local;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import pregel.cli.local.ArcArrays.Rows;

/** The six algorithms as loops over arrays, by vertex id: no messages, no order, no threads. */
final class PlainAlgorithms {
  private PlainAlgorithms() {}

  /** A loop over the edge list per round. */
  static double[] pageRank(ArcArrays arcs, double damping, int iterations) {
    int n = arcs.vertices();
    int[] outDegrees = new int[n];
    for (int source : arcs.sources()) {
      outDegrees[source]++;
    }
    double[] ranks = new double[n];
    Arrays.fill(ranks, 1.0 / n);
    for (int i = 0; i < iterations; i++) {
      double dangling = 0;
      for (int v = 0; v < n; v++) {
        dangling += outDegrees[v] == 0 ? ranks[v] : 0;
      }
      double[] sums = new double[n];
      for (int arc = 0; arc < arcs.size(); arc++) {
        int source = arcs.sources()[arc];
        sums[arcs.targets()[arc]] += ranks[source] / outDegrees[source];
      }
      for (int v = 0; v < n; v++) {
        ranks[v] = (1 - damping) / n + damping * (sums[v] + dangling / n);
      }
    }
    return ranks;
  }

  /** A queue. */
  static long[] breadthFirst(ArcArrays arcs, int source) {
    Rows rows = arcs.outgoing();
    long[] distances = new long[arcs.vertices()];
    Arrays.fill(distances, Long.MAX_VALUE);
    int[] queue = new int[arcs.vertices()];
    int tail = 0;
    queue[tail++] = source;
    distances[source] = 0;
    for (int head = 0; head < tail; head++) {
      int vertex = queue[head];
      for (int at = rows.starts()[vertex]; at < rows.starts()[vertex + 1]; at++) {
        int end = rows.ends()[at];
        if (distances[end] == Long.MAX_VALUE) {
          distances[end] = distances[vertex] + 1;
          queue[tail++] = end;
        }
      }
    }
    return distances;
  }

  /** Union-find in which the smallest id is the root. */
  static long[] components(ArcArrays arcs) {
    int[] parents = new int[arcs.vertices()];
    Arrays.setAll(parents, v -> v);
    for (int arc = 0; arc < arcs.size(); arc++) {
      int one = root(parents, arcs.sources()[arc]);
      int other = root(parents, arcs.targets()[arc]);
      parents[Math.max(one, other)] = Math.min(one, other);
    }
    long[] labels = new long[parents.length];
    Arrays.setAll(labels, v -> root(parents, v));
    return labels;
  }

  private static int root(int[] parents, int vertex) {
    int v = vertex;
    while (parents[v] != v) {
      parents[v] = parents[parents[v]];
      v = parents[v];
    }
    return v;
  }

  private record Way(int end, double length) {}

  /** Dijkstra with a queue of ways, of which the outdated are passed over. */
  static double[] shortestPaths(ArcArrays arcs, int source) {
    Rows rows = arcs.outgoing();
    double[] distances = new double[arcs.vertices()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    PriorityQueue<Way> ways = new PriorityQueue<>(Comparator.comparingDouble(Way::length));
    distances[source] = 0;
    ways.add(new Way(source, 0));
    while (!ways.isEmpty()) {
      Way way = ways.remove();
      if (way.length == distances[way.end]) {
        extend(way, rows, distances, ways);
      }
    }
    return distances;
  }

  private static void extend(Way way, Rows rows, double[] distances, PriorityQueue<Way> ways) {
    for (int at = rows.starts()[way.end]; at < rows.starts()[way.end + 1]; at++) {
      int end = rows.ends()[at];
      double length = way.length + rows.weights()[at];
      if (length < distances[end]) {
        distances[end] = length;
        ways.add(new Way(end, length));
      }
    }
  }

  /** Sorts the labels of all neighbours and takes the longest run, the first of several. */
  static long[] labelPropagation(ArcArrays arcs, int iterations) {
    Rows in = arcs.incoming();
    Rows out = arcs.undirected() ? null : arcs.outgoing();
    int[] labels = new int[arcs.vertices()];
    Arrays.setAll(labels, v -> v);
    int[] heard = new int[2 * arcs.size()];
    for (int i = 0; i < iterations; i++) {
      int[] next = labels.clone();
      for (int v = 0; v < next.length; v++) {
        int size = append(in, v, labels, heard, 0);
        size = out == null ? size : append(out, v, labels, heard, size);
        if (size > 0) {
          next[v] = mostFrequent(heard, size);
        }
      }
      labels = next;
    }
    return Arrays.stream(labels).asLongStream().toArray();
  }

  private static int append(Rows rows, int vertex, int[] labels, int[] heard, int size) {
    int to = size;
    for (int at = rows.starts()[vertex]; at < rows.starts()[vertex + 1]; at++) {
      heard[to++] = labels[rows.ends()[at]];
    }
    return to;
  }

  private static int mostFrequent(int[] labels, int size) {
    Arrays.sort(labels, 0, size);
    int best = labels[0];
    int most = 0;
    int run = 0;
    for (int i = 0; i < size; i++) {
      run = i > 0 && labels[i] == labels[i - 1] ? run + 1 : 1;
      if (run > most) {
        most = run;
        best = labels[i];
      }
    }
    return best;
  }

  /** Marks the neighbours of each vertex and follows their outgoing edges. */
  static double[] clustering(ArcArrays arcs) {
    int n = arcs.vertices();
    int[][] out = distinct(n, arcs.outgoing(), null);
    int[][] neighbors = distinct(n, arcs.outgoing(), arcs.incoming());
    int[] markedBy = new int[n];
    Arrays.fill(markedBy, -1);
    double[] coefficients = new double[n];
    for (int v = 0; v < n; v++) {
      for (int neighbor : neighbors[v]) {
        markedBy[neighbor] = v;
      }
      long edges = 0;
      for (int neighbor : neighbors[v]) {
        for (int end : out[neighbor]) {
          edges += markedBy[end] == v ? 1 : 0;
        }
      }
      double degree = neighbors[v].length;
      coefficients[v] = degree < 2 ? 0 : edges / (degree * (degree - 1));
    }
    return coefficients;
  }

  /** The other ends of each vertex's rows, each once, the vertex itself left out. */
  private static int[][] distinct(int vertices, Rows one, Rows other) {
    int[] labels = new int[vertices];
    Arrays.setAll(labels, v -> v);
    int[] heard = new int[2 * one.ends().length];
    int[][] ends = new int[vertices][];
    for (int v = 0; v < vertices; v++) {
      int self = v;
      int size = append(one, v, labels, heard, 0);
      size = other == null ? size : append(other, v, labels, heard, size);
      ends[v] = Arrays.stream(heard, 0, size).filter(end -> end != self).distinct().toArray();
    }
    return ends;
  }
}
