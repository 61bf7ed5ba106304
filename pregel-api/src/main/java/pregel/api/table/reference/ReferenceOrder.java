package pregel.api.table.reference;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import pregel.api.table.SortKey;
import pregel.api.table.TableSchema;

/** How values and rows compare. */
final class ReferenceOrder {
  private ReferenceOrder() {}

  /** Compares two values of one type, none missing. */
  static int compare(Object left, Object right) {
    if (left instanceof Double one) {
      return Double.compare(normal(one), normal((Double) right));
    } else if (left instanceof String one) {
      return Arrays.compareUnsigned(
          one.getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8));
    } else if (left instanceof Boolean one) {
      return Boolean.compare(one, (Boolean) right);
    }
    return Long.compare((Long) left, (Long) right);
  }

  /** The one value that stands for all that are equal to it. */
  static Object canonical(Object value) {
    return value instanceof Double number ? (Object) normal(number) : value;
  }

  private static double normal(double value) {
    return value == 0 ? 0.0 : Double.isNaN(value) ? Double.NaN : value;
  }

  static Comparator<Object[]> by(TableSchema schema, List<SortKey> keys) {
    Comparator<Object[]> order = (left, right) -> 0;
    for (SortKey key : keys) {
      int place = schema.place(key.column(), "sort");
      Comparator<Object> values = ReferenceOrder::compare;
      Comparator<Object> nulls =
          key.nullsFirst()
              ? Comparator.nullsFirst(key.descending() ? values.reversed() : values)
              : Comparator.nullsLast(key.descending() ? values.reversed() : values);
      order = order.thenComparing((Object[] row) -> row[place], nulls);
    }
    return order;
  }

  /** By the first {@code columns} values, rising, missing ones last. */
  static Comparator<Object[]> rising(int columns) {
    Comparator<Object> values = Comparator.nullsLast(ReferenceOrder::compare);
    return (left, right) -> {
      for (int i = 0; i < columns; i++) {
        int order = values.compare(left[i], right[i]);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }
}
