package pregel.cli.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pregel.algorithms.Ranking;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.ObjectColumn;
import pregel.core.graph.VertexIds;
import pregel.loaders.write.ShortestDecimal;

/** The best rows of a result as a table: by the first column, ties by smaller id. */
public final class TopRows {
  private final List<String[]> table = new ArrayList<>();

  private TopRows() {}

  /**
   * Chooses the best rows.
   *
   * @return null when the first column has no order
   */
  public static TopRows of(VertexIds ids, List<Column> columns, Ranking ranking, int count) {
    if (columns.isEmpty() || count <= 0) {
      return null;
    }
    Column first = columns.get(0);
    if (ranking == Ranking.LARGEST_GROUPS && first instanceof LongColumn groups) {
      return groups(ids, groups, count);
    }
    if (!(first instanceof DoubleColumn
        || first instanceof LongColumn
        || first instanceof IntColumn)) {
      return null;
    }
    TopRows top = new TopRows();
    String[] header = new String[columns.size() + 1];
    header[0] = "id";
    for (int i = 0; i < columns.size(); i++) {
      header[i + 1] = columns.get(i).name();
    }
    top.table.add(header);
    for (int slot : best(ids, first, ranking == Ranking.SMALLEST, count)) {
      String[] row = new String[columns.size() + 1];
      row[0] = shown(ids.text(ids.id(slot)));
      for (int i = 0; i < columns.size(); i++) {
        row[i + 1] = text(columns.get(i), slot, ids);
      }
      top.table.add(row);
    }
    return top;
  }

  /** Rows that were chosen before, with their header first. */
  public static TopRows of(List<String[]> table) {
    TopRows top = new TopRows();
    top.table.addAll(table);
    return top;
  }

  /** The rows as they are shown, with their header first. */
  public List<String[]> table() {
    return List.copyOf(table);
  }

  public int rows() {
    return table.size() - 1;
  }

  /** Prints with aligned columns. */
  public void print(PrintStream to, String indent) {
    int[] widths = new int[table.get(0).length];
    for (String[] row : table) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : table) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.length; i++) {
        String gap = " ".repeat(widths[i] - row[i].length());
        if (i == 0) {
          line.append(gap).append(row[i]);
        } else {
          line.append("  ").append(row[i]).append(i + 1 < row.length ? gap : "");
        }
      }
      to.println(line);
    }
  }

  /** Slots of the best rows, best first. Keeps a short sorted list; most rows lose at once. */
  private static int[] best(VertexIds ids, Column column, boolean smallest, int count) {
    int wanted = Math.min(count, ids.count());
    int[] slots = new int[wanted];
    int kept = 0;
    for (int rank = 0; rank < ids.count() && wanted > 0; rank++) {
      int slot = ids.slotOfRank(rank);
      if (isAbsent(column, slot)) {
        continue;
      }
      if (kept == wanted && !isBetter(column, slot, slots[kept - 1], smallest)) {
        continue;
      }
      int at = kept < wanted ? kept++ : kept - 1;
      while (at > 0 && isBetter(column, slot, slots[at - 1], smallest)) {
        slots[at] = slots[at - 1];
        at--;
      }
      slots[at] = slot;
    }
    return Arrays.copyOf(slots, kept);
  }

  private static boolean isBetter(Column column, int slot, int than, boolean smallest) {
    int order;
    if (column instanceof DoubleColumn values) {
      order = Double.compare(values.at(slot), values.at(than));
    } else if (column instanceof LongColumn values) {
      order = Long.compare(values.at(slot), values.at(than));
    } else {
      IntColumn values = (IntColumn) column;
      order = Integer.compare(values.at(slot), values.at(than));
    }
    return smallest ? order < 0 : order > 0;
  }

  private static boolean isAbsent(Column column, int slot) {
    if (column instanceof DoubleColumn values) {
      return values.isAbsent(slot);
    }
    if (column instanceof LongColumn values) {
      return values.isAbsent(slot);
    }
    return column instanceof IntColumn values && values.isAbsent(slot);
  }

  private static TopRows groups(VertexIds ids, LongColumn groups, int count) {
    long[] labels = new long[ids.count()];
    for (int rank = 0; rank < labels.length; rank++) {
      labels[rank] = groups.at(ids.slotOfRank(rank));
    }
    Arrays.sort(labels);
    long[] bestLabels = new long[count];
    long[] bestSizes = new long[count];
    int kept = 0;
    for (int from = 0; from < labels.length; ) {
      int to = from + 1;
      while (to < labels.length && labels[to] == labels[from]) {
        to++;
      }
      long size = (long) to - from;
      if (kept < count || size > bestSizes[kept - 1]) {
        int at = kept < count ? kept++ : kept - 1;
        while (at > 0 && size > bestSizes[at - 1]) {
          bestSizes[at] = bestSizes[at - 1];
          bestLabels[at] = bestLabels[at - 1];
          at--;
        }
        bestSizes[at] = size;
        bestLabels[at] = labels[from];
      }
      from = to;
    }
    TopRows top = new TopRows();
    top.table.add(new String[] {groups.name(), "vertices"});
    for (int i = 0; i < kept; i++) {
      String label =
          groups.holdsVertexIds() ? shown(ids.text(bestLabels[i])) : Long.toString(bestLabels[i]);
      top.table.add(new String[] {label, Long.toString(bestSizes[i])});
    }
    return top;
  }

  /** A name without what a terminal would obey. */
  private static String shown(String name) {
    StringBuilder shown = new StringBuilder(name);
    for (int i = 0; i < shown.length(); i++) {
      if (Character.isISOControl(shown.charAt(i))) {
        shown.setCharAt(i, '?');
      }
    }
    return shown.toString();
  }

  private static String text(Column column, int slot, VertexIds ids) {
    if (isAbsent(column, slot)) {
      return "";
    }
    if (column instanceof DoubleColumn values) {
      return ShortestDecimal.toString(values.at(slot));
    }
    if (column instanceof LongColumn values) {
      return values.holdsVertexIds()
          ? shown(ids.text(values.at(slot)))
          : Long.toString(values.at(slot));
    }
    if (column instanceof IntColumn values) {
      return Integer.toString(values.at(slot));
    }
    if (column instanceof BooleanColumn values) {
      return Boolean.toString(values.at(slot));
    }
    return String.valueOf(((ObjectColumn<?>) column).at(slot));
  }
}
