package pregel.loaders.read;

import java.util.ArrayList;
import java.util.List;
import pregel.core.graph.BuildThreads;
import pregel.core.graph.ListedColumn;
import pregel.core.graph.VertexColumn;

/**
 * A vertex file as read.
 *
 * @param ids in the order of the file
 * @param columns their values; none of a plain list
 */
record ListedVertices(long[] ids, List<ListedColumn> columns) {

  /** Of a table whose cells are still text. */
  static ListedVertices of(long[] ids, VertexHeader header, List<Cells> parts, int threads) {
    List<VertexColumn.Type> types = VertexTableParser.types(header, parts);
    List<ListedColumn> columns = new ArrayList<>();
    for (int column = 0; column < types.size(); column++) {
      boolean text = types.get(column) == VertexColumn.Type.STRING;
      columns.add(
          new ListedColumn(
              header.names().get(column < header.id() ? column : column + 1),
              types.get(column),
              text ? null : new long[ids.length],
              text ? new byte[ids.length][] : null,
              new boolean[ids.length]));
    }
    int[] firsts = new int[parts.size()];
    for (int part = 1; part < firsts.length; part++) {
      firsts[part] = firsts[part - 1] + parts.get(part - 1).rows();
    }
    BuildThreads.of(threads, ids.length)
        .each(parts.size(), part -> convert(parts.get(part), firsts[part], columns));
    return new ListedVertices(ids, columns);
  }

  private static void convert(Cells cells, int first, List<ListedColumn> columns) {
    Decimal decimal = new Decimal();
    for (int number = 0; number < columns.size(); number++) {
      ListedColumn column = columns.get(number);
      for (int row = 0; row < cells.rows(); row++) {
        if (!cells.isPresent(row, number)) {
          continue;
        }
        column.present()[first + row] = true;
        if (column.texts() != null) {
          column.texts()[first + row] = cells.text(row, number);
        } else {
          column.bits()[first + row] = cells.bits(row, number, column.type(), decimal);
        }
      }
    }
  }
}
