package pregel.api;

/**
 * An edge of a job's input that stands behind an edge of a contracted graph.
 *
 * <p>Origins have a total order: by weight, of equal ones by the smaller of the two ends, then by
 * the larger, then by the source.
 *
 * @param source the id of the vertex it comes from; in an undirected graph the smaller of the ends
 * @param target the id of the vertex it leads to
 * @param weight its weight
 */
public record EdgeOrigin(long source, long target, double weight)
    implements Comparable<EdgeOrigin> {

  @Override
  public int compareTo(EdgeOrigin other) {
    int order = Double.compare(weight, other.weight);
    if (order == 0) {
      order = Long.compare(Math.min(source, target), Math.min(other.source, other.target));
    }
    if (order == 0) {
      order = Long.compare(Math.max(source, target), Math.max(other.source, other.target));
    }
    return order == 0 ? Long.compare(source, other.source) : order;
  }
}
