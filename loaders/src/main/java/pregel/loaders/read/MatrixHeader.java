package pregel.loaders.read;

import java.util.Locale;

/**
 * The first lines of a Matrix Market file.
 *
 * @param dense whether every entry is listed by value alone (array), not with its place
 * @param pattern whether entries have no values
 * @param symmetry what entries say of their mirror images
 * @param rows of the matrix
 * @param columns of the matrix
 * @param entries listed
 */
record MatrixHeader(
    boolean dense, boolean pattern, Symmetry symmetry, long rows, long columns, long entries) {

  /** What an entry says of its mirror image. */
  enum Symmetry {
    GENERAL,
    SYMMETRIC,
    SKEW_SYMMETRIC
  }

  private static final String BANNER =
      "\"%%MatrixMarket matrix coordinate|array real|integer|pattern"
          + " general|symmetric|skew-symmetric\"";
  private static final String SPARSE_SIZE = "\"rows columns entries\"";
  private static final String DENSE_SIZE = "\"rows columns\"";

  /** Takes the header's lines; without a banner the size line must tell, if that is tolerated. */
  static MatrixHeader read(Text text, boolean bannerRequired) {
    HeaderText header = new HeaderText(text);
    String line = header.any();
    while (line != null && line.isBlank()) {
      line = header.any();
    }
    if (line == null || !line.startsWith("%%")) {
      if (bannerRequired || line == null) {
        throw header.unexpected(BANNER);
      }
      text.pushBack();
      return readWithoutBanner(text, header);
    }
    String[] words = HeaderText.fields(line.toLowerCase(Locale.ROOT));
    if (words.length != 5
        || !words[0].equals("%%matrixmarket")
        || !words[1].equals("matrix")
        || !(words[2].equals("coordinate") || words[2].equals("array"))) {
      throw header.unexpected(BANNER);
    }
    boolean dense = words[2].equals("array");
    boolean pattern = words[3].equals("pattern");
    boolean numbers = words[3].equals("real") || words[3].equals("integer");
    if (dense ? !numbers : !(numbers || pattern)) {
      throw header.unexpected(BANNER);
    }
    Symmetry symmetry =
        switch (words[4]) {
          case "general" -> Symmetry.GENERAL;
          case "symmetric" -> Symmetry.SYMMETRIC;
          case "skew-symmetric" -> Symmetry.SKEW_SYMMETRIC;
          default -> throw header.unexpected(BANNER);
        };
    return readSize(text, header, dense, pattern, symmetry);
  }

  /** The number of vertices of the graph: rows and columns name the same ones. */
  long vertices() {
    return Math.max(rows, columns);
  }

  private static MatrixHeader readWithoutBanner(Text text, HeaderText header) {
    String line = header.next("%");
    String[] size = line == null ? new String[0] : HeaderText.fields(line);
    if (size.length == 2) {
      return dense(header, size, Symmetry.GENERAL);
    }
    if (size.length != 3) {
      throw header.unexpected(SPARSE_SIZE);
    }
    long[] counts = counts(header, size, SPARSE_SIZE);
    String entry = header.next("%");
    boolean pattern = entry != null && HeaderText.fields(entry).length == 2;
    if (entry != null) {
      text.pushBack();
    }
    return new MatrixHeader(false, pattern, Symmetry.GENERAL, counts[0], counts[1], counts[2]);
  }

  private static MatrixHeader readSize(
      Text text, HeaderText header, boolean dense, boolean pattern, Symmetry symmetry) {
    String[] remark = null;
    String line = header.any();
    while (line != null && (line.isBlank() || line.startsWith("%"))) {
      String[] words = HeaderText.fields(line.replace('%', ' '));
      remark = isSize(words) ? words : remark;
      line = header.any();
    }
    String[] size = line == null ? new String[0] : HeaderText.fields(line);
    if (dense) {
      MatrixHeader matrix = dense(header, size, symmetry);
      checkSquare(header, matrix);
      return matrix;
    }
    if (pattern && size.length == 2 && remark != null) {
      // Some collections have the size in a comment. Two columns are an entry for certain.
      text.pushBack();
      size = remark;
    }
    if (size.length != 3) {
      throw header.unexpected(SPARSE_SIZE);
    }
    long[] counts = counts(header, size, SPARSE_SIZE);
    MatrixHeader matrix =
        new MatrixHeader(false, pattern, symmetry, counts[0], counts[1], counts[2]);
    checkSquare(header, matrix);
    return matrix;
  }

  private static MatrixHeader dense(HeaderText header, String[] size, Symmetry symmetry) {
    if (size.length != 2) {
      throw header.unexpected(DENSE_SIZE);
    }
    long[] counts = counts(header, size, DENSE_SIZE);
    long rows = counts[0];
    long columns = counts[1];
    if (rows > Integer.MAX_VALUE || columns > Integer.MAX_VALUE) {
      throw header.unexpected("rows and columns below 2^31");
    }
    long entries =
        switch (symmetry) {
          case GENERAL -> rows * columns;
          case SYMMETRIC -> rows * (rows + 1) / 2;
          case SKEW_SYMMETRIC -> rows * (rows - 1) / 2;
        };
    return new MatrixHeader(true, false, symmetry, rows, columns, entries);
  }

  private static void checkSquare(HeaderText header, MatrixHeader matrix) {
    if (matrix.symmetry != Symmetry.GENERAL && matrix.rows != matrix.columns) {
      throw header.unexpected("as many rows as columns in a symmetric matrix");
    }
  }

  private static long[] counts(HeaderText header, String[] fields, String expected) {
    long[] counts = new long[fields.length];
    for (int i = 0; i < fields.length; i++) {
      counts[i] = header.count(fields[i], expected);
    }
    return counts;
  }

  private static boolean isSize(String[] words) {
    if (words.length != 3) {
      return false;
    }
    for (String word : words) {
      if (!word.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }
}
