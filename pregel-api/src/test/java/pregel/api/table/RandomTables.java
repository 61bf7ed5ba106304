package pregel.api.table;

import static pregel.api.table.Expressions.call;
import static pregel.api.table.Expressions.column;
import static pregel.api.table.Expressions.literal;
import static pregel.api.table.Expressions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random tables and pipelines that favour what goes wrong: extremes, ties, missing values. */
public final class RandomTables {
  private static final List<Long> LONGS =
      List.of(0L, 1L, -1L, 2L, 7L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);
  private static final List<Double> DOUBLES =
      List.of(
          0.0,
          -0.0,
          1.0,
          0.1,
          -2.5,
          1e300,
          -1e300,
          5e-324,
          1e-200,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          1e16,
          123456.789);
  private static final List<String> STRINGS =
      List.of(
          "",
          "a",
          "a\0",
          "a\0b",
          "\0",
          "abcdefgh",
          "abcdefghi",
          "abcdefghj",
          "  pad ",
          "Stra\u00dfe",
          "\u00e9",
          "\uD83D\uDE00",
          "\uFFFD",
          "12",
          "-7",
          "3.5",
          "true",
          "2026-11-27T10:05:00");

  private final Random random;

  public RandomTables(Random random) {
    this.random = random;
  }

  /** A table of up to so many rows, with columns {@code c0}, {@code c1} and so on of all types. */
  public RowsSource source(String name, int mostRows) {
    int columns = 1 + random.nextInt(5);
    TableSchema schema =
        TableSchema.of(
            name,
            IntStream.range(0, columns)
                .mapToObj(i -> new Field("c" + i, type(), random.nextInt(4) > 0))
                .toList());
    return source(name, schema, mostRows);
  }

