package pregel.api.table;

import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * Rows in memory: Long, Double, Boolean, String or, for a missing value, null. For small tables.
 */
public final class RowsSource implements TableSource {
  private final String name;
  private final TableSchema schema;
  private final List<Object[]> rows;

  /**
   * @throws JobException of kind USAGE if a row does not fit the schema
   */
  public RowsSource(String name, TableSchema schema, List<Object[]> rows) {
    this.name = name;
    this.schema = schema;
    this.rows = List.copyOf(rows);
    for (int i = 0; i < rows.size(); i++) {
      check(i, rows.get(i));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TableSchema schema() {
    return schema;
  }

  public List<Object[]> rows() {
    return rows;
  }

  private void check(int number, Object[] row) {
    if (row.length != schema.size()) {
      throw new JobException(
          FailureKind.USAGE,
          name
              + ": row "
              + (number + 1)
              + " has "
              + row.length
              + " values; give one for each of "
              + schema.size()
              + " columns");
    }
    for (int i = 0; i < row.length; i++) {
      Field field = schema.field(i);
      if (row[i] == null ? !field.nullable() : !javaType(field.type()).isInstance(row[i])) {
        throw new JobException(
            FailureKind.USAGE,
            name
                + ": row "
                + (number + 1)
                + " has "
                + (row[i] == null ? "nothing" : "a " + row[i].getClass().getSimpleName())
                + " in column \""
                + field.name()
                + "\"; give a "
                + field.type().label());
      }
    }
  }

  private static Class<?> javaType(ColumnType type) {
    return switch (type) {
      case LONG, DATE_TIME -> Long.class;
      case DOUBLE -> Double.class;
      case BOOLEAN -> Boolean.class;
      case STRING -> String.class;
    };
  }
}
