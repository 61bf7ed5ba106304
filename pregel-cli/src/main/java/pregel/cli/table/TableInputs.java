package pregel.cli.table;

import java.util.ArrayList;
import java.util.List;
import pregel.api.table.Table;
import pregel.loaders.table.TextTable;

/** The tables that a command reads. */
final class TableInputs {
  private final TableFiles files;
  private final List<TextTable> opened = new ArrayList<>();

  TableInputs(TableFiles files) {
    this.files = files;
  }

  /** The table of the option {@code --input}. */
  Table main() {
    return open(files.inputs);
  }

  /** One more table, read alike. */
  Table open(List<String> paths) {
    TextTable table = files.open(paths);
    opened.add(table);
    return Table.of(table);
  }

  /** Bytes of text read so far. */
  long bytesRead() {
    return opened.stream().mapToLong(TextTable::bytesRead).sum();
  }

  /** Rows read so far. */
  long rowsRead() {
    return opened.stream().mapToLong(TextTable::rowsRead).sum();
  }

  /** Bytes of the files; -1 if they are not known, or packed. */
  long bytes() {
    long sum = 0;
    for (TextTable table : opened) {
      long bytes = table.fileBytes();
      if (bytes < 0) {
        return -1;
      }
      sum += bytes;
    }
    return sum;
  }
}
