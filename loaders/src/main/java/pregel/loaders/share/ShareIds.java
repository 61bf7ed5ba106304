package pregel.loaders.share;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import pregel.core.graph.DividedGraph;
import pregel.core.graph.DividedNames;
import pregel.core.graph.OffHeap;
import pregel.core.graph.VertexIds;
import pregel.core.graph.VertexNames;
import pregel.core.share.LocalSlots;

/**
 * The ids of a worker's local slots, with the names of the vertices that it owns. Names that no
 * vertex has leave no gap, so that an id is then a vertex's place among all.
 */
final class ShareIds {
  private ShareIds() {}

  /**
   * All workers call this. The whole graph's vertices are visited in order, so none is sorted.
   *
   * @param names what ids stand for; null if they are numbers
   */
  static VertexIds of(DividedGraph part, LocalSlots slots, DividedNames names)
      throws InterruptedException {
    int count = slots.count();
    LongBuffer sorted = OffHeap.longs(count);
    IntBuffer slotOfRank = OffHeap.ints(count);
    IntBuffer rankOfSlot = OffHeap.ints(count);
    int[] places = new int[names == null ? 0 : count];
    int[] called = new int[places.length];
    int[] next = new int[2];
    part.visit(
        (id, slot) -> {
          int rank = next[0]++;
          int local = slots.local(slot);
          if (local < 0) {
            return;
          }
          rankOfSlot.put(local, sorted.position());
          slotOfRank.put(sorted.position(), local);
          sorted.put(names == null ? id : rank);
          if (names != null && slots.isOwned(local)) {
            places[next[1]] = (int) id;
            called[next[1]++] = rank;
          }
        });
    VertexNames owned =
        names == null
            ? null
            : names.names(Arrays.copyOf(places, next[1]), Arrays.copyOf(called, next[1]));
    return new VertexIds(count, sorted.rewind(), 0, slotOfRank, rankOfSlot, owned);
  }
}
