package pregel.api.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** The columns of a table, in order, no two of one name. */
public final class TableSchema {
  private final List<Field> fields;
  private final Map<String, Integer> places = new HashMap<>();

  private TableSchema(List<Field> fields) {
    this.fields = List.copyOf(fields);
    for (int i = 0; i < fields.size(); i++) {
      places.put(fields.get(i).name(), i);
    }
  }

  /**
   * A schema of columns.
   *
   * @param stage whose it is, for messages
   * @throws JobException of kind USAGE if there are none, or two of one name
   */
  public static TableSchema of(String stage, List<Field> fields) {
    TableSchema schema = new TableSchema(fields);
    if (fields.isEmpty()) {
      throw new JobException(FailureKind.USAGE, stage + ": no columns; name at least one");
    }
    if (schema.places.size() < fields.size()) {
      String twice =
          fields.stream()
              .map(Field::name)
              .filter(name -> fields.stream().filter(f -> f.name().equals(name)).count() > 1)
              .findFirst()
              .orElseThrow();
      throw new JobException(
          FailureKind.USAGE,
          stage + ": two columns are named \"" + twice + "\"; rename one of them before");
    }
    return schema;
  }

  public static TableSchema of(Field... fields) {
    return of("schema", List.of(fields));
  }

  /** A schema put together column by column. */
  public static Builder builder() {
    return new Builder();
  }

  public List<Field> fields() {
    return fields;
  }

  public int size() {
    return fields.size();
  }

  public Field field(int place) {
    return fields.get(place);
  }

  /** Whether there is a column of that name. */
  public boolean has(String name) {
    return places.containsKey(name);
  }

  /**
   * Where a column stands.
   *
   * @param stage who asks, for messages
   * @throws JobException of kind USAGE if there is none of that name
   */
  public int place(String name, String stage) {
    Integer place = places.get(name);
    if (place == null) {
      throw new JobException(
          FailureKind.USAGE,
          stage
              + ": there is no column \""
              + name
              + "\"; name one of "
              + fields.stream().map(Field::name).collect(Collectors.joining(", ")));
    }
    return place;
  }

  /** A column by name; as {@link #place}. */
  public Field field(String name, String stage) {
    return fields.get(place(name, stage));
  }

  /** Where several columns stand. */
  public int[] places(List<String> names, String stage) {
    return names.stream().mapToInt(name -> place(name, stage)).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableSchema schema && schema.fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return fields.stream()
        .map(f -> f.name() + " " + f.type().label() + (f.nullable() ? "" : " not null"))
        .collect(Collectors.joining(", "));
  }

  /** Collects columns. */
  public static final class Builder {
    private final List<Field> fields = new ArrayList<>();

    private Builder() {}

    /** Adds a column whose values may be missing. */
    public Builder add(String name, ColumnType type) {
      fields.add(new Field(name, type, true));
      return this;
    }

    /** Adds a column without missing values. */
    public Builder addRequired(String name, ColumnType type) {
      fields.add(new Field(name, type, false));
      return this;
    }

    public TableSchema build() {
      return of("schema", fields);
    }
  }
}
