package pregel.worker.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.table.ColumnType;
import pregel.api.table.Expressions;
import pregel.api.table.RandomTables;
import pregel.api.table.Table;

/** Random pipelines give the rows that an independent database gives. */
class EngineAgreesWithDuckDbTest {
  private static final int SEEDS = 3 * Integer.getInteger("pregel.seeds", 40);

  @TempDir Path scratch;

  @Test
  void onRandomPipelines() throws Exception {
    int withRows = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Table table = RandomTables.tame(new Random(seed)).pipeline(5, 60);
      List<String> expected = duckDb(table, seed);
      List<String> small = engine(table, new TableOptions(1 + seed % 3, 1, scratch));
      List<String> ample = engine(table, new TableOptions(1 + seed % 3, 1 << 26, scratch));
      assertThat(small).as("seed %d, %s", seed, table.plan()).isEqualTo(expected);
      assertThat(ample).as("seed %d, %s", seed, table.plan()).isEqualTo(expected);
      withRows += expected.isEmpty() ? 0 : 1;
    }
    assertThat(withRows).as("pipelines with rows").isGreaterThan(SEEDS / 2);
  }

  private static List<String> engine(Table table, TableOptions options) {
    List<ColumnType> types = table.schema().fields().stream().map(f -> f.type()).toList();
    return sorted(
        TableEngine.rows(table, options).stream()
            .map(
                row -> {
                  List<String> values = new ArrayList<>();
                  for (int i = 0; i < row.length; i++) {
                    values.add(
                        types.get(i) == ColumnType.DATE_TIME && row[i] != null
                            ? Expressions.dateTime((Long) row[i]).toString()
                            : text(row[i]));
                  }
                  return values.toString();
                })
            .toList());
  }

  private static List<String> duckDb(Table table, int seed) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      String sql = new PlanSql(database).of(table.plan());
      try (ResultSet found = statement.executeQuery(sql)) {
        int columns = found.getMetaData().getColumnCount();
        while (found.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            values.add(text(found.getObject(i)));
          }
          rows.add(values.toString());
        }
      } catch (SQLException e) {
        throw new IllegalStateException("seed " + seed + ": " + sql, e);
      }
    }
    return sorted(rows);
  }

  /** Doubles without their last digits, which databases do not agree on. */
  private static String text(Object value) {
    if (value instanceof Double number) {
      return number == 0 ? "0" : String.format("%.9e", number);
    } else if (value instanceof Timestamp time) {
      return time.toLocalDateTime().toString();
    } else if (value instanceof LocalDateTime time) {
      return time.toString();
    }
    return String.valueOf(value);
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted(Comparator.naturalOrder()).toList();
  }
}
