package pregel.loaders.read;

import java.util.List;
import java.util.stream.IntStream;
import pregel.core.graph.Texts;
import pregel.core.graph.VertexColumn;

/** Tables of vertices: CSV with a header, a vertex a line, and its values. */
final class VertexTableParser extends CsvLineParser {
  private final VertexHeader header;
  private final Decimal decimal = new Decimal();
  private Cells cells;
  private long id;

  VertexTableParser(ParseRules rules, VertexHeader header) {
    super(rules, expected(header), header.delimiter());
    this.header = header;
  }

  private static String expected(VertexHeader header) {
    return String.join(Character.toString(header.delimiter()), header.names());
  }

  @Override
  public void parse(Chunk chunk, ParsedChunk parsed) {
    cells = new Cells(header.names().size() - 1);
    parsed.cells = cells;
    super.parse(chunk, parsed);
  }

  @Override
  void column(int column, byte[] line, int from, int to, boolean quoted) {
    if (column == header.id()) {
      id = id(line, from, to, quoted);
    } else if (quoted) {
      byte[] text = unquote(line, from, to);
      cells.add(text, 0, unquotedLength());
    } else {
      cells.add(line, from, to);
    }
  }

  @Override
  void end(int columns, ParsedChunk parsed) {
    if (columns != header.names().size()) {
      rejectColumns(columns);
      return;
    }
    if (id < 0) {
      rejectId(header.names().get(header.id()), id);
      return;
    }
    int row = parsed.size;
    int cell = 0;
    for (int column = 0; column < columns; column++) {
      if (column == header.id()) {
        continue;
      }
      VertexColumn.Type type = header.types().get(column);
      if (type != null && cells.isPresent(row, cell) && !cells.fits(row, cell, type, decimal)) {
        reject("a " + header.names().get(column) + " that is not a " + type.label());
        return;
      }
      if (cells.length(row, cell) > Texts.LONGEST) {
        reject("a " + header.names().get(column) + " of more than " + Texts.LONGEST + " bytes");
        return;
      }
      cell++;
    }
    cells.survey(row, decimal);
    parsed.add(id);
  }

  /** The types of the columns beside the id: as declared, else what fits all cells. */
  static List<VertexColumn.Type> types(VertexHeader header, List<Cells> parts) {
    return IntStream.range(0, header.names().size())
        .filter(column -> column != header.id())
        .mapToObj(
            column -> {
              VertexColumn.Type declared = header.types().get(column);
              return declared != null
                  ? declared
                  : fitting(parts, column < header.id() ? column : column - 1);
            })
        .toList();
  }

  private static VertexColumn.Type fitting(List<Cells> parts, int column) {
    boolean any = false;
    for (VertexColumn.Type type : VertexColumn.Type.values()) {
      boolean all = true;
      for (Cells part : parts) {
        all &= part.possible(column).contains(type);
        any |= part.possible(column).size() < VertexColumn.Type.values().length;
      }
      if (all && any) {
        return type;
      }
    }
    return VertexColumn.Type.STRING;
  }
}
