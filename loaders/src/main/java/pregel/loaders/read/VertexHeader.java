package pregel.loaders.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.VertexColumn;

/**
 * The first line of a table of vertices.
 *
 * @param delimiter between columns
 * @param id the column of ids, from 0
 * @param names of all columns
 * @param types of all columns as {@code name:type} says; null where the content decides
 */
record VertexHeader(byte delimiter, int id, List<String> names, List<VertexColumn.Type> types) {

  /**
   * Reads a first line; null if it names no columns and the file is a plain list of ids. A line
   * names columns if none of them is a number and one is called id or has a type, or if it has
   * several and the file is called {@code .csv} or {@code .tsv}, or ids are integers.
   *
   * @param line a character for each byte
   * @param named whether ids are names, so that words are no sign of a header
   */
  static VertexHeader of(String file, long lineNumber, String line, boolean named) {
    if (!CsvHeader.isHeader(line)) {
      return null;
    }
    char delimiter = CsvHeader.delimiter(line);
    List<String> names = new ArrayList<>();
    List<VertexColumn.Type> types = new ArrayList<>();
    int id = -1;
    boolean typed = false;
    for (String column : CsvHeader.columns(line, delimiter)) {
      String whole =
          new String(column.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      int colon = whole.lastIndexOf(':');
      String type = colon < 0 ? "" : whole.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
      String name = colon < 0 ? whole : whole.substring(0, colon).strip();
      boolean isId = name.equalsIgnoreCase("id") || type.equals("id");
      id = isId && id < 0 ? names.size() : id;
      typed |= typeOf(type) != null;
      names.add(name);
      types.add(typeOf(type));
      if (colon >= 0 && !isId && typeOf(type) == null) {
        throw wrong(
            file, lineNumber, whole, "has no known type; give long, double, boolean or string");
      }
    }
    String lower = Compression.inner(file).toLowerCase(Locale.ROOT);
    boolean table = lower.endsWith(".csv") || lower.endsWith(".tsv") || !named;
    if (id < 0 && !typed && (names.size() == 1 || !table)) {
      return null;
    }
    int idColumn = Math.max(id, 0);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (i != idColumn && names.get(i).isEmpty()) {
        throw wrong(file, lineNumber, Integer.toString(i + 1), "has no name; give it one");
      }
      if (!seen.add(names.get(i))) {
        throw wrong(file, lineNumber, names.get(i), "is there twice; rename one");
      }
    }
    return new VertexHeader((byte) delimiter, idColumn, names, types);
  }

  private static JobException wrong(String file, long line, String column, String what) {
    return new JobException(
        FailureKind.INPUT, file + ":" + line + ": column \"" + column + "\" " + what);
  }

  private static VertexColumn.Type typeOf(String name) {
    return switch (name) {
      case "long", "int" -> VertexColumn.Type.LONG;
      case "double", "float" -> VertexColumn.Type.DOUBLE;
      case "boolean" -> VertexColumn.Type.BOOLEAN;
      case "string" -> VertexColumn.Type.STRING;
      default -> null;
    };
  }
}
