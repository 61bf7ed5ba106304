package pregel.api.table.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pregel.api.table.Aggregate;
import pregel.api.table.Plan;
import pregel.api.table.Projection;
import pregel.api.table.RowsSource;
import pregel.api.table.Table;
import pregel.api.table.TableSchema;

/** Carries out plans over rows in memory. */
public final class ReferenceTables {
  private ReferenceTables() {}

  /**
   * The rows of a table, in order.
   *
   * @throws IllegalArgumentException if a source is not a {@link RowsSource}
   */
  public static List<Object[]> rows(Table table) {
    return rows(table.plan());
  }

  private static List<Object[]> rows(Plan plan) {
    if (plan instanceof Plan.Source source) {
      if (source.source() instanceof RowsSource rows) {
        return rows.rows();
      }
      throw new IllegalArgumentException(source.source().name() + " does not hold its rows");
    } else if (plan instanceof Plan.Filter filter) {
      TableSchema schema = filter.schema();
      return rows(filter.input()).stream()
          .filter(row -> Boolean.TRUE.equals(new RowValues(schema, row).of(filter.condition())))
          .toList();
    } else if (plan instanceof Plan.Project project) {
      TableSchema schema = project.input().schema();
      return rows(project.input()).stream().map(row -> project(project, schema, row)).toList();
    } else if (plan instanceof Plan.Union union) {
      List<Object[]> all = new ArrayList<>(rows(union.first()));
      all.addAll(rows(union.second()));
      return all;
    } else if (plan instanceof Plan.Distinct distinct) {
      return distinct(rows(distinct.input()), distinct.schema().size());
    } else if (plan instanceof Plan.Sort sort) {
      List<Object[]> sorted = new ArrayList<>(rows(sort.input()));
      sorted.sort(ReferenceOrder.by(sort.schema(), sort.keys()));
      return sorted;
    } else if (plan instanceof Plan.Limit limit) {
      return rows(limit.input()).stream().limit(limit.rows()).toList();
    } else if (plan instanceof Plan.Join join) {
      return join(join);
    }
    return group((Plan.GroupBy) plan);
  }

  private static Object[] project(Plan.Project project, TableSchema schema, Object[] row) {
    RowValues values = new RowValues(schema, row);
    return project.columns().stream().map(Projection::value).map(values::of).toArray();
  }

  private static List<Object[]> distinct(List<Object[]> rows, int columns) {
    Map<Object[], Object[]> seen = new TreeMap<>(ReferenceOrder.rising(columns));
    for (Object[] row : rows) {
      Object[] canonical = Arrays.stream(row).map(ReferenceOrder::canonical).toArray();
      seen.putIfAbsent(canonical, canonical);
    }
    return List.copyOf(seen.values());
  }

  private static List<Object[]> join(Plan.Join join) {
    List<Object[]> left = rows(join.left());
    List<Object[]> right = rows(join.right());
    TableSchema rightSchema = join.right().schema();
    int[] leftKeys = join.left().schema().places(join.leftKeys(), "join");
    int[] rightKeys = rightSchema.places(join.rightKeys(), "join");
    int[] added =
        join.type().pairs()
            ? java.util.stream.IntStream.range(0, rightSchema.size())
                .filter(i -> !join.rightKeys().contains(rightSchema.field(i).name()))
                .toArray()
            : new int[0];
    int leftSize = join.left().schema().size();
    boolean[] matched = new boolean[right.size()];
    List<Object[]> result = new ArrayList<>();
    for (Object[] one : left) {
      boolean any = false;
      for (int i = 0; i < right.size(); i++) {
        if (equal(one, leftKeys, right.get(i), rightKeys)) {
          any = true;
          matched[i] = true;
          if (join.type().pairs()) {
            result.add(joined(one, leftSize, right.get(i), added));
          }
        }
      }
      switch (join.type()) {
        case LEFT, FULL, ANTI -> {
          if (!any) {
            result.add(joined(one, leftSize, null, added));
          }
        }
        case SEMI -> {
          if (any) {
            result.add(joined(one, leftSize, null, added));
          }
        }
        case INNER, RIGHT -> {}
      }
    }
    for (int i = 0; i < matched.length; i++) {
      if (!matched[i] && join.type().keepsRight()) {
        Object[] alone = joined(null, leftSize, right.get(i), added);
        for (int key = 0; key < leftKeys.length; key++) {
          alone[leftKeys[key]] = right.get(i)[rightKeys[key]];
        }
        result.add(alone);
      }
    }
    return result;
  }

  private static boolean equal(Object[] left, int[] leftKeys, Object[] right, int[] rightKeys) {
    for (int i = 0; i < leftKeys.length; i++) {
      Object one = left[leftKeys[i]];
      Object other = right[rightKeys[i]];
      if (one == null || other == null || ReferenceOrder.compare(one, other) != 0) {
        return false;
      }
    }
    return true;
  }

  private static Object[] joined(Object[] left, int leftSize, Object[] right, int[] added) {
    Object[] row = new Object[leftSize + added.length];
    if (left != null) {
      System.arraycopy(left, 0, row, 0, leftSize);
    }
    for (int i = 0; i < added.length && right != null; i++) {
      row[leftSize + i] = right[added[i]];
    }
    return row;
  }

  private static List<Object[]> group(Plan.GroupBy group) {
    TableSchema schema = group.input().schema();
    int[] keys = schema.places(group.keys(), "groupBy");
    Map<Object[], List<Object[]>> groups = new TreeMap<>(ReferenceOrder.rising(keys.length));
    if (keys.length == 0) {
      groups.put(new Object[0], new ArrayList<>());
    }
    for (Object[] row : rows(group.input())) {
      Object[] key = Arrays.stream(keys).mapToObj(k -> ReferenceOrder.canonical(row[k])).toArray();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    List<Object[]> result = new ArrayList<>();
    groups.forEach(
        (key, rows) -> {
          List<Object> row = new ArrayList<>(Arrays.asList(key));
          for (Aggregate aggregate : group.aggregates()) {
            List<Object> values =
                aggregate.column() == null
                    ? Collections.nCopies(rows.size(), true)
                    : values(rows, schema.place(aggregate.column(), "groupBy"));
            row.add(ReferenceAggregates.of(aggregate, values));
          }
          result.add(row.toArray());
        });
    return result;
  }

  /** A column's values without missing ones. */
  private static List<Object> values(List<Object[]> rows, int place) {
    return rows.stream().map(row -> row[place]).filter(value -> value != null).toList();
  }
}
