package pregel.core.graph;

import java.nio.charset.StandardCharsets;

/**
 * The dictionary of string ids: names in unsigned UTF-8 order, numbered from 0. The number is the
 * id that everything inside works with, and its text is what inputs and results call it.
 */
public final class VertexNames {
  private final Texts sorted;

  /**
   * @param sorted distinct names in unsigned UTF-8 order
   */
  public VertexNames(Texts sorted) {
    this.sorted = sorted;
  }

  public int count() {
    return sorted.count();
  }

  public Texts texts() {
    return sorted;
  }

  /** Whether an id has a name: those of vertices that a program added have none. */
  public boolean has(long id) {
    return id >= 0 && id < sorted.count();
  }

  /** The name of an id that has one. */
  public String name(long id) {
    return sorted.text((int) id);
  }

  /** The number of a name, or -1. */
  public int number(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return number(bytes, 0, bytes.length);
  }

  /** The number of the name in bytes {@code from} to {@code to} - 1, or -1. */
  public int number(byte[] utf8, int from, int to) {
    int low = 0;
    int high = sorted.count() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = sorted.compare(middle, utf8, from, to);
      if (order < 0) {
        low = middle + 1;
      } else if (order > 0) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  /** Only the names of some ids, which thereby become 0, 1, 2, ... in their order. */
  VertexNames keep(IdRanks ids, BuildThreads threads) {
    int[] chosen = new int[ids.count()];
    for (int rank = 0; rank < chosen.length; rank++) {
      chosen[rank] = (int) (ids.sorted() == null ? ids.firstId() + rank : ids.sorted().get(rank));
    }
    return new VertexNames(Texts.copy(chosen.length, sorted.source(chosen), threads));
  }
}
