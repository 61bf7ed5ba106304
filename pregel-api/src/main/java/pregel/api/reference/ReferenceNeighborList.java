package pregel.api.reference;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import pregel.api.NeighborList;

/** The neighbours that precede a vertex, found by looking. */
final class ReferenceNeighborList extends NeighborList {
  private final Topology topology;
  private final ReferenceVertex vertex;
  private final int position;
  private final List<Integer> preceding;

  ReferenceNeighborList(Topology topology, ReferenceVertex vertex, int position) {
    this.topology = topology;
    this.vertex = vertex;
    this.position = position;
    this.preceding = preceding(position);
  }

  private List<Integer> preceding(int from) {
    return List.copyOf(topology.neighbors(from).headMap(from).keySet());
  }

  private int arcsBetween(int one, int other) {
    return topology.neighbors(one).get(other);
  }

  private void sendToPosition(int other, long message) {
    long id = topology.arrangement().ids().get(other);
    vertex.send(vertex.main().channel(), id, vertex.main().fitting(message));
  }

  @Override
  public int size() {
    return preceding.size();
  }

  @Override
  public int order(int index) {
    return preceding.get(index);
  }

  @Override
  public int arcs(int index) {
    return arcsBetween(position, order(index));
  }

  @Override
  public void send(int index, long message) {
    sendToPosition(order(index), message);
  }

  @Override
  public CommonNeighbors commonWith(int index) {
    int other = order(index);
    Map<Integer, Integer> neighborsOfOther = topology.neighbors(other).headMap(other);
    Iterator<Integer> common =
        preceding.stream().filter(neighborsOfOther::containsKey).toList().iterator();
    return new CommonNeighbors() {
      private int current;

      @Override
      public boolean next() {
        boolean hasNext = common.hasNext();
        if (hasNext) {
          current = common.next();
        }
        return hasNext;
      }

      @Override
      public int order() {
        return current;
      }

      @Override
      public int arcs() {
        return arcsBetween(position, current);
      }

      @Override
      public int otherArcs() {
        return arcsBetween(other, current);
      }

      @Override
      public void send(long message) {
        sendToPosition(current, message);
      }
    };
  }
}
