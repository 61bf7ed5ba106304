package pregel.loaders.write;

import java.nio.charset.StandardCharsets;
import java.util.List;
import pregel.api.BooleanColumn;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.IntColumn;
import pregel.api.LongColumn;
import pregel.api.ObjectColumn;
import pregel.core.graph.VertexNames;

/** One row of a result as text. Shared by threads. */
final class RowText {

  /** Writes one value. */
  private interface Cell {
    void append(int slot, TextBuffer text);
  }

  private final String header;
  private final byte[] beforeId;
  private final IdText ids;
  private final byte[][] beforeCell;
  private final Cell[] cells;
  private final byte[] end;

  private RowText(
      String header, byte[] beforeId, IdText ids, byte[][] beforeCell, Cell[] cells, byte[] end) {
    this.header = header;
    this.beforeId = beforeId;
    this.ids = ids;
    this.beforeCell = beforeCell;
    this.cells = cells;
    this.end = end;
  }

  /**
   * @param names what ids stand for; null if they are numbers
   */
  static RowText of(RowFormat format, List<Column> columns, VertexNames names) {
    IdText ids = IdText.of(format, names);
    int count = columns.size();
    byte[][] beforeCell = new byte[count][];
    Cell[] cells = new Cell[count];
    StringBuilder header = new StringBuilder("id");
    String separator =
        switch (format) {
          case CSV, JSONL -> ",";
          case TSV -> "\t";
          case TXT -> " ";
        };
    for (int i = 0; i < count; i++) {
      String name = columns.get(i).name();
      header.append(separator).append(Quoting.of(format, name));
      beforeCell[i] = ascii(format == RowFormat.JSONL ? "," + Quoting.json(name) + ":" : separator);
      cells[i] = cell(format, columns.get(i), ids);
    }
    boolean json = format == RowFormat.JSONL;
    boolean titled = format == RowFormat.CSV || format == RowFormat.TSV;
    return new RowText(
        titled ? header.append('\n').toString() : "",
        ascii(json ? "{\"id\":" : ""),
        ids,
        beforeCell,
        cells,
        ascii(json ? "}\n" : "\n"));
  }

  /** The first line with its end, or nothing. */
  String header() {
    return header;
  }

  void append(long id, int slot, TextBuffer text) {
    text.put(beforeId);
    ids.put(id, text);
    for (int i = 0; i < cells.length; i++) {
      text.put(beforeCell[i]);
      cells[i].append(slot, text);
    }
    text.put(end);
  }

  private static Cell cell(RowFormat format, Column column, IdText ids) {
    boolean raw = format == RowFormat.TXT;
    byte[] absent = ascii(format == RowFormat.JSONL ? "null" : "");
    if (column instanceof DoubleColumn values) {
      return (slot, text) -> {
        double value = values.at(slot);
        if (!raw && values.isAbsent(slot)) {
          text.put(absent);
        } else if (format == RowFormat.JSONL && !Double.isFinite(value)) {
          // JSON has no number for these.
          text.put('"');
          text.put(value);
          text.put('"');
        } else {
          text.put(value);
        }
      };
    }
    if (column instanceof LongColumn values && values.holdsVertexIds() && ids.named()) {
      return (slot, text) -> {
        // What is no vertex of the input's has no name, and a number could be one.
        if (!raw && (values.isAbsent(slot) || !ids.isName(values.at(slot)))) {
          text.put(absent);
        } else {
          ids.put(values.at(slot), text);
        }
      };
    }
    if (column instanceof LongColumn values) {
      return (slot, text) -> {
        if (!raw && values.isAbsent(slot)) {
          text.put(absent);
        } else {
          text.put(values.at(slot));
        }
      };
    }
    if (column instanceof IntColumn values) {
      return (slot, text) -> {
        if (!raw && values.isAbsent(slot)) {
          text.put(absent);
        } else {
          text.put((long) values.at(slot));
        }
      };
    }
    if (column instanceof BooleanColumn values) {
      return (slot, text) -> text.put(values.at(slot) ? "true" : "false");
    }
    ObjectColumn<?> values = (ObjectColumn<?>) column;
    return (slot, text) -> {
      Object value = values.at(slot);
      if (value == null) {
        text.put(absent);
      } else {
        text.put(Quoting.of(format, value.toString()));
      }
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
