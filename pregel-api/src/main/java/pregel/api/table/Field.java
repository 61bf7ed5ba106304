package pregel.api.table;

import java.util.Objects;

/**
 * One column of a schema.
 *
 * @param name not empty
 * @param nullable whether values may be missing
 */
public record Field(String name, ColumnType type, boolean nullable) {
  public Field {
    Objects.requireNonNull(type, "type");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a column needs a name");
    }
  }

  /** The same column under another name. */
  public Field named(String other) {
    return new Field(other, type, nullable);
  }

  /** The same column, whose values may be missing. */
  public Field asNullable() {
    return nullable ? this : new Field(name, type, true);
  }
}
