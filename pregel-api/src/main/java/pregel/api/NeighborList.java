package pregel.api;

/**
 * The neighbours of a vertex that precede it in canonical order, ascending, each once: loops,
 * direction and parallel edges are dropped, and {@link #arcs} says how many directions an edge had.
 * In degree order a hub's list is short, so intersecting these lists finds every triangle once at
 * the cost that Chiba and Nishizeki (SIAM J. Comput. 1985) bound.
 *
 * <p>Where a program changes the graph, the list is that of the start of the superstep, the
 * vertex's own changes left aside, and vertices that do not exist are not in it. An undirected edge
 * that one end lost, because the vertex there was removed and added again, is in the list of the
 * other end alone.
 *
 * <p>A view owned by the engine, one per thread; valid until {@code compute} returns.
 */
public abstract class NeighborList {

  /** How many there are. */
  public abstract int size();

  /** The canonical position of the neighbour at {@code index}. */
  public abstract int order(int index);

  /**
   * Directed edges between this vertex and that neighbour, either way: 1 or 2; in an undirected
   * graph always 2.
   */
  public abstract int arcs(int index);

  /**
   * The vertices in both this list and the list of the neighbour at {@code index}: with that
   * neighbour they close a triangle. The view is re-used by the next call.
   */
  public abstract CommonNeighbors commonWith(int index);

  /** Sends to the neighbour at {@code index}; for programs with long messages. */
  public abstract void send(int index, long message);

  /**
   * A cursor over the common part of two lists; stands before the first until {@link #next} is
   * called.
   */
  public abstract static class CommonNeighbors {

    /** Moves to the next common neighbour; false when there is none. */
    public abstract boolean next();

    /** The canonical position of the common neighbour. */
    public abstract int order();

    /** Directed edges between the vertex being computed and the common neighbour: 1 or 2. */
    public abstract int arcs();

    /** Directed edges between the other list's vertex and the common neighbour: 1 or 2. */
    public abstract int otherArcs();

    /** Sends to the common neighbour; for programs with long messages. */
    public abstract void send(long message);
  }
}
