package pregel.worker.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pregel.api.table.Expressions.call;
import static pregel.api.table.Expressions.coalesce;
import static pregel.api.table.Expressions.column;
import static pregel.api.table.Expressions.literal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.Aggregate;
import pregel.api.table.ColumnType;
import pregel.api.table.Expression;
import pregel.api.table.Function;
import pregel.api.table.JoinType;
import pregel.api.table.RowsSource;
import pregel.api.table.SortKey;
import pregel.api.table.Table;
import pregel.api.table.TableSchema;
import pregel.api.table.WindowColumn;
import pregel.api.table.reference.ReferenceTables;

/** The worked examples of batch processing, with ample memory and with next to none. */
class WorkedExamplesTest {
  @TempDir Path scratch;

  @Test
  void countsWords() {
    Table counts =
        words("the cat sat on the mat", "the dog sat on the log", "the cat and the dog")
            .groupBy("word")
            .aggregate(Aggregate.countRows("n"));
    assertRows(counts, "and 1", "cat 2", "dog 2", "log 1", "mat 1", "on 2", "sat 2", "the 6");
    assertRows(
        counts.sort(SortKey.descending("n"), SortKey.ascending("word")),
        "the 6",
        "cat 2",
        "dog 2",
        "on 2",
        "sat 2",
        "and 1",
        "log 1",
        "mat 1");
  }

  @Test
  void combinesBeforeRowsTravel() {
    Table counts =
        words("the cat sat on the mat the cat sat on the mat")
            .groupBy("word")
            .aggregate(Aggregate.countRows("n"));
    RowsSink sink = new RowsSink();
    TableFigures figures = TableEngine.run(counts, sink, new TableOptions(1, 1 << 20, scratch));
    assertThat(figures.stages().get(0).rowsIn()).isEqualTo(12);
    assertThat(figures.stages().get(0).rowsHeld()).isEqualTo(5);
  }

