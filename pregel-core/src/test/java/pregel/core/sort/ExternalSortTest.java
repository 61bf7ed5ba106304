package pregel.core.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.ColumnType;
import pregel.api.table.SortKey;
import pregel.api.table.TableSchema;
import pregel.core.memory.MemoryBudget;
import pregel.core.spill.SpillDirectory;
import pregel.core.table.Batch;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;

class ExternalSortTest {
  private static final TableSchema SCHEMA =
      TableSchema.builder()
          .add("number", ColumnType.LONG)
          .add("text", ColumnType.STRING)
          .addRequired("place", ColumnType.LONG)
          .build();

  @TempDir Path scratch;

  private record Row(Long number, String text, long place) {}

  @Test
  void sortsAsTheJdkDoesWithAnyRunsAndFanIn() {
    for (int seed = 0; seed < Integer.getInteger("pregel.seeds", 40); seed++) {
      Random random = new Random(seed);
      List<Row> rows = randomRows(random, random.nextInt(300));
      boolean falling = random.nextBoolean();
      boolean nullsFirst = random.nextBoolean();
      List<SortKey> keys = new ArrayList<>();
      Comparator<Row> order = null;
      for (String column : List.of("number", "text")) {
        if (random.nextBoolean() || keys.isEmpty() && column.equals("text")) {
          keys.add(new SortKey(column, falling, nullsFirst));
          Comparator<Row> next = comparator(column, falling, nullsFirst);
          order = order == null ? next : order.thenComparing(next);
        }
      }
      int runRows = 1 + random.nextInt(60);
      SortLimits limits = new SortLimits(1, runRows, 2 + random.nextInt(3), 1 + random.nextInt(9));
      List<Row> expected = new ArrayList<>(rows);
      expected.sort(order);
      assertThat(sorted(rows, keys, limits, Long.MAX_VALUE)).as("seed " + seed).isEqualTo(expected);
      SortLimits ample = new SortLimits(1 << 24, 1 << 20, 8, 64);
      assertThat(sorted(rows, keys, ample, Long.MAX_VALUE)).as("seed " + seed).isEqualTo(expected);
      int limit = random.nextInt(20);
      assertThat(sorted(rows, keys, limits, limit))
          .as("seed " + seed)
          .isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
    }
  }

