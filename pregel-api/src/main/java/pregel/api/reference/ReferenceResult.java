package pregel.api.reference;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.ObjectColumn;

/**
 * What a program left behind.
 *
 * @param ids the external id at every position of the canonical order
 * @param partitions the partition that owns every position
 * @param columns every declared column, internal ones too; a slot is a position
 * @param supersteps what each superstep did
 */
public record ReferenceResult(
    List<Long> ids, List<Integer> partitions, List<Column> columns, List<Superstep> supersteps) {

  /**
   * What a superstep did.
   *
   * @param computed vertices computed
   * @param active vertices active after it
   * @param messages messages produced: one per edge of a broadcast, one per addressed message
   * @param dropped addressed messages whose target does not exist
   */
  public record Superstep(long computed, long active, long messages, long dropped) {}

  /** The values of a double column by external id. */
  public Map<Long, Double> doubles(String column) {
    DoubleColumn values = (DoubleColumn) column(column);
    return byId(values::at);
  }

  /** The values of a long column by external id. */
  public Map<Long, Long> longs(String column) {
    LongColumn values = (LongColumn) column(column);
    return byId(values::at);
  }

  /** The values of an int column by external id. */
  public Map<Long, Integer> ints(String column) {
    IntColumn values = (IntColumn) column(column);
    return byId(values::at);
  }

  /** The values of a boolean column by external id. */
  public Map<Long, Boolean> booleans(String column) {
    BooleanColumn values = (BooleanColumn) column(column);
    return byId(values::at);
  }

  /** The values of an object column by external id. */
  public Map<Long, Object> objects(String column) {
    ObjectColumn<?> values = (ObjectColumn<?>) column(column);
    return byId(values::at);
  }

  private Column column(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column \"" + name + "\""));
  }

  private <T> Map<Long, T> byId(IntFunction<T> at) {
    Map<Long, T> values = new TreeMap<>();
    for (int position = 0; position < ids.size(); position++) {
      values.put(ids.get(position), at.apply(position));
    }
    return values;
  }
}