  @Test
  void combinesOneHotKeyToAPartialSumForEachThread() {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      rows.add(new Object[] {"hot"});
    }
    Table counts =
        table("rows", "word string", rows).groupBy("word").aggregate(Aggregate.countRows("n"));
    RowsSink sink = new RowsSink();
    TableFigures figures = TableEngine.run(counts, sink, new TableOptions(3, 1 << 20, scratch));
    assertThat(figures.stages().get(0).rowsHeld()).isBetween(1L, 3L);
    assertThat(sink.rows().get(0)).containsExactly("hot", 100_000L);
  }

  @Test
  void findsTheTopUrlsOfAnAccessLog() {
    Table top =
        table(
                "log",
                "url string",
                rows("/api/users", "/index.html", "/api/login", "/api/users", "/about.html"))
            .groupBy("url")
            .aggregate(Aggregate.countRows("n"))
            .sort(SortKey.descending("n"), SortKey.descending("url"))
            .limit(5);
    assertRows(top, "/api/users 2", "/index.html 1", "/api/login 1", "/about.html 1");
  }

  @Test
  void joinsUsersWithPurchases() {
    Table users = users();
    Table purchases = purchases(rows("101 1 50", "102 2 30", "103 1 25"));
    assertRows(
        users.join(purchases, JoinType.INNER, "user"),
        "1 Alice 101 50",
        "1 Alice 103 25",
        "2 Bob 102 30");
    assertRows(
        users.join(purchases, JoinType.LEFT, "user"),
        "1 Alice 101 50",
        "1 Alice 103 25",
        "2 Bob 102 30",
        "3 Carol null null");
    assertRows(users.join(purchases, JoinType.ANTI, "user"), "3 Carol");
    assertRows(users.join(purchases, JoinType.SEMI, "user"), "1 Alice", "2 Bob");
  }

  @Test
  void saysWhatAMissingPartnerIs() {
    Table purchases = purchases(rows("101 1 50", "104 9 5"));
    assertRows(purchases.join(users(), JoinType.INNER, "user"), "101 1 50 Alice");
    Table left = purchases.join(users(), JoinType.LEFT, "user");
    assertRows(left, "101 1 50 Alice", "104 9 5 null");
    assertRows(
        left.with("name", coalesce(column("name"), literal("Unknown"))),
        "101 1 50 Alice",
        "104 9 5 Unknown");
  }

  @Test
  void joinsEventsWithProfiles() {
    assertRows(
        eventsWithProfiles(),
        "1 /home 605 Alice US",
        "2 /buy 606 Bob UK",
        "1 /about 607 Alice US",
        "3 /home 608 Carol JP",
        "2 /cart 609 Bob UK");
  }

  @Test
  void groupsViewersByAgeDecade() {
    Table events =
        table(
            "events",
            "user long, url string, minute long",
            rows("123 /checkout 635", "123 /products 630", "456 /home 640"));
    Table profiles =
        table("profiles", "user long, name string, birth long", rows("123 Alice 1990"));
    Table joined =
        events
            .sort(SortKey.ascending("user"), SortKey.ascending("minute"))
            .join(profiles, JoinType.INNER, "user");
    assertRows(joined.select("url", "birth"), "/products 1990", "/checkout 1990");
    Expression age = literal(2025).minus(column("birth"));
    Table aged = joined.with("age", age).with("decade", age.div(literal(10)).times(literal(10)));
    assertRows(
        aged.groupBy("url", "decade").aggregate(Aggregate.countRows("n")),
        "/checkout 30 1",
        "/products 30 1");
    assertRows(
        aged.groupBy("url").aggregate(Aggregate.mean("age", "age")),
        "/checkout 35.0",
        "/products 35.0");
  }

  @Test
  void pairsManyWithMany() {
    Table left = table("left", "k long, a string", rows("1 x", "1 y", "null z"));
    Table right = table("right", "k long, b string", rows("1 p", "1 q", "1 r", "null s"));
    assertRows(
        left.join(right, JoinType.INNER, "k"),
        "1 x p",
        "1 x q",
        "1 x r",
        "1 y p",
        "1 y q",
        "1 y r");
    Table nobody = table("right", "k long, b string", List.of());
    assertRows(left.join(nobody, JoinType.INNER, "k"));
    assertRows(left.join(nobody, JoinType.LEFT, "k"), "1 x null", "1 y null", "null z null");
    assertRows(
        left.join(right, JoinType.FULL, "k"),
        "1 x p",
        "1 x q",
        "1 x r",
        "1 y p",
        "1 y q",
        "1 y r",
        "null z null",
        "null null s");
  }

  @Test
  void joinsAHotKeyThatMemoryDoesNotHold() {
    List<Object[]> hot = new ArrayList<>();
    for (long i = 0; i < 30_000; i++) {
      hot.add(new Object[] {i % 10_000 == 0 ? 2L : 1L, "row " + i});
    }
    Table left = table("left", "k long, a string", rows("1 x", "2 y", "1 z"));
    Table joined = left.join(table("right", "k long, b string", hot), JoinType.INNER, "k");
    RowsSink sink = new RowsSink();
    TableFigures figures = TableEngine.run(joined, sink, new TableOptions(2, 1 << 16, scratch));
    assertThat(figures.spilledBytes()).isPositive();
    assertThat(sink.rows()).hasSize(2 * 29_997 + 3);
    List<Object[]> expected = TableEngine.rows(joined, new TableOptions(2, 1 << 26, scratch));
    assertThat(sink.rows()).usingElementComparator(byValues()).containsExactlyElementsOf(expected);
  }

  @Test
  void handlesRowsOfManyBytes() {
    List<Object[]> wide = new ArrayList<>();
    for (long i = 0; i < 40; i++) {
      wide.add(new Object[] {i % 7, (i % 5 + "x").repeat(150_000)});
    }
    Table left = table("left", "k long, a string", wide);
    Table right = table("right", "k long, b string", wide.subList(0, 12));
    for (Table table :
        List.of(
            left.sort(SortKey.descending("a"), SortKey.ascending("k")),
            left.distinct(),
            left.limit(30),
            left.join(right, JoinType.FULL, "k").limit(60),
            left.groupBy("a").aggregate(Aggregate.max("a", "max"), Aggregate.countRows("n")))) {
      List<Object[]> expected = ReferenceTables.rows(table);
      for (long memory : new long[] {1, 1 << 22, 1 << 28}) {
        assertThat(TableEngine.rows(table, new TableOptions(2, memory, scratch)))
            .usingElementComparator(byValues())
            .containsExactlyElementsOf(expected);
      }
    }
  }

  @Test
  void meansAreOfSumsNotOfMeans() {
    Table spent =
        table("spent", "user long, amount long", rows("1 50", "1 25", "2 30", "2 40", "2 20"));
    assertRows(
        spent.groupBy("user").aggregate(Aggregate.mean("amount", "mean")), "1 37.5", "2 30.0");
  }

  @Test
  void ranksUrlsOfEachCountry() {
    Table counts =
        eventsWithProfiles().groupBy("country", "url").aggregate(Aggregate.countRows("n"));
    Table ranked =
        counts
            .window(List.of("country"), SortKey.descending("n"), SortKey.ascending("url"))
            .add(WindowColumn.rowNumber("rank"))
            .filter(column("rank").lessOrEqual(literal(5)));
    assertRows(
        ranked.select("country", "url", "rank"),
        "JP /home 1",
        "UK /buy 1",
        "UK /cart 2",
        "US /about 1",
        "US /home 2");
    Table first =
        counts.window(List.of("country"), SortKey.descending("n"), SortKey.ascending("url")).top(1);
    assertRows(first, "JP /home 1", "UK /buy 1", "US /about 1");
  }

  @Test
  void numbersAndRanksTies() {
    Table sales = table("sales", "category string, n long", rows("a 30", "a 20", "a 20", "a 10"));
    Table ranked =
        sales
            .window(List.of("category"), SortKey.descending("n"))
            .add(
                WindowColumn.rowNumber("number"),
                WindowColumn.rank("rank"),
                WindowColumn.denseRank("dense"));
    assertRows(ranked, "a 30 1 1 1", "a 20 2 2 2", "a 20 3 2 2", "a 10 4 4 3");
  }

  @Test
  void movesAMeanOverTheRowsBefore() {
    List<Object[]> days = new ArrayList<>();
    for (long day = 1; day <= 10; day++) {
      days.add(new Object[] {day, day});
    }
    Table moving =
        table("days", "day long, amount long", days)
            .window(List.of(), SortKey.ascending("day"))
            .add(WindowColumn.moving(Aggregate.Kind.MEAN, "amount", -7, 0, "mean"));
    assertRows(
        moving.select("mean"),
        "1.0",
        "1.5",
        "2.0",
        "2.5",
        "3.0",
        "3.5",
        "4.0",
        "4.5",
        "5.5",
        "6.5");
  }

  @Test
  void noHourLiesBetweenTenAtNightAndSixInTheMorning() {
    List<Object[]> hours = new ArrayList<>();
    for (long hour = 0; hour < 24; hour++) {
      hours.add(new Object[] {hour * 3_600_000_000L});
    }
    Table times = table("times", "at date-time", hours);
    Expression hour = call(Function.HOUR, column("at"));
    Expression late = hour.greaterOrEqual(literal(22));
    Expression early = hour.lessOrEqual(literal(6));
    Aggregate count = Aggregate.countRows("n");
    assertRows(times.filter(late.and(early)).groupBy().aggregate(count), "0");
    assertRows(times.filter(late.or(early)).groupBy().aggregate(count), "9");
  }

  @Test
  void countsWhatWasBoughtTogether() {
    Table bought =
        table("bought", "user string, p string", rows("u1 p1", "u1 p2", "u1 p3", "u2 p1", "u2 p2"));
    Table pairs =
        bought
            .join(bought.rename("p", "q"), JoinType.INNER, "user")
            .filter(column("p").less(column("q")))
            .groupBy("p", "q")
            .aggregate(Aggregate.countRows("n"));
    assertRows(pairs, "p1 p2 2", "p1 p3 1", "p2 p3 1");
  }

  @Test
  void scalesFeaturesBySampleDeviation() {
    Table people =
        table(
            "people",
            "age long, tenure long, spend long",
            rows("30 100 20", "40 200 0", "50 300 10", "20 400 30", "60 0 40"));
    Table variances =
        people
            .groupBy()
            .aggregate(
                Aggregate.variance("age", "age"),
                Aggregate.variance("tenure", "tenure"),
                Aggregate.variance("spend", "spend"));
    assertRows(variances, "250.0 25000.0 250.0");
  }

  @Test
  void aSumThatIsTooLargeIsRefused() {
    Table large =
        table("large", "n long", List.of(new Object[] {Long.MAX_VALUE}, new Object[] {1L}));
    Table sum = large.groupBy().aggregate(Aggregate.sum("n", "total"));
    assertThatThrownBy(() -> TableEngine.rows(sum, new TableOptions(1, 1 << 20, scratch)))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessage("groupBy \"total\": the sum of \"n\" is beyond a long; cast it to double");
  }

  private Table eventsWithProfiles() {
    Table events =
        table(
            "events",
            "user long, url string, minute long",
            rows("1 /home 605", "2 /buy 606", "1 /about 607", "3 /home 608", "2 /cart 609"));
    Table profiles =
        table(
            "profiles",
            "user long, name string, country string",
            rows("1 Alice US", "2 Bob UK", "3 Carol JP"));
    return events.join(profiles, JoinType.INNER, "user");
  }

  private static Table users() {
    return table("users", "user long, name string", rows("1 Alice", "2 Bob", "3 Carol"));
  }

  private static Table purchases(List<Object[]> rows) {
    return table("purchases", "id long, user long, amount long", rows);
  }

  private static Table words(String... splits) {
    List<Object[]> rows = new ArrayList<>();
    for (String split : splits) {
      for (String word : split.split(" ")) {
        rows.add(new Object[] {word});
      }
    }
    return table("words", "word string", rows);
  }

  /** Rows of text, to be given types by {@link #table}. */
  private static List<Object[]> rows(String... rows) {
    return Arrays.stream(rows).map(row -> (Object[]) row.split(" ")).toList();
  }

  private static Table table(String name, String columns, List<Object[]> rows) {
    TableSchema.Builder schema = TableSchema.builder();
    List<ColumnType> types = new ArrayList<>();
    for (String column : columns.split(", ")) {
      String[] parts = column.split(" ");
      types.add(ColumnType.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT).replace('-', '_')));
      schema.add(parts[0], types.get(types.size() - 1));
    }
    List<Object[]> typed =
        rows.stream()
            .map(
                row ->
                    IntStream.range(0, row.length)
                        .mapToObj(i -> value(types.get(i), row[i]))
                        .toArray())
            .toList();
    return Table.of(new RowsSource(name, schema.build(), typed));
  }

  private static Object value(ColumnType type, Object given) {
    if ("null".equals(given)) {
      return null;
    }
    return given instanceof String text && type == ColumnType.LONG
        ? (Object) Long.valueOf(text)
        : given;
  }

  private void assertRows(Table table, String... expected) {
    for (int threads = 1; threads <= 3; threads++) {
      for (long memory : new long[] {1, 1 << 26}) {
        List<Object[]> found = TableEngine.rows(table, new TableOptions(threads, memory, scratch));
        assertThat(found.stream().map(WorkedExamplesTest::text))
            .as("%d threads, %d bytes", threads, memory)
            .containsExactly(expected);
      }
    }
  }

  private static String text(Object[] row) {
    return String.join(" ", Arrays.stream(row).map(String::valueOf).toList());
  }

  private static java.util.Comparator<Object[]> byValues() {
    return (one, other) -> Arrays.deepEquals(one, other) ? 0 : 1;
  }
}
