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
 * @param ids the ids of the vertices that exist, in canonical order
 * @param partitions the partition of each of them
 * @param columns every declared column, internal ones too; the value of the n-th id is at slot n
 * @param supersteps what each superstep did
 * @param phases the name of the phase that each superstep ran; empty in a program without phases
 * @param graph the vertices that exist and the edges that they hold, each direction of an
 *     undirected edge for itself; edges to vertices that do not exist are there
 * @param lost requests to change the graph that lost, those of the last superstep included
 * @param values what the program reported of the whole job, by name
 */
public record ReferenceResult(
    List<Long> ids,
    List<Integer> partitions,
    List<Column> columns,
    List<Superstep> supersteps,
    List<String> phases,
    ReferenceGraph graph,
    long lost,
    Map<String, Double> values) {

  /**
   * What a superstep did.
   *
   * @param computed vertices computed
   * @param active vertices active after it
   * @param messages messages produced: one per edge of a broadcast, one per addressed message, one
   *     per question
   * @param dropped messages whose target does not exist: those sent in this superstep or, in a
   *     program that may change the graph, those that were to be received in it
   * @param lost requests of the superstep before that lost to others or to what was there
   */
  public record Superstep(long computed, long active, long messages, long dropped, long lost) {}

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
