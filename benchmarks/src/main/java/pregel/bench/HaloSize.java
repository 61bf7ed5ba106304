package pregel.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import pregel.api.Direction;
import pregel.api.VertexOrder;
import pregel.core.assignment.AssignmentRule;
import pregel.core.assignment.PartitionEdges;
import pregel.core.assignment.WorkerShares;
import pregel.core.graph.Adjacency;
import pregel.core.graph.BuildOptions;
import pregel.core.graph.EdgesBetween;
import pregel.core.graph.Graph;
import pregel.core.graph.GraphBuilder;
import pregel.core.graph.PartitionMap;
import pregel.loaders.read.Directedness;
import pregel.loaders.read.GraphReader;
import pregel.loaders.read.ReadOptions;

/**
 * How many values cross from worker to worker in a superstep in which all vertices broadcast along
 * their edges, and how even the work is, by the rule that assigns partitions.
 *
 * <p>Arguments: a graph; auto, degree or id (auto); undirected, if its lines are edges either way,
 * or directed; the number of partitions (that which the graph asks for).
 */
public final class HaloSize {
  private static final int[] WORKERS = {2, 4, 8, 16};

  private final Graph graph;
  private final Adjacency rows;
  private final PartitionMap partitions;
  private final long[] loads;
  private final PartitionEdges edges;

  private HaloSize(Graph graph) {
    this.graph = graph;
    this.rows = graph.adjacency(Direction.IN);
    this.partitions = graph.partitions();
    this.loads = partitions.loads(graph.inDegrees()::get);
    this.edges = EdgesBetween.of(rows);
  }

  public static void main(String[] args) {
    VertexOrder order =
        args.length > 1 ? VertexOrder.valueOf(args[1].toUpperCase(Locale.ROOT)) : VertexOrder.AUTO;
    boolean undirected = args.length > 2 && args[2].equals("undirected");
    System.out.println("repeat: benchmarks/run HaloSize " + String.join(" ", args));
    int threads = Runtime.getRuntime().availableProcessors();
    ReadOptions reading = ReadOptions.defaults(threads);
    BuildOptions building =
        new BuildOptions(
            order,
            BuildOptions.Duplicates.KEEP,
            false,
            BuildOptions.UnknownVertices.CREATE,
            args.length > 3 ? Integer.parseInt(args[3]) : 0,
            threads);
    new HaloSize(
            GraphBuilder.build(
                    GraphReader.read(
                            List.of(args[0]),
                            undirected
                                ? reading.withDirectedness(Directedness.UNDIRECTED)
                                : reading)
                        .edges(),
                    building,
                    Direction.IN)
                .graph())
        .print();
  }

  private void print() {
    System.out.printf(
        Locale.ROOT,
        "%,d vertices, %,d directed edges, %d partitions in %s order; the heaviest has %.1f of the"
            + " mean%n",
        graph.vertices(),
        graph.directedEdges(),
        partitions.partitions(),
        graph.order().name().toLowerCase(Locale.ROOT),
        Arrays.stream(loads).max().orElse(0) * (double) loads.length / Arrays.stream(loads).sum());
    System.out.println("values that cross; load of the fullest worker / mean");
    System.out.print("workers");
    for (AssignmentRule rule : AssignmentRule.values()) {
      System.out.printf(Locale.ROOT, "%18s", rule.name().toLowerCase(Locale.ROOT));
    }
    System.out.println();
    for (int workers : WORKERS) {
      System.out.printf(Locale.ROOT, "%7d", workers);
      WorkerShares shares = WorkerShares.equal(workers);
      for (AssignmentRule rule : AssignmentRule.values()) {
        int[] owners = rule.assignment(edges).owners(loads, shares);
        System.out.printf(
            Locale.ROOT,
            "%,13d %.2f",
            halo(owners, workers),
            shares.fullest(owners, loads) / Arrays.stream(loads).sum());
      }
      System.out.println();
    }
  }

  /** Vertices that stand in the rows of a worker that does not own them, over all workers. */
  private long halo(int[] owners, int workers) {
    long halo = 0;
    for (int worker = 0; worker < workers; worker++) {
      long[] read = new long[graph.vertices() + 63 >>> 6];
      for (int partition = 0; partition < owners.length; partition++) {
        if (owners[partition] == worker) {
          for (int target : rows.rows(partition).targets()) {
            read[target >>> 6] |= 1L << target;
          }
        }
      }
      for (int partition = 0; partition < owners.length; partition++) {
        // A partition that is not empty starts with a word of its own.
        int from = partitions.start(partition) >>> 6;
        int end = partitions.end(partition) + 63 >>> 6;
        for (int word = from; owners[partition] != worker && word < end; word++) {
          halo += Long.bitCount(read[word]);
        }
      }
    }
    return halo;
  }
}
