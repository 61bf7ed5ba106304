package pregel.api.table.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import pregel.api.table.Plan;
import pregel.api.table.SortKey;
import pregel.api.table.TableSchema;
import pregel.api.table.WindowColumn;

/** Windows, each of whose rows looks at all others. */
final class ReferenceWindows {
  private ReferenceWindows() {}

  static List<Object[]> rows(Plan.Window window, List<Object[]> input) {
    TableSchema schema = window.input().schema();
    List<Object[]> sorted = new ArrayList<>(input);
    sorted.sort(ReferenceOrder.by(schema, window.sortKeys()));
    List<SortKey> partition = window.partition().stream().map(SortKey::ascending).toList();
    Comparator<Object[]> samePartition = ReferenceOrder.by(schema, partition);
    Comparator<Object[]> sameOrder = ReferenceOrder.by(schema, window.order());
    List<Object[]> result = new ArrayList<>();
    int start = 0;
    while (start < sorted.size()) {
      int end = start + 1;
      while (end < sorted.size()
          && samePartition.compare(sorted.get(start), sorted.get(end)) == 0) {
        end++;
      }
      List<Object[]> rows = sorted.subList(start, end);
      for (int row = 0; row < rows.size(); row++) {
        List<Object> values = new ArrayList<>(Arrays.asList(rows.get(row)));
        for (WindowColumn column : window.columns()) {
          int place = column.column() == null ? -1 : schema.place(column.column(), "window");
          values.add(value(column, place, rows, row, sameOrder));
        }
        result.add(values.toArray());
      }
      start = end;
    }
    return result;
  }

  private static Object value(
      WindowColumn column, int place, List<Object[]> rows, int row, Comparator<Object[]> order) {
    return switch (column.kind()) {
      case ROW_NUMBER -> row + 1L;
      case RANK ->
          1
              + rows.subList(0, row).stream()
                  .filter(r -> order.compare(r, rows.get(row)) < 0)
                  .count();
      case DENSE_RANK -> {
        long rank = 1;
        for (int i = 1; i <= row; i++) {
          rank += order.compare(rows.get(i - 1), rows.get(i)) != 0 ? 1 : 0;
        }
        yield rank;
      }
      case LAG -> row < column.to() ? null : rows.get(row - column.to())[place];
      case LEAD ->
          row + (long) column.to() >= rows.size() ? null : rows.get(row + column.to())[place];
      case MOVING -> {
        long first =
            column.from() == WindowColumn.UNBOUNDED ? 0 : Math.max(0, row + (long) column.from());
        long last = Math.min(rows.size() - 1, row + (long) column.to());
        List<Object[]> frame = first > last ? List.of() : rows.subList((int) first, (int) last + 1);
        yield ReferenceAggregates.of(
            column.asAggregate(),
            place < 0
                ? Collections.nCopies(frame.size(), true)
                : frame.stream().map(r -> r[place]).filter(value -> value != null).toList());
      }
    };
  }
}
