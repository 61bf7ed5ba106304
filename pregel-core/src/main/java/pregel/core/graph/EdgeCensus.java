package pregel.core.graph;

import java.util.concurrent.atomic.LongAdder;
import pregel.core.transport.Collective;

/** Counts what depends on ranked edges but not on their order: degrees, loops, locality. */
final class EdgeCensus {
  /** Threads that count each into an array of its own; more would cost memory and save no time. */
  static final int MOST_COPIES = 4;

  /** An edge is near if its ranks differ by at most a 64th of all. */
  private static final int NEAR = 64;

  /** How edges stand for arcs. */
  enum Arcs {
    /** An edge is one arc. */
    DIRECTED,
    /** An edge is an arc either way, but a self-loop one arc. */
    MIRRORED,
    /** An edge is one arc, and the input lists the arc back as well. */
    SYMMETRIC
  }

  private final Arcs arcs;
  private final int[] in;
  private final int[] out;
  private final int[] spare;
  private final long listed;
  private final long loops;
  private final long near;

  private EdgeCensus(
      Arcs arcs, int[] in, int[] out, int[] spare, long listed, long loops, long near) {
    this.arcs = arcs;
    this.in = in;
    this.out = out;
    this.spare = spare;
    this.listed = listed;
    this.loops = loops;
    this.near = near;
  }

  static EdgeCensus of(EdgeChunk[] chunks, int vertices, Arcs arcs, BuildThreads threads) {
    int copies = Math.max(1, Math.min(Math.min(MOST_COPIES, threads.threads()), chunks.length));
    int[][] in = new int[copies][];
    int[][] out = new int[copies][];
    LongAdder listed = new LongAdder();
    LongAdder loops = new LongAdder();
    LongAdder near = new LongAdder();
    threads.each(
        copies,
        copy -> {
          in[copy] = new int[vertices];
          out[copy] = arcs == Arcs.DIRECTED ? new int[vertices] : in[copy];
          for (int i = copy; i < chunks.length; i += copies) {
            EdgeChunk chunk = chunks[i];
            listed.add(chunk.size());
            loops.add(
                arcs == Arcs.SYMMETRIC
                    ? countTargets(chunk, in[copy])
                    : countEnds(chunk, in[copy], out[copy], arcs == Arcs.MIRRORED));
            near.add(countNear(chunk, vertices / NEAR));
          }
        });
    sum(in, threads);
    if (arcs == Arcs.DIRECTED) {
      sum(out, threads);
    }
    int[] spare = copies > 1 ? in[1] : new int[vertices];
    return new EdgeCensus(arcs, in[0], out[0], spare, listed.sum(), loops.sum(), near.sum());
  }

  private static long countEnds(EdgeChunk chunk, int[] in, int[] out, boolean mirrored) {
    int[] ends = chunk.ends();
    long loops = 0;
    for (int i = 2 * chunk.from(); i < 2 * chunk.end(); i += 2) {
      int source = ends[i];
      int target = ends[i + 1];
      in[target]++;
      if (source == target) {
        loops++;
        if (mirrored) {
          continue;
        }
      }
      out[source]++;
    }
    return loops;
  }

  private static long countTargets(EdgeChunk chunk, int[] in) {
    int[] ends = chunk.ends();
    long loops = 0;
    for (int i = 2 * chunk.from(); i < 2 * chunk.end(); i += 2) {
      in[ends[i + 1]]++;
      loops += ends[i] == ends[i + 1] ? 1 : 0;
    }
    return loops;
  }

  private static long countNear(EdgeChunk chunk, int reach) {
    int[] ends = chunk.ends();
    long near = 0;
    for (int i = 2 * chunk.from(); i < 2 * chunk.end(); i += 2) {
      near += Math.abs(ends[i] - ends[i + 1]) <= reach ? 1 : 0;
    }
    return near;
  }

  private static void sum(int[][] copies, BuildThreads threads) {
    int[] total = copies[0];
    int step = 1 << 16;
    threads.each(
        (int) ((total.length + step - 1L) / step),
        task -> {
          int end = (int) Math.min(total.length, (task + 1L) * step);
          for (int i = task * step; i < end; i++) {
            long degree = 0;
            for (int[] copy : copies) {
              degree += copy[i];
            }
            GraphLimits.checkDegree(degree);
            total[i] = (int) degree;
          }
        });
  }

  /** The census of all workers, each of whom has counted its own edges. */
  EdgeCensus with(Collective together) throws InterruptedException {
    together.sum(in);
    checkDegrees(in);
    if (arcs == Arcs.DIRECTED) {
      together.sum(out);
      checkDegrees(out);
    }
    long[] sums = together.sum(listed, loops, near);
    return new EdgeCensus(arcs, in, out, spare, sums[0], sums[1], sums[2]);
  }

  private static void checkDegrees(int[] degrees) {
    for (int degree : degrees) {
      GraphLimits.checkDegree(degree);
    }
  }

  /** Incoming arcs by rank. */
  int[] in() {
    return in;
  }

  /** Outgoing arcs by rank; the same array as {@link #in} unless directed. */
  int[] out() {
    return out;
  }

  /** Incoming and outgoing arcs of a rank; in an undirected graph its arcs. */
  int degree(int rank) {
    return arcs == Arcs.DIRECTED ? in[rank] + out[rank] : in[rank];
  }

  /** An array with an entry per vertex that nobody needs any more. */
  int[] spare() {
    return spare;
  }

  /** Edges as the data set counts them. */
  long edges() {
    return onceEach(listed);
  }

  /** Arcs in all rows of a direction. */
  long directedEdges() {
    return arcs == Arcs.MIRRORED ? 2 * listed - loops : listed;
  }

  /** Edges, counted as {@link #edges} does, whose ranks differ by at most a 64th of all. */
  long near() {
    return onceEach(near);
  }

  private long onceEach(long count) {
    return arcs == Arcs.SYMMETRIC ? (count - loops) / 2 + loops : count;
  }
}
