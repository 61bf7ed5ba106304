package pregel.loaders.read;

import pregel.loaders.read.MatrixHeader.Symmetry;

/** The entries of a sparse matrix: {@code row column [value]}. */
final class EntryParser extends LineParser {
  private final MatrixHeader header;
  private final boolean mirror;
  private final double mirrored;

  /**
   * @param mirror whether an entry beside the diagonal is an edge in both directions
   */
  EntryParser(ParseRules rules, MatrixHeader header, boolean mirror) {
    super(rules, header.pattern() ? "row,column" : "row,column,value");
    this.header = header;
    this.mirror = mirror;
    this.mirrored = header.symmetry() == Symmetry.SKEW_SYMMETRIC ? -1 : 1;
  }

  @Override
  boolean isComment(byte first) {
    return first == '%';
  }

  @Override
  void line(byte[] line, int from, int to, ParsedChunk parsed) {
    fields.open(line, from, to);
    fields.next();
    long row = VertexId.parse(line, fields.from(), fields.to());
    if (!isInside("row", row, header.rows())) {
      return;
    }
    if (!fields.next()) {
      rejectColumns(1);
      return;
    }
    long column = VertexId.parse(line, fields.from(), fields.to());
    if (!isInside("column", column, header.columns())) {
      return;
    }
    if (row == column && header.symmetry() == Symmetry.SKEW_SYMMETRIC) {
      reject("an entry on the diagonal of a skew-symmetric matrix");
      return;
    }
    if (!header.pattern()) {
      if (!fields.next()) {
        rejectColumns(2);
        return;
      }
      if (!readValue(line, fields.from(), fields.to())) {
        return;
      }
    }
    if (fields.next()) {
      rejectColumns(header.pattern() ? 3 : 4);
      return;
    }
    if (rules.weighted()) {
      double value = weight();
      parsed.add(row, column, value);
      if (mirror && row != column) {
        parsed.add(column, row, mirrored * value);
      }
    } else {
      parsed.add(row, column);
      if (mirror && row != column) {
        parsed.add(column, row);
      }
    }
  }

  private boolean isInside(String role, long index, long count) {
    if (index < 0) {
      rejectId(role, index);
      return false;
    }
    if (index == 0 || index > count) {
      reject(role + " " + index, "the header declares " + role + "s 1 to " + count);
      return false;
    }
    return true;
  }
}
