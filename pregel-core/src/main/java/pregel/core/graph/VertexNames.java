package pregel.core.graph;

import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The dictionary of string ids: names in unsigned UTF-8 order, numbered from 0. The number is the
 * id that everything inside works with, and its text is what inputs and results call it. One of
 * several workers has the names of some ids only.
 */
public final class VertexNames {
  private final Texts sorted;
  private final IntBuffer ids;

  /**
   * @param sorted distinct names in unsigned UTF-8 order
   */
  public VertexNames(Texts sorted) {
    this(sorted, null);
  }

  /**
   * The names of some ids.
   *
   * @param sorted their names
   * @param ids ascending
   */
  VertexNames(Texts sorted, IntBuffer ids) {
    this.sorted = sorted;
    this.ids = ids;
  }

  /** How many names there are. */
  public int count() {
    return sorted.count();
  }

  public Texts texts() {
    return sorted;
  }

  /** The id of the name at a place. */
  public int id(int place) {
    return ids == null ? place : ids.get(place);
  }

  /** Whether an id has a name here: those of vertices that a program added have none. */
  public boolean has(long id) {
    return place(id) >= 0;
  }

  /** The name of an id that has one. */
  public String name(long id) {
    return sorted.text(place(id));
  }

  /** The name of an id that has one, as UTF-8; a copy. */
  public byte[] bytes(long id) {
    return sorted.bytes(place(id));
  }

  /** Where the name of an id stands; -1 if it has none. */
  private int place(long id) {
    if (ids == null) {
      return id >= 0 && id < sorted.count() ? (int) id : -1;
    }
    int low = 0;
    int high = ids.capacity() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = ids.get(middle);
      if (found < id) {
        low = middle + 1;
      } else if (found > id) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  /** The number of a name, or -1. */
  public int number(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return number(bytes, 0, bytes.length);
  }

  /** The number of the name in bytes {@code from} to {@code to} - 1, or -1. */
  public int number(byte[] utf8, int from, int to) {
    int place = sorted.find(utf8, from, to);
    return place < 0 ? place : id(place);
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
