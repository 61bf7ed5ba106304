package pregel.core.result;

import java.io.IOException;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import pregel.api.Column;
import pregel.core.commit.OutputPart;
import pregel.core.files.FileStore;
import pregel.core.graph.VertexIds;
import pregel.core.graph.VertexNames;

/**
 * The result of all workers, put together in memory: every vertex once, its slot its place among
 * all ids.
 *
 * @param ids the vertices
 * @param columns their values, by slot
 */
public record WholeResult(VertexIds ids, List<Column> columns) {

  /**
   * Reads the parts of all workers.
   *
   * @param directory where they are
   * @param columns makes the result columns for so many vertices
   */
  public static WholeResult read(
      FileStore store, String directory, List<OutputPart> parts, IntFunction<List<Column>> columns)
      throws IOException {
    VertexNames names = names(store, directory, parts);
    List<ResultPart.Reader> readers = new ArrayList<>();
    try {
      long rows = 0;
      for (OutputPart part : parts) {
        if (isOfNames(part)) {
          continue;
        }
        String file = FileStore.join(directory, part.name());
        ResultPart.Reader reader = new ResultPart.Reader(file, store.read(file, 0), part.bytes());
        readers.add(reader);
        rows += reader.ids().length;
      }
      int count = Math.toIntExact(rows);
      long[] sorted = new long[count];
      int[][] slots = merge(readers, sorted);
      List<Column> whole = columns.apply(count);
      for (int part = 0; part < slots.length; part++) {
        readers.get(part).readInto(whole, slots[part]);
      }
      VertexIds ids = new VertexIds(count, LongBuffer.wrap(sorted), 0, null, null, names);
      return new WholeResult(ids, whole);
    } finally {
      for (ResultPart.Reader reader : readers) {
        reader.close();
      }
    }
  }

  private static boolean isOfNames(OutputPart part) {
    return part.name().startsWith(NamesPart.PREFIX);
  }

  /** What ids stand for; null if they are numbers. */
  private static VertexNames names(FileStore store, String directory, List<OutputPart> parts)
      throws IOException {
    List<NamesPart.Source> sources = new ArrayList<>();
    try {
      for (OutputPart part : parts) {
        if (isOfNames(part)) {
          String file = FileStore.join(directory, part.name());
          sources.add(new NamesPart.Source(file, store.read(file, 0)));
        }
      }
      return sources.isEmpty() ? null : NamesPart.merge(sources);
    } finally {
      for (NamesPart.Source source : sources) {
        source.bytes().close();
      }
    }
  }

  /** Merges the ids of all parts; returns for each the places of its rows among all. */
  private static int[][] merge(List<ResultPart.Reader> readers, long[] sorted) throws IOException {
    int[][] slots = new int[readers.size()][];
    int[] at = new int[slots.length];
    for (int part = 0; part < slots.length; part++) {
      slots[part] = new int[readers.get(part).ids().length];
    }
    for (int slot = 0; slot < sorted.length; slot++) {
      int least = -1;
      long leastId = 0;
      for (int part = 0; part < slots.length; part++) {
        if (at[part] < slots[part].length) {
          long id = readers.get(part).ids()[at[part]];
          if (least < 0 || id < leastId) {
            least = part;
            leastId = id;
          }
        }
      }
      if (slot > 0 && leastId <= sorted[slot - 1]) {
        throw new IOException("vertex " + leastId + " is in the result twice, or out of order");
      }
      sorted[slot] = leastId;
      slots[least][at[least]++] = slot;
    }
    return slots;
  }
}
