package pregel.core.graph;

import java.nio.IntBuffer;
import java.util.List;
import pregel.api.Direction;
import pregel.api.EdgeColumn;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.VertexOrder;

/**
 * A graph ready to run on. Rows exist for one direction at least; the others are made from it when
 * they are first asked for, by one thread at a time.
 *
 * <p>In an undirected graph all directions are the same rows, in which every edge but a self-loop
 * stands twice.
 */
public final class Graph {
  private final VertexIds ids;
  private final PartitionMap partitions;
  private final boolean undirected;
  private final boolean weighted;
  private final VertexOrder order;
  private final long edges;
  private final IntBuffer outDegrees;
  private final IntBuffer inDegrees;
  private final GraphColumns columns;
  private final int threads;
  private boolean fixed;
  private Adjacency in;
  private Adjacency out;
  private Adjacency both;

  /**
   * @param ids external ids
   * @param partitions which partition owns which slots
   * @param undirected whether the rows hold every edge from both ends
   * @param weighted whether the rows hold weights
   * @param order DEGREE or ID, as decided
   * @param edges edges as the data set counts them: an undirected edge once
   * @param outDegrees outgoing edges by slot
   * @param inDegrees incoming edges by slot; the same buffer in an undirected graph
   * @param in incoming rows, or null
   * @param out outgoing rows, or null
   * @param columns what it holds of vertices and edges besides
   * @param threads threads to make further directions with
   */
  public Graph(
      VertexIds ids,
      PartitionMap partitions,
      boolean undirected,
      boolean weighted,
      VertexOrder order,
      long edges,
      IntBuffer outDegrees,
      IntBuffer inDegrees,
      Adjacency in,
      Adjacency out,
      GraphColumns columns,
      int threads) {
    this.ids = ids;
    this.partitions = partitions;
    this.undirected = undirected;
    this.weighted = weighted;
    this.order = order;
    this.edges = edges;
    this.outDegrees = outDegrees;
    this.inDegrees = inDegrees;
    this.in = in;
    this.out = undirected ? in : out;
    this.both = undirected ? in : null;
    this.columns = columns;
    this.threads = threads;
  }

  /** A graph without columns. */
  public Graph(
      VertexIds ids,
      PartitionMap partitions,
      boolean undirected,
      boolean weighted,
      VertexOrder order,
      long edges,
      IntBuffer outDegrees,
      IntBuffer inDegrees,
      Adjacency in,
      Adjacency out,
      int threads) {
    this(
        ids,
        partitions,
        undirected,
        weighted,
        order,
        edges,
        outDegrees,
        inDegrees,
        in,
        out,
        GraphColumns.NONE,
        threads);
  }

  public int vertices() {
    return ids.count();
  }

  /** Edges as the data set counts them: an undirected edge once. */
  public long edges() {
    return edges;
  }

  /** Directed edges held. */
  public long directedEdges() {
    return in != null ? in.edges() : out.edges();
  }

  public VertexIds ids() {
    return ids;
  }

  public PartitionMap partitions() {
    return partitions;
  }

  public boolean isUndirected() {
    return undirected;
  }

  public boolean isWeighted() {
    return weighted;
  }

  /** DEGREE or ID. */
  public VertexOrder order() {
    return order;
  }

  /** The input's values per vertex. */
  public List<VertexColumn> vertexColumns() {
    return columns.ofVertices();
  }

  /** The input's values per edge, in the order in which rows hold them. */
  public List<HeldEdgeColumn> edgeColumns() {
    return columns.ofEdges();
  }

  /**
   * The number by which rows know a column that a program declares.
   *
   * @throws JobException of kind INPUT if the graph has none of its name and type
   */
  public int edgeColumn(EdgeColumn wanted) {
    HeldEdgeColumn held = HeldEdgeColumn.of(wanted);
    int number = columns.ofEdges().indexOf(held);
    if (number < 0) {
      throw new JobException(
          FailureKind.INPUT,
          "edge column \""
              + wanted.name()
              + "\": the program reads it as "
              + held.type().label()
              + " and the input has "
              + InputColumns.listed(
                  columns.ofEdges().stream().map(c -> c.name() + ":" + c.type().label()).toList())
              + "; give edges as csv with a column named "
              + wanted.name()
              + ":"
              + held.type().label());
    }
    return number;
  }

  /** Outgoing edges by slot. */
  public IntBuffer outDegrees() {
    return outDegrees;
  }

  /** Incoming edges by slot. */
  public IntBuffer inDegrees() {
    return inDegrees;
  }

  /**
   * Says that incoming rows cannot be made from outgoing ones, nor these from those: part of them
   * is elsewhere.
   */
  public void fixRows() {
    fixed = true;
  }

  private Adjacency made(Adjacency from, IntBuffer degrees, Direction direction) {
    if (fixed) {
      throw new IllegalStateException("rows of direction " + direction + " were not loaded");
    }
    return Transposition.transpose(from, degrees, threads);
  }

  /** Whether asking for a direction's rows costs nothing. */
  public synchronized boolean has(Direction direction) {
    return switch (direction) {
      case IN -> in != null;
      case OUT -> out != null;
      case BOTH -> both != null;
    };
  }

  /**
   * The rows of a direction: the ends of its incoming, its outgoing or all its edges. Made now if
   * need be.
   */
  public synchronized Adjacency adjacency(Direction direction) {
    switch (direction) {
      case IN -> {
        if (in == null) {
          in = made(out, inDegrees, direction);
        }
        return in;
      }
      case OUT -> {
        if (out == null) {
          out = made(in, outDegrees, direction);
        }
        return out;
      }
      case BOTH -> {
        if (both == null) {
          both = Transposition.merge(adjacency(Direction.IN), adjacency(Direction.OUT), threads);
        }
        return both;
      }
    }
    throw new AssertionError(direction);
  }
}
