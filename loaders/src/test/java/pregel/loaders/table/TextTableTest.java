package pregel.loaders.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.api.table.RandomTables;
import pregel.api.table.RowsSource;
import pregel.core.table.Batch;
import pregel.core.table.BatchReader;
import pregel.core.table.BatchSink;
import pregel.core.table.BatchSource;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Vector;
import pregel.loaders.write.Packing;
import pregel.loaders.write.RowFormat;

class TextTableTest {
  @TempDir Path directory;

  @Test
  void readsBackWhatWasWritten() throws Exception {
    for (int seed = 0; seed < Integer.getInteger("pregel.seeds", 40); seed++) {
      Random random = new Random(seed);
      RowsSource rows = RandomTables.tame(random).source("rows", 50);
      RowFormat format = RowFormat.values()[random.nextInt(3)];
      Packing packing = Packing.values()[random.nextInt(Packing.values().length)];
      Path file = directory.resolve("t" + seed + format.suffix() + packing.suffix());
      Files.write(file, written(rows, format, packing));
      Map<String, ColumnType> types = new LinkedHashMap<>();
      for (Field field : rows.schema().fields()) {
        types.put(field.name(), field.type());
      }
      if (format == RowFormat.JSONL && rows.rows().isEmpty()) {
        continue;
      }
      TextOptions options =
          TextOptions.found()
              .withTypes(types)
              .withHeader(true)
              .withDelimiter((byte) (format == RowFormat.TSV ? '\t' : ','))
              .withChunkBytes(16 + random.nextInt(400));
      List<Object[]> read = read(TextTable.of(List.of(file.toString()), options));
      assertThat(read)
          .as("seed " + seed + " " + file.getFileName())
          .usingElementComparator((one, other) -> Arrays.deepEquals(one, other) ? 0 : 1)
          .containsExactlyElementsOf(rows.rows());
    }
  }

  @Test
  void findsOutColumnsAndTypes() throws Exception {
    Path file = directory.resolve("t.csv");
    Files.writeString(
        file,
        """
        id,score,ok,at,zip,name,none
        1,2,true,2026-11-27,01234,"a ""b"", c",
        -7,2.5,false,2026-11-27T10:05:00,9,,
        """);
    TextTable table = TextTable.of(List.of(file.toString()), TextOptions.found());
    assertThat(table.schema().toString())
        .isEqualTo(
            "id long, score double, ok boolean, at date-time, zip string, name string, none"
                + " string");
    assertThat(read(table).get(0))
        .containsExactly(1L, 2.0, true, 1795737600_000_000L, "01234", "a \"b\", c", null);
  }

  @Test
  void readsIntegersUpToTheLastBit() throws Exception {
    Path file = directory.resolve("t.csv");
    Files.writeString(
        file,
        """
        id
        9223372036854775807
        -9223372036854775807
        -9223372036854775808
        0000000000000000000
        00000000000000000000042
        """);
    TextOptions options = TextOptions.found().withTypes(Map.of("id", ColumnType.LONG));
    assertThat(read(TextTable.of(List.of(file.toString()), options)))
        .extracting(row -> row[0])
        .containsExactly(Long.MAX_VALUE, -Long.MAX_VALUE, Long.MIN_VALUE, 0L, 42L);
    for (String tooMuch :
        List.of("9223372036854775808", "-9223372036854775809", "9999999999999999999")) {
      Files.writeString(file, "id\n" + tooMuch + "\n");
      assertThatThrownBy(() -> read(TextTable.of(List.of(file.toString()), options)))
          .hasMessageContaining(tooMuch);
    }
  }

  @Test
  void namesColumnsThatHaveNoHeader() throws Exception {
    Path file = directory.resolve("edges.txt");
    Files.writeString(file, "1 2\n2 3\r\n\n3 4");
    TextTable table = TextTable.of(List.of(file.toString()), TextOptions.found());
    assertThat(table.schema().toString()).isEqualTo("c1 long, c2 long");
    assertThat(read(table)).hasSize(3);
  }

  @Test
  void namesTheFirstRowThatDoesNotFit() throws Exception {
    Path file = directory.resolve("t.csv");
    StringBuilder text = new StringBuilder("id,name\n");
    for (int i = 0; i < 40_000; i++) {
      text.append(i == 20_000 || i == 30_000 ? "x" + i : Integer.toString(i)).append(",n\n");
    }
    Files.writeString(file, text);
    TextTable table =
        TextTable.of(List.of(file.toString()), TextOptions.found().withChunkBytes(256));
    assertThatThrownBy(() -> read(table))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessage(
            file
                + ":20002: expected a long in column \"id\" but found \"x20000\"; correct it, or"
                + " give --types id=string");
  }

