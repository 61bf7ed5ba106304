package pregel.loaders.share;

import java.util.Arrays;
import java.util.List;
import pregel.core.graph.DividedGraph;
import pregel.core.graph.DividedNames;
import pregel.core.graph.VertexNames;

/** Finds vertices and names in a graph that several workers have built. */
final class PartLookup implements NameLookup {
  private final DividedGraph part;
  private final DividedNames names;

  PartLookup(DividedGraph part, DividedNames names) {
    this.part = part;
    this.names = names;
  }

  @Override
  public long[] ids(List<String> wanted) throws InterruptedException {
    return Arrays.stream(names.places(wanted)).mapToLong(part::rank).toArray();
  }

  @Override
  public VertexNames all() throws InterruptedException {
    int[] places = new int[part.vertices()];
    int[] ids = new int[places.length];
    int[] next = {0};
    part.visit(
        (place, slot) -> {
          ids[next[0]] = next[0];
          places[next[0]++] = (int) place;
        });
    return names.names(places, ids);
  }
}
