package pregel.loaders.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.api.table.TableSchema;
import pregel.loaders.read.Text;

/**
 * What the beginning of a text tells of its table.
 *
 * @param delimiter of columns; 0 in JSON
 * @param header whether each file begins with the columns' names
 */
record TextHead(TextFormat format, byte delimiter, boolean header, TableSchema schema) {
  private static final byte[] DELIMITERS = {'\t', ',', ';', '|', ' '};

  /** Looks at a text, of which nothing is taken. */
  static TextHead of(Text text, TextOptions options) {
    byte[] sample = text.peek();
    TextFormat format =
        options.format() != null ? options.format() : TextFormat.ofName(text.name());
    TextHead head =
        format == TextFormat.CSV ? csv(text, sample, options) : json(text, sample, options);
    for (String name : options.types().keySet()) {
      if (!head.schema().has(name)) {
        throw new JobException(
            FailureKind.USAGE,
            text.name()
                + ": there is no column \""
                + name
                + "\" to have a type; it has "
                + head.schema());
      }
    }
    return head;
  }

  private static TextHead csv(Text text, byte[] sample, TextOptions options) {
    byte delimiter = options.delimiter() != 0 ? options.delimiter() : delimiter(sample);
    List<List<String>> rows = SampleRows.csv(sample, delimiter);
    if (rows.isEmpty()) {
      throw new JobException(
          FailureKind.INPUT, text.name() + ": is empty; give a file with a header or rows");
    }
    List<String> first = rows.get(0);
    boolean header = options.header() != null ? options.header() : isHeader(first);
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      String name = header && first.get(i) != null ? first.get(i).strip() : "";
      name = name.isEmpty() ? "c" + (i + 1) : name;
      ColumnType given = options.types().get(name);
      fields.add(new Field(name, given != null ? given : type(rows, header ? 1 : 0, i), true));
    }
    return new TextHead(TextFormat.CSV, delimiter, header, TableSchema.of(text.name(), fields));
  }

  private static TextHead json(Text text, byte[] sample, TextOptions options) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    for (Map<String, ColumnType> row : SampleRows.json(text.name(), sample)) {
      row.forEach(
          (name, type) ->
              types.put(name, types.get(name) == null ? type : common(types.get(name), type)));
    }
    List<Field> fields = new ArrayList<>();
    types.forEach(
        (name, type) -> {
          ColumnType given = options.types().get(name);
          ColumnType found = type == null ? ColumnType.STRING : type;
          fields.add(new Field(name, given != null ? given : found, true));
        });
    return new TextHead(TextFormat.JSONL, (byte) 0, false, TableSchema.of(text.name(), fields));
  }

  /** The type that values of two types have in common. */
  private static ColumnType common(ColumnType one, ColumnType other) {
    return one == other || other == null
        ? one
        : one.isNumber() && other.isNumber() ? ColumnType.DOUBLE : ColumnType.STRING;
  }

  /** The delimiter that the first line has most of. */
  private static byte delimiter(byte[] sample) {
    int[] counts = new int[DELIMITERS.length];
    boolean quoted = false;
    for (int at = 0; at < sample.length && (sample[at] != '\n' || quoted); at++) {
      quoted ^= sample[at] == '"';
      for (int i = 0; i < counts.length && !quoted; i++) {
        counts[i] += sample[at] == DELIMITERS[i] ? 1 : 0;
      }
    }
    // A blank only if there is nothing else: names of columns may hold some.
    for (int i = 0; i < DELIMITERS.length; i++) {
      if (counts[i] > 0) {
        return DELIMITERS[i];
      }
    }
    return ',';
  }

  /** Whether a row can be names: no value missing, and none of another type than a string. */
  private static boolean isHeader(List<String> row) {
    for (String value : row) {
      if (value == null || value.isBlank() || ValueTypes.of(value) != ColumnType.STRING) {
        return false;
      }
    }
    return true;
  }

  private static ColumnType type(List<List<String>> rows, int first, int column) {
    ColumnType type = null;
    for (int row = first; row < rows.size(); row++) {
      List<String> values = rows.get(row);
      if (column >= values.size() || values.get(column) == null) {
        continue;
      }
      ColumnType found = ValueTypes.of(values.get(column));
      type = type == null ? found : common(type, found);
    }
    return type == null ? ColumnType.STRING : type;
  }

  /** A header's names as they stand in a line. */
  static List<String> names(String line, byte delimiter) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.ISO_8859_1);
    List<List<String>> rows = SampleRows.csv(bytes, delimiter);
    return rows.isEmpty() ? List.of() : rows.get(0);
  }
}