  @Test
  void saysWhatIsWrongWithARow() throws Exception {
    refuses("a,b\n1,2\n3\n", ":3: expected 2 columns but found 1: \"3\"");
    refuses("a,b\n1,2\n3,4,5\n", ":3: expected 2 columns but found 3: \"3,4,5\"");
    refuses("a,b\nx,y\nx,\"y\n", ":3: found an unclosed quote");
    refuses("a,b\nx,y\nx,\"y\"z\n", ":3: found text after a closing quote");
    refuses("a,b\nx,y\nx,y\"z\n", ":3: found a quote inside a column without quotes");
  }

  @Test
  void countsLinesInsideQuotes() throws Exception {
    refuses("a,b\n\"one\ntwo\",1\nx,y\n", ":4: expected a long in column \"b\"", 8);
  }

  @Test
  void refusesFilesOfOtherColumns() throws Exception {
    Path one = directory.resolve("1.csv");
    Path other = directory.resolve("2.csv");
    Files.writeString(one, "a,b\n1,2\n");
    Files.writeString(other, "a,c\n1,2\n");
    TextTable table = TextTable.of(List.of(one.toString(), other.toString()), TextOptions.found());
    assertThatThrownBy(() -> read(table)).hasMessageContaining("2.csv:1: expected the columns of");
  }

  @Test
  void refusesJsonThatDoesNotFit() throws Exception {
    Path file = directory.resolve("t.jsonl");
    Files.writeString(file, "{\"a\":1}\n{\"a\":\"x\"}\n");
    TextTable table =
        TextTable.of(
            List.of(file.toString()), TextOptions.found().withTypes(Map.of("a", ColumnType.LONG)));
    assertThatThrownBy(() -> read(table))
        .hasMessageContaining("t.jsonl:2: expected a long in column \"a\"");
  }

  private void refuses(String text, String message) throws Exception {
    refuses(text, message, 1 << 18);
  }

  private void refuses(String text, String message, int chunkBytes) throws Exception {
    Path file = directory.resolve("bad.csv");
    Files.writeString(file, text);
    TextOptions options = TextOptions.found().withHeader(true).withChunkBytes(chunkBytes);
    if (message.contains("long")) {
      options = options.withTypes(Map.of("b", ColumnType.LONG));
    }
    TextTable table = TextTable.of(List.of(file.toString()), options);
    assertThatThrownBy(() -> read(table)).hasMessageContaining("bad.csv" + message);
  }

  private static byte[] written(RowsSource rows, RowFormat format, Packing packing)
      throws InterruptedException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    TableWriter writer = new TableWriter(rows.schema(), format, packing, "test", to);
    writer.begin();
    BatchSink.Port port = writer.port();
    Batch batch = new Batch(rows.schema());
    for (Object[] row : rows.rows()) {
      for (int i = 0; i < row.length; i++) {
        append(batch.column(i), row[i]);
      }
    }
    batch.setRows(rows.rows().size());
    port.begin(0);
    port.push(batch);
    port.end();
    port.finish();
    return to.toByteArray();
  }

  private static void append(Vector column, Object value) {
    if (value == null) {
      column.appendNull();
    } else if (column instanceof LongVector longs) {
      longs.append((Long) value);
    } else if (column instanceof DoubleVector doubles) {
      doubles.append((Double) value);
    } else if (column instanceof BooleanVector booleans) {
      booleans.append((byte) ((Boolean) value ? 1 : 0));
    } else {
      ((StringVector) column).append((String) value);
    }
  }

  private static List<Object[]> read(TextTable table) throws InterruptedException {
    List<Object[]> rows = new ArrayList<>();
    try (BatchSource source = table.open()) {
      BatchReader reader = source.reader();
      while (reader.next() >= 0) {
        Batch batch = reader.batch();
        for (int row = 0; row < batch.rows(); row++) {
          Object[] values = new Object[batch.columns()];
          for (int i = 0; i < values.length; i++) {
            values[i] = value(batch.column(i), row);
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  private static Object value(Vector column, int row) {
    if (column.isNull(row)) {
      return null;
    } else if (column instanceof LongVector longs) {
      return longs.get(row);
    } else if (column instanceof DoubleVector doubles) {
      return doubles.get(row);
    } else if (column instanceof BooleanVector booleans) {
      return booleans.get(row) != 0;
    }
    return ((StringVector) column).get(row);
  }
}