  /** Rows for a schema. Sometimes none, often with one hot value per column. */
  public RowsSource source(String name, TableSchema schema, int mostRows) {
    int count = random.nextInt(8) == 0 ? 0 : random.nextInt(mostRows + 1);
    boolean hot = random.nextInt(3) == 0;
    List<Object> favourites = new ArrayList<>();
    for (Field field : schema.fields()) {
      favourites.add(value(field.type()));
    }
    List<Object[]> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      Object[] values = new Object[schema.size()];
      for (int i = 0; i < values.length; i++) {
        Field field = schema.field(i);
        boolean missing = field.nullable() && random.nextInt(6) == 0;
        values[i] =
            missing
                ? null
                : hot && random.nextInt(10) < 8 ? favourites.get(i) : value(field.type());
      }
      rows.add(values);
    }
    return new RowsSource(name, schema, rows);
  }

  private ColumnType type() {
    return ColumnType.values()[random.nextInt(ColumnType.values().length)];
  }

  private Object value(ColumnType type) {
    return switch (type) {
      case LONG -> random.nextInt(3) == 0 ? pick(LONGS) : (Object) (long) (random.nextInt(9) - 4);
      case DOUBLE ->
          random.nextInt(3) == 0 ? pick(DOUBLES) : (Object) (random.nextInt(100) / 8.0 - 3.1);
      case BOOLEAN -> random.nextBoolean();
      case STRING ->
          random.nextInt(3) == 0
              ? pick(STRINGS)
              : (Object) ("key-" + Integer.toString(random.nextInt(20), 3));
      case DATE_TIME -> 1_700_000_000_000_000L + random.nextInt(40) * 1_800_000_000L;
    };
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** A pipeline of up to so many stages. */
  public Table pipeline(int stages, int mostRows) {
    Table table = Table.of(source("base", mostRows));
    int count = 1 + random.nextInt(stages);
    for (int i = 0; i < count; i++) {
      table = stage(table, mostRows, i);
    }
    return table;
  }

  private Table stage(Table table, int mostRows, int number) {
    return switch (random.nextInt(9)) {
      case 0 -> table.filter(condition(table.schema(), 2));
      case 1 -> project(table, number);
      case 2 -> table.union(Table.of(source("more", table.schema(), mostRows)));
      case 3 -> table.distinct();
      case 4 -> table.sort(sortKeys(table.schema()));
      case 5 -> table.limit(random.nextInt(mostRows + 1));
      case 6, 7 -> join(table, mostRows, number);
      default -> group(table);
    };
  }

  private Table project(Table table, int number) {
    Field field = pick(table.schema().fields());
    return table.with("p" + number, expression(table.schema(), field.type(), 2));
  }

  private SortKey[] sortKeys(TableSchema schema) {
    List<String> names = someNames(schema, 1);
    return names.stream()
        .map(name -> new SortKey(name, random.nextBoolean(), random.nextBoolean()))
        .toArray(SortKey[]::new);
  }

  private List<String> someNames(TableSchema schema, int least) {
    List<String> names = new ArrayList<>(schema.fields().stream().map(Field::name).toList());
    java.util.Collections.shuffle(names, random);
    return names.subList(0, Math.min(names.size(), least + random.nextInt(3)));
  }

  private Table join(Table table, int mostRows, int number) {
    List<String> keys = someNames(table.schema(), 1);
    List<Field> right = new ArrayList<>();
    for (String key : keys) {
      right.add(
          new Field(
              "r" + number + key, table.schema().field(key, "test").type(), random.nextBoolean()));
    }
    List<String> rightKeys = right.stream().map(Field::name).toList();
    right.add(new Field("j" + number, type(), true));
    JoinType type = pick(Arrays.asList(JoinType.values()));
    int most = Math.min(40, mostRows);
    Table other = Table.of(source("right", TableSchema.of("right", right), most));
    return table.join(other, type, keys, rightKeys);
  }

  private Table group(Table table) {
    List<String> keys = someNames(table.schema(), 0);
    List<Aggregate> aggregates = new ArrayList<>();
    aggregates.add(Aggregate.countRows("n"));
    for (Field field : table.schema().fields()) {
      String name = field.name();
      aggregates.add(Aggregate.count(name, "count " + name));
      aggregates.add(Aggregate.min(name, "min " + name));
      aggregates.add(Aggregate.max(name, "max " + name));
      if (field.type().isNumber()) {
        aggregates.add(Aggregate.mean(name, "mean " + name));
        aggregates.add(Aggregate.variance(name, "var " + name));
      }
      if (field.type() == ColumnType.DOUBLE) {
        aggregates.add(Aggregate.sum(name, "sum " + name));
      }
    }
    if (random.nextBoolean()) {
      String counted = pick(table.schema().fields()).name();
      aggregates.add(Aggregate.countDistinct(counted, "distinct"));
    }
    java.util.Collections.shuffle(aggregates, random);
    int most = 1 + random.nextInt(aggregates.size());
    return table
        .groupBy(keys.toArray(String[]::new))
        .aggregate(aggregates.subList(0, most).toArray(Aggregate[]::new));
  }

  /** A condition over columns of a schema. */
  private Expression condition(TableSchema schema, int depth) {
    if (depth == 0) {
      Field field = pick(schema.fields());
      return switch (random.nextInt(3)) {
        case 0 -> column(field.name()).isNull();
        default -> relation(column(field.name()), expression(schema, field.type(), 0));
      };
    }
    return switch (random.nextInt(4)) {
      case 0 -> condition(schema, depth - 1).and(condition(schema, depth - 1));
      case 1 -> condition(schema, depth - 1).or(condition(schema, depth - 1));
      case 2 -> condition(schema, depth - 1).not();
      default -> condition(schema, 0);
    };
  }

  private Expression relation(Expression left, Expression right) {
    return new Expression.Comparison(
        pick(Arrays.asList(Expression.Relation.values())), left, right);
  }

  /** An expression of a type over columns of a schema, which calculates without failing. */
  private Expression expression(TableSchema schema, ColumnType type, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      List<Field> fitting = schema.fields().stream().filter(field -> field.type() == type).toList();
      return fitting.isEmpty() || random.nextInt(3) == 0
          ? new Expression.Literal(type, random.nextInt(8) == 0 ? null : value(type))
          : column(pick(fitting).name());
    }
    if (random.nextInt(5) == 0) {
      return when(condition(schema, 1), expression(schema, type, depth - 1))
          .otherwise(expression(schema, type, depth - 1));
    }
    Expression inner = expression(schema, type, depth - 1);
    return switch (type) {
      case LONG ->
          switch (random.nextInt(4)) {
            case 0 -> inner.mod(literal(7)).plus(literal(3));
            case 1 -> inner.div(literal(-3));
            case 2 -> expression(schema, ColumnType.STRING, depth - 1).tryCast(ColumnType.LONG);
            default -> call(Function.LENGTH, expression(schema, ColumnType.STRING, depth - 1));
          };
      case DOUBLE ->
          switch (random.nextInt(4)) {
            case 0 -> inner.times(expression(schema, type, depth - 1));
            case 1 -> inner.over(expression(schema, ColumnType.LONG, depth - 1));
            case 2 -> call(Function.FLOOR, inner);
            default -> inner.plus(expression(schema, ColumnType.LONG, depth - 1));
          };
      case BOOLEAN -> condition(schema, depth - 1);
      case STRING ->
          switch (random.nextInt(5)) {
            case 0 -> call(Function.UPPER, inner);
            case 1 -> call(Function.CONCAT, inner, literal("-x"));
            case 2 ->
                call(
                    Function.SUBSTRING,
                    inner,
                    literal((long) random.nextInt(4) - 1),
                    literal((long) random.nextInt(5)));
            case 3 -> call(Function.TRIM, inner);
            default -> expression(schema, ColumnType.LONG, depth - 1).cast(ColumnType.STRING);
          };
      case DATE_TIME ->
          random.nextBoolean()
              ? expression(schema, ColumnType.STRING, depth - 1).tryCast(ColumnType.DATE_TIME)
              : call(Function.COALESCE, inner, expression(schema, type, 0));
    };
  }
}
