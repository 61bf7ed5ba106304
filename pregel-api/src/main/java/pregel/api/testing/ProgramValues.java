package pregel.api.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.ObjectColumn;

/** The values of a program's result columns, by vertex id. */
public final class ProgramValues {
  private final List<String> names = new ArrayList<>();
  private final SortedMap<Long, List<Object>> rows = new TreeMap<>();

  /**
   * Reads columns.
   *
   * @param columns whose internal ones are left out
   * @param slots the slots of the vertices that exist
   * @param idOfSlot their ids
   */
  public ProgramValues(List<Column> columns, Iterable<Integer> slots, IntToLongFunction idOfSlot) {
    List<IntFunction<Object>> readers = new ArrayList<>();
    for (Column column : columns) {
      if (!column.isInternal()) {
        names.add(column.name());
        readers.add(reader(column));
      }
    }
    for (int slot : slots) {
      List<Object> row = new ArrayList<>();
      readers.forEach(reader -> row.add(reader.apply(slot)));
      rows.put(idOfSlot.applyAsLong(slot), Collections.unmodifiableList(row));
    }
  }

  private static IntFunction<Object> reader(Column column) {
    if (column instanceof DoubleColumn doubles) {
      return doubles::at;
    } else if (column instanceof LongColumn longs) {
      return longs::at;
    } else if (column instanceof IntColumn ints) {
      return ints::at;
    } else if (column instanceof BooleanColumn booleans) {
      return booleans::at;
    } else {
      return slot -> String.valueOf(((ObjectColumn<?>) column).at(slot));
    }
  }

  /**
   * The first difference to other values, in a few words.
   *
   * @param tolerance how far doubles may be apart, relative to the larger; 0 compares bits
   */
  Optional<String> difference(ProgramValues other, double tolerance) {
    if (!rows.keySet().equals(other.rows.keySet())) {
      return Optional.of("vertices " + other.rows.keySet() + " instead of " + rows.keySet());
    }
    for (long id : rows.keySet()) {
      for (int c = 0; c < names.size(); c++) {
        Object mine = rows.get(id).get(c);
        Object others = other.rows.get(id).get(c);
        if (!isSame(mine, others, tolerance)) {
          return Optional.of(
              names.get(c) + " of vertex " + id + " is " + others + " instead of " + mine);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isSame(Object one, Object other, double tolerance) {
    if (one.equals(other)) {
      return true;
    }
    return one instanceof Double a
        && other instanceof Double b
        && Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
  }
}
