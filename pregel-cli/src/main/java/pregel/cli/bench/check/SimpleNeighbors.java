package pregel.cli.bench.check;

import java.util.Arrays;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.Graph;

/** The neighbours of every vertex whatever the direction, each once, sorted, without itself. */
final class SimpleNeighbors {
  private final int[][] lists;

  SimpleNeighbors(Graph graph) {
    this.lists = new int[graph.vertices()][];
    Adjacency out = graph.adjacency(Direction.OUT);
    Adjacency in = graph.isUndirected() ? null : graph.adjacency(Direction.IN);
    for (int slot = 0; slot < lists.length; slot++) {
      int[] met = new int[out.degree(slot) + (in == null ? 0 : in.degree(slot))];
      int[] count = {0};
      EdgeWalk.Visitor visitor = (from, to, weight) -> met[count[0]++] = to;
      EdgeWalk.each(out, slot, visitor);
      if (in != null) {
        EdgeWalk.each(in, slot, visitor);
      }
      lists[slot] = distinct(met, slot);
    }
  }

  private static int[] distinct(int[] met, int without) {
    Arrays.sort(met);
    int size = 0;
    for (int i = 0; i < met.length; i++) {
      if (met[i] != without && (size == 0 || met[size - 1] != met[i])) {
        met[size++] = met[i];
      }
    }
    return Arrays.copyOf(met, size);
  }

  /** The neighbours of a vertex. */
  int[] of(int slot) {
    return lists[slot];
  }

  /** The triangles at every vertex. Each is found once, from its corner of least degree. */
  long[] triangles() {
    long[] triangles = new long[lists.length];
    int[][] later = new int[lists.length][];
    for (int slot = 0; slot < lists.length; slot++) {
      int from = slot;
      later[slot] = Arrays.stream(lists[slot]).filter(to -> isLater(from, to)).toArray();
    }
    int[] marks = new int[lists.length];
    for (int slot = 0; slot < lists.length; slot++) {
      for (int neighbor : later[slot]) {
        marks[neighbor] = slot + 1;
      }
      for (int neighbor : later[slot]) {
        for (int third : later[neighbor]) {
          if (marks[third] == slot + 1) {
            triangles[slot]++;
            triangles[neighbor]++;
            triangles[third]++;
          }
        }
      }
    }
    return triangles;
  }

  private boolean isLater(int slot, int other) {
    int difference = Integer.compare(lists[other].length, lists[slot].length);
    return difference > 0 || difference == 0 && other > slot;
  }
}
