package pregel.core.graph;

import java.util.List;

/**
 * What the provisional numbers of a {@link NameTable} stand for: the places of names in a
 * dictionary.
 */
public final class NameNumbers {
  private final int[][] places;

  /**
   * @param places the place of each name, by shard of the table and number in it
   */
  NameNumbers(int[][] places) {
    this.places = places;
  }

  /** The place of a name by its provisional number. */
  public int place(long number) {
    return places[(int) number & NameTable.SHARDS - 1][(int) (number >>> NameTable.SHARD_BITS)];
  }

  /** Replaces provisional numbers by places. */
  public void renumber(List<EdgeBlock> blocks, int threads) {
    long edges = 0;
    for (EdgeBlock block : blocks) {
      edges += block.size();
    }
    BuildThreads.of(threads, edges).each(blocks.size(), i -> renumber(blocks.get(i)));
  }

  private void renumber(EdgeBlock block) {
    for (int at = 0; at < 2 * block.size(); at++) {
      if (block.narrow() != null) {
        block.narrow()[at] = place(block.narrow()[at]);
      } else {
        block.wide()[at] = place(block.wide()[at]);
      }
    }
  }

  /** Replaces provisional numbers by places. */
  public void renumber(long[] numbers, int from, int to) {
    for (int i = from; i < to; i++) {
      numbers[i] = place(numbers[i]);
    }
  }

  /** The same numbers in a dictionary to which {@code outer} leads from the places of this one. */
  public NameNumbers in(int[] outer) {
    int[][] mapped = new int[places.length][];
    for (int shard = 0; shard < mapped.length; shard++) {
      mapped[shard] = new int[places[shard].length];
      for (int i = 0; i < mapped[shard].length; i++) {
        mapped[shard][i] = outer[places[shard][i]];
      }
    }
    return new NameNumbers(mapped);
  }

  /** All places, shard after shard behind the number of names in it; {@link #of} reads it. */
  public int[] flat() {
    int size = places.length;
    for (int[] shard : places) {
      size += shard.length;
    }
    int[] all = new int[size];
    int at = 0;
    for (int[] shard : places) {
      all[at++] = shard.length;
      System.arraycopy(shard, 0, all, at, shard.length);
      at += shard.length;
    }
    return all;
  }

  /** The numbers that {@link #flat} has laid out. */
  public static NameNumbers of(int[] flat) {
    int[][] places = new int[NameTable.SHARDS][];
    int at = 0;
    for (int shard = 0; shard < places.length; shard++) {
      places[shard] = new int[flat[at++]];
      System.arraycopy(flat, at, places[shard], 0, places[shard].length);
      at += places[shard].length;
    }
    return new NameNumbers(places);
  }
}
