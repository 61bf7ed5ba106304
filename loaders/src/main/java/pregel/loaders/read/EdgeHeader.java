package pregel.loaders.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.HeldEdgeColumn;

/**
 * The columns to read of a CSV file of edges beside its ends and weight.
 *
 * @param numbers for every column of the file the place among those read; -1 if it is left alone
 * @param names of those read
 * @param types of those read; null where the content decides
 */
record EdgeHeader(int[] numbers, List<String> names, List<HeldEdgeColumn.Type> types) {

  /**
   * Reads a header.
   *
   * @param line a character for each byte; null if there is no header
   * @throws JobException of kind INPUT if it lacks a column that is wanted, or has it as another
   *     type
   */
  static EdgeHeader of(
      String file, String line, CsvDialect dialect, EdgeColumnChoice choice, boolean weighted) {
    List<String> cells =
        line == null ? List.of() : CsvHeader.columns(line, (char) dialect.delimiter());
    int[] numbers = new int[dialect.columns()];
    Arrays.fill(numbers, -1);
    EdgeHeader header = new EdgeHeader(numbers, new ArrayList<>(), new ArrayList<>());
    if (choice.all()) {
      header.takeAll(cells, dialect, weighted);
    } else {
      for (HeldEdgeColumn wanted : choice.wanted()) {
        header.take(file, cells, dialect, wanted);
      }
    }
    return header;
  }

  private void takeAll(List<String> cells, CsvDialect dialect, boolean weighted) {
    for (int column = 0; column < cells.size(); column++) {
      boolean weight =
          column == dialect.weight() && (weighted || CsvHeader.isWeight(cells.get(column)));
      String name = name(cells.get(column));
      boolean readable = !suffix(cells.get(column)).matches("string|boolean") && !name.isEmpty();
      if (column != dialect.source()
          && column != dialect.target()
          && !weight
          && readable
          && !names.contains(name)) {
        add(column, name, type(cells.get(column)));
      }
    }
  }

  private void take(String file, List<String> cells, CsvDialect dialect, HeldEdgeColumn wanted) {
    for (int column = 0; column < cells.size(); column++) {
      if (column == dialect.source()
          || column == dialect.target()
          || !name(cells.get(column)).equals(wanted.name())) {
        continue;
      }
      HeldEdgeColumn.Type declared = type(cells.get(column));
      if (declared != null && declared != wanted.type()) {
        throw new JobException(
            FailureKind.INPUT,
            file
                + ": the program reads edge column \""
                + wanted.name()
                + "\" as "
                + wanted.type().label()
                + " and the header says "
                + declared.label()
                + "; change one of them");
      }
      add(column, wanted.name(), wanted.type());
      return;
    }
    throw new JobException(
        FailureKind.INPUT,
        file
            + ": the program reads edge column \""
            + wanted.name()
            + "\" and the file has "
            + (cells.isEmpty()
                ? "no header"
                : String.join(", ", cells.stream().map(EdgeHeader::name).toList()))
            + "; add a column of that name");
  }

  private void add(int column, String name, HeldEdgeColumn.Type type) {
    numbers[column] = names.size();
    names.add(name);
    types.add(type);
  }

  private static HeldEdgeColumn.Type type(String cell) {
    return switch (suffix(cell)) {
      case "long", "int" -> HeldEdgeColumn.Type.LONG;
      case "double", "float" -> HeldEdgeColumn.Type.DOUBLE;
      default -> null;
    };
  }

  private static String suffix(String cell) {
    return cell.substring(cell.lastIndexOf(':') + 1).strip().toLowerCase(Locale.ROOT);
  }

  private static String name(String cell) {
    String whole = new String(cell.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    boolean typed = suffix(cell).matches("long|int|double|float") && whole.indexOf(':') > 0;
    return typed ? whole.substring(0, whole.lastIndexOf(':')).strip() : whole;
  }
}
