package pregel.core.graph;

import pregel.api.VertexOrder;

/**
 * One worker's part of a graph that several have built together: the rows of its vertices, in slots
 * of the whole graph, and what is needed to make slots of its own of these.
 */
public final class DividedGraph {

  /** Hears of a vertex. */
  public interface VertexVisitor {
    void visit(long id, int slot);
  }

  private final IdRanks ranks;
  private final CanonicalOrder order;
  private final EdgeCensus census;
  private final PartitionMap partitions;
  private final int[] owners;
  private final Adjacency.Rows[] in;
  private final Adjacency.Rows[] out;
  private final BuildReport report;

  DividedGraph(
      IdRanks ranks,
      CanonicalOrder order,
      EdgeCensus census,
      PartitionMap partitions,
      int[] owners,
      Adjacency.Rows[] in,
      Adjacency.Rows[] out,
      BuildReport report) {
    this.ranks = ranks;
    this.order = order;
    this.census = census;
    this.partitions = partitions;
    this.owners = owners;
    this.in = in;
    this.out = out;
    this.report = report;
  }

  /** The partitions of the whole graph. */
  public PartitionMap partitions() {
    return partitions;
  }

  /** The worker that owns each partition. */
  public int[] owners() {
    return owners;
  }

  /** Vertices of the whole graph. */
  public int vertices() {
    return ranks.count();
  }

  /** Edges of the whole graph, as the data set counts them. */
  public long edges() {
    return census.edges();
  }

  /** Directed edges of the whole graph. */
  public long directedEdges() {
    return census.directedEdges();
  }

  /** DEGREE or ID. */
  public VertexOrder order() {
    return order.order();
  }

  /** Incoming rows by partition, null where another worker has them; null if not asked for. */
  public Adjacency.Rows[] in() {
    return in;
  }

  /** Outgoing rows, likewise; null in an undirected graph. */
  public Adjacency.Rows[] out() {
    return out;
  }

  /** What building met, on all workers together. */
  public BuildReport report() {
    return report;
  }

  public int inDegree(int slot) {
    return census.in()[rank(slot)];
  }

  public int outDegree(int slot) {
    return census.out()[rank(slot)];
  }

  /** The slot of an external id, or -1 if the graph has no such vertex. */
  public int slot(long id) {
    int rank = ranks.rank(id);
    return rank < 0 || order.slotOfRank() == null ? rank : order.slotOfRank().get(rank);
  }

  /** Visits all vertices of the whole graph, by ascending ids. */
  public void visit(VertexVisitor visitor) {
    int[] next = {0};
    ranks.forEach(
        id -> {
          int rank = next[0]++;
          visitor.visit(id, order.slotOfRank() == null ? rank : order.slotOfRank().get(rank));
        });
  }

  private int rank(int slot) {
    return order.rankOfSlot() == null ? slot : order.rankOfSlot().get(slot);
  }
}