  @Test
  void sortsManyStringsThatShareBeginnings() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      String text = "country-" + random.nextInt(3) + "/path/page-" + random.nextInt(9000);
      String zeros = "\0".repeat(random.nextInt(3));
      rows.add(new Row(null, random.nextInt(4) == 0 ? "shared" + zeros : text, i));
    }
    List<Row> expected = new ArrayList<>(rows);
    expected.sort(comparator("text", false, false));
    SortLimits ample = new SortLimits(1 << 28, 1 << 20, 8, 64);
    assertThat(sorted(rows, List.of(SortKey.ascending("text")), ample, Long.MAX_VALUE))
        .isEqualTo(expected);
  }

  @Test
  void mergesRunsOfFourRecordsAsTheTextbookDoes() {
    List<Long> numbers = List.of(9L, 3L, 7L, 1L, 8L, 2L, 6L, 4L, 5L, 11L, 10L, 12L);
    MemoryBudget budget = new MemoryBudget(1 << 20);
    try (SpillDirectory spill = new SpillDirectory(scratch);
        ExternalSort sort = sort(new SortLimits(1, 4, 64, 4), Long.MAX_VALUE, budget, spill)) {
      SortedRows rows = feed(sort, numbers.stream().map(n -> new Row(n, null, 0)).toList());
      assertThat(read(rows).stream().map(Row::number))
          .isEqualTo(Stream.iterate(1L, n -> n + 1).limit(12).toList());
      assertThat(sort.runs()).isEqualTo(3);
      assertThat(sort.spilledRuns()).isEqualTo(3);
      assertThat(sort.passes()).isZero();
    }
    assertThat(budget.leased()).isZero();
  }

  @Test
  void mergesInSeveralPassesWhenRunsAreMany() {
    MemoryBudget budget = new MemoryBudget(1 << 20);
    List<Long> numbers = List.of(9L, 3L, 7L, 1L, 8L, 2L, 6L, 4L, 5L, 11L, 10L, 12L);
    try (SpillDirectory spill = new SpillDirectory(scratch);
        ExternalSort sort = sort(new SortLimits(1, 2, 2, 2), Long.MAX_VALUE, budget, spill)) {
      SortedRows rows = feed(sort, numbers.stream().map(n -> new Row(n, null, 0)).toList());
      assertThat(read(rows)).hasSize(12);
      assertThat(sort.runs()).isEqualTo(6);
      // 6 to 3 to 2, and the last merge of two.
      assertThat(sort.passes()).isEqualTo(2);
    }
    assertThat(budget.leased()).isZero();
  }

  @Test
  void writesNothingToDiskWhileThereIsRoom() {
    MemoryBudget budget = new MemoryBudget(1 << 22);
    for (int threads = 1; threads <= 3; threads++) {
      try (SpillDirectory spill = new SpillDirectory(scratch);
          ExternalSort sort =
              new ExternalSort(
                  SCHEMA,
                  KeyEncoder.of(SCHEMA, List.of(SortKey.ascending("number"))),
                  new SortLimits(1 << 22, 1 << 20, 8, 64),
                  Long.MAX_VALUE,
                  threads,
                  budget,
                  spill)) {
        assertThat(read(feed(sort, randomRows(new Random(1), 10_000)))).hasSize(10_000);
        assertThat(sort.spilledRuns()).isZero();
        assertThat(spill.files()).isZero();
      }
    }
  }

  @Test
  void leavesNoFileBehind() throws Exception {
    MemoryBudget budget = new MemoryBudget(1 << 20);
    try (SpillDirectory spill = new SpillDirectory(scratch)) {
      ExternalSort sort = sort(new SortLimits(1, 2, 2, 2), Long.MAX_VALUE, budget, spill);
      SortedRows rows = feed(sort, randomRows(new Random(1), 50));
      assertThat(rows.next()).isNotNull();
      sort.close();
    }
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left).isEmpty();
    }
    assertThat(budget.leased()).isZero();
  }

  @Test
  void refusesRowsOfWhichOneBitWasFlipped() throws Exception {
    MemoryBudget budget = new MemoryBudget(1 << 20);
    for (int bit = 0; bit < 2000; bit += 37) {
      try (SpillDirectory spill = new SpillDirectory(scratch);
          ExternalSort sort = sort(new SortLimits(1, 20, 64, 20), Long.MAX_VALUE, budget, spill)) {
        List<ExternalSort.FilledRun> full = new ArrayList<>();
        sort.append(batch(randomRows(new Random(bit), 40)), 0, full);
        full.forEach(sort::sort);
        flip(bit);
        assertThatThrownBy(() -> read(sort.finish()))
            .as("bit " + bit)
            .isInstanceOfSatisfying(
                JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.PROTOCOL));
      }
    }
  }

  private void flip(int bit) throws Exception {
    Path file;
    try (Stream<Path> files = Files.walk(scratch)) {
      file = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long at = bit / 8 % channel.size();
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, at);
      one.put(0, (byte) (one.get(0) ^ 1 << bit % 8));
      channel.write(one.flip(), at);
    }
  }

  private List<Row> sorted(List<Row> rows, List<SortKey> keys, SortLimits limits, long limit) {
    MemoryBudget budget = new MemoryBudget(1 << 24);
    try (SpillDirectory spill = new SpillDirectory(scratch);
        ExternalSort sort =
            new ExternalSort(
                SCHEMA, KeyEncoder.of(SCHEMA, keys), limits, limit, 1, budget, spill)) {
      return read(feed(sort, rows));
    } finally {
      assertThat(budget.leased()).isZero();
    }
  }

  private static ExternalSort sort(
      SortLimits limits, long limit, MemoryBudget budget, SpillDirectory spill) {
    KeyEncoder encoder = KeyEncoder.of(SCHEMA, List.of(SortKey.ascending("number")));
    return new ExternalSort(SCHEMA, encoder, limits, limit, 1, budget, spill);
  }

  private static SortedRows feed(ExternalSort sort, List<Row> rows) {
    List<ExternalSort.FilledRun> full = new ArrayList<>();
    sort.append(batch(rows), 0, full);
    // Threads finish in any order.
    Collections.reverse(full);
    full.forEach(sort::sort);
    return sort.finish();
  }

  private static Batch batch(List<Row> rows) {
    Batch batch = new Batch(SCHEMA);
    for (Row row : rows) {
      if (row.number() == null) {
        batch.column(0).appendNull();
      } else {
        ((LongVector) batch.column(0)).append(row.number());
      }
      if (row.text() == null) {
        batch.column(1).appendNull();
      } else {
        ((StringVector) batch.column(1)).append(row.text());
      }
      ((LongVector) batch.column(2)).append(row.place());
    }
    batch.setRows(rows.size());
    return batch;
  }

  private static List<Row> read(SortedRows sorted) {
    List<Row> rows = new ArrayList<>();
    for (Batch batch = sorted.next(); batch != null; batch = sorted.next()) {
      for (int i = 0; i < batch.rows(); i++) {
        rows.add(
            new Row(
                batch.column(0).isNull(i) ? null : ((LongVector) batch.column(0)).get(i),
                batch.column(1).isNull(i) ? null : ((StringVector) batch.column(1)).get(i),
                ((LongVector) batch.column(2)).get(i)));
      }
    }
    return rows;
  }

  private static List<Row> randomRows(Random random, int count) {
    List<Long> numbers =
        Arrays.asList(null, Long.MIN_VALUE, Long.MAX_VALUE, -1L, 0L, 1L, random.nextLong());
    List<String> texts =
        Arrays.asList(
            null,
            "",
            "\0",
            "\0a",
            "a",
            "a\0",
            "a\0b",
            "abcdefgh",
            "abcdefghi",
            "abcdefghj",
            "é",
            "\uD83D\uDE00",
            "\uFFFD",
            "zz");
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new Row(
              numbers.get(random.nextInt(numbers.size())),
              texts.get(random.nextInt(texts.size())),
              i));
    }
    return rows;
  }

  private static Comparator<Row> comparator(String column, boolean falling, boolean nullsFirst) {
    return column.equals("number")
        ? nulls(Row::number, Comparator.naturalOrder(), falling, nullsFirst)
        : nulls(
            Row::text,
            (one, other) ->
                Arrays.compareUnsigned(
                    one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)),
            falling,
            nullsFirst);
  }

  private static <T> Comparator<Row> nulls(
      java.util.function.Function<Row, T> value,
      Comparator<T> order,
      boolean falling,
      boolean nullsFirst) {
    Comparator<T> directed = falling ? order.reversed() : order;
    return Comparator.comparing(
        value, nullsFirst ? Comparator.nullsFirst(directed) : Comparator.nullsLast(directed));
  }
}
