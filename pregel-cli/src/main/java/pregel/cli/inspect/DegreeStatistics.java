package pregel.cli.inspect;

import java.nio.IntBuffer;
import pregel.core.graph.Graph;

/**
 * Degrees as held, parallel edges counted. In an undirected graph a self-loop adds one, and all
 * three ranges are the same; in a directed one it adds one to either side.
 *
 * @param out of outgoing edges
 * @param in of incoming edges
 * @param total of all edges
 * @param isolated vertices without any edge
 * @param dangling vertices without outgoing edges, isolated ones among them
 * @param histogram vertices by total degree: first those of degree 0, then at k those of degree
 *     2^(k-1) to 2^k - 1, as far as there are any
 */
public record DegreeStatistics(
    DegreeRange out,
    DegreeRange in,
    DegreeRange total,
    long isolated,
    long dangling,
    long[] histogram) {

  /** Counts the degrees of a graph. */
  public static DegreeStatistics of(Graph graph) {
    IntBuffer outDegrees = graph.outDegrees();
    IntBuffer inDegrees = graph.inDegrees();
    Range out = new Range();
    Range in = new Range();
    Range total = new Range();
    long isolated = 0;
    long dangling = 0;
    long[] vertices = new long[Long.SIZE];
    int classes = 0;
    for (int slot = 0; slot < graph.vertices(); slot++) {
      int outgoing = outDegrees.get(slot);
      int incoming = inDegrees.get(slot);
      long degree = graph.isUndirected() ? outgoing : (long) outgoing + incoming;
      out.add(outgoing);
      in.add(incoming);
      total.add(degree);
      isolated += degree == 0 ? 1 : 0;
      dangling += outgoing == 0 ? 1 : 0;
      int degreeClass = Long.SIZE - Long.numberOfLeadingZeros(degree);
      vertices[degreeClass]++;
      classes = Math.max(classes, degreeClass + 1);
    }
    long[] histogram = new long[classes];
    System.arraycopy(vertices, 0, histogram, 0, classes);
    return new DegreeStatistics(
        out.result(), in.result(), total.result(), isolated, dangling, histogram);
  }

  /** The least degree of a class of the histogram. */
  public static long least(int degreeClass) {
    return degreeClass == 0 ? 0 : 1L << (degreeClass - 1);
  }

  /** The greatest degree of a class of the histogram. */
  public static long greatest(int degreeClass) {
    return degreeClass == 0 ? 0 : (1L << degreeClass) - 1;
  }

  private static final class Range {
    private long count;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max;

    void add(long degree) {
      count++;
      sum += degree;
      min = Math.min(min, degree);
      max = Math.max(max, degree);
    }

    DegreeRange result() {
      return count == 0
          ? new DegreeRange(0, 0, 0)
          : new DegreeRange(min, (double) sum / count, max);
    }
  }
}
