package pregel.loaders.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Decides from the first line of a CSV file where its edges stand. */
final class CsvHeader {
  private static final Set<String> SOURCES =
      Set.of(
          "source",
          "src",
          "from",
          "source_id",
          "src_id",
          "from_id",
          "sourceid",
          "srcid",
          "fromid",
          "fromnodeid",
          "node_1",
          "node1",
          "id_1",
          "id1",
          "u",
          "start",
          ":start_id",
          "rater");
  private static final Set<String> TARGETS =
      Set.of(
          "target",
          "tgt",
          "dst",
          "dest",
          "destination",
          "to",
          "target_id",
          "dst_id",
          "to_id",
          "targetid",
          "dstid",
          "toid",
          "tonodeid",
          "node_2",
          "node2",
          "id_2",
          "id2",
          "v",
          "end",
          ":end_id",
          "ratee");
  private static final Set<String> WEIGHTS = Set.of("weight", "value");
  private static final String DELIMITERS = ",\t;|";

  private CsvHeader() {}

  /** Whether a first line names columns instead of holding an edge: none may be a number. */
  static boolean isHeader(String line) {
    boolean named = false;
    for (String column : columns(line, delimiter(line))) {
      if (isNumber(column)) {
        return false;
      }
      named |= !column.isEmpty();
    }
    return named;
  }

  /** What a first line says, header or not. */
  static CsvDialect read(String line) {
    char delimiter = delimiter(line);
    List<String> names = columns(line, delimiter);
    int source = -1;
    int target = -1;
    int weight = -1;
    boolean header = isHeader(line);
    if (header) {
      for (int i = names.size() - 1; i >= 0; i--) {
        String name = name(names.get(i));
        source = SOURCES.contains(name) ? i : source;
        target = TARGETS.contains(name) ? i : target;
        weight = WEIGHTS.contains(name) ? i : weight;
      }
    }
    boolean unknown = source < 0 || target < 0;
    if (unknown) {
      source = 0;
      target = 1;
    }
    if (weight < 0 && names.size() > 2 && source < 2 && target < 2) {
      weight = 2;
    }
    return new CsvDialect(
        (byte) delimiter, names.size(), source, target, weight, header && unknown ? line : null);
  }

  /** Whether a column is called what weights are. */
  static boolean isWeight(String column) {
    return WEIGHTS.contains(name(column));
  }

  /** The delimiter that occurs first outside quotes; a comma if none does. */
  static char delimiter(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && DELIMITERS.indexOf(c) >= 0) {
        return c;
      }
    }
    return ',';
  }

  /** A column's name without its group: {@code :START_ID(Person)} is {@code :start_id}. */
  private static String name(String column) {
    int group = column.indexOf('(');
    return (group > 0 ? column.substring(0, group) : column).toLowerCase(Locale.ROOT);
  }

  private static boolean isNumber(String column) {
    int at = column.startsWith("-") || column.startsWith("+") ? 1 : 0;
    return at < column.length() && column.charAt(at) >= '0' && column.charAt(at) <= '9';
  }

  /** The columns of a line, without quotes and blanks around them. */
  static List<String> columns(String line, char delimiter) {
    List<String> columns = new ArrayList<>();
    StringBuilder column = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        columns.add(column.toString().strip());
        column.setLength(0);
      } else {
        column.append(c);
      }
    }
    columns.add(column.toString().strip());
    return columns;
  }
}
