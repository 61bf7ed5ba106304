package pregel.loaders.read;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import pregel.loaders.snapshot.SnapshotFile;

/** Guesses a format from the first bytes of a text and, where they leave a doubt, its name. */
final class FormatDetection {
  private static final byte[] SNAPSHOT = littleEndian(SnapshotFile.MAGIC);

  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final String MATRIX_MARKET = "%%matrixmarket";

  private FormatDetection() {}

  /**
   * @param name of the file; an ending for compression is ignored
   * @param head the first bytes of the text
   * @param named whether vertices have names, so that words are no sign of a header
   */
  static GraphFormat of(String name, byte[] head, boolean named) {
    if (startsWith(head, SNAPSHOT)) {
      return GraphFormat.SNAPSHOT;
    }
    if (startsWith(head, PARQUET)) {
      return GraphFormat.PARQUET;
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.regionMatches(true, 0, MATRIX_MARKET, 0, MATRIX_MARKET.length())) {
      return GraphFormat.MATRIXMARKET;
    }
    String inner = Compression.inner(name).toLowerCase(Locale.ROOT);
    String ending = inner.substring(inner.lastIndexOf('.') + 1);
    String[] lines = text.split("\n", 4096);
    int lastLine = head.length > 0 && lines.length > 1 ? lines.length - 1 : lines.length;
    String first = firstLine(lines);
    switch (ending) {
      case "mtx" -> {
        return GraphFormat.MATRIXMARKET;
      }
      case "gr" -> {
        return GraphFormat.DIMACS;
      }
      case "graph-txt" -> {
        return GraphFormat.WEBGRAPH;
      }
      case "metis" -> {
        return GraphFormat.METIS;
      }
      case "graph" -> {
        return columns(first) == 1 ? GraphFormat.WEBGRAPH : GraphFormat.METIS;
      }
      case "adj", "adjlist", "adjacency" -> {
        return GraphFormat.ADJACENCY;
      }
      default -> {
        // The content decides.
      }
    }
    if (!named && isDimacs(lines)) {
      return GraphFormat.DIMACS;
    }
    if (!first.isEmpty()
        && CsvHeader.isHeader(first)
        && hasDelimiter(first)
        && (!named || CsvHeader.read(first).unknownNames() == null)) {
      return GraphFormat.CSV;
    }
    if (ending.equals("csv") || first.startsWith("\"")) {
      return GraphFormat.CSV;
    }
    return looksLikeNeighbours(lines, lastLine) ? GraphFormat.ADJACENCY : GraphFormat.EDGELIST;
  }

  private static byte[] littleEndian(int magic) {
    return new byte[] {
      (byte) magic, (byte) (magic >>> 8), (byte) (magic >>> 16), (byte) (magic >>> 24)
    };
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (head[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static String firstLine(String[] lines) {
    for (String line : lines) {
      String stripped = line.strip();
      if (!stripped.isEmpty() && stripped.charAt(0) != '#' && stripped.charAt(0) != '%') {
        return stripped;
      }
    }
    return "";
  }

  private static boolean isDimacs(String[] lines) {
    for (String line : lines) {
      String stripped = line.strip();
      if (stripped.startsWith("p ")) {
        return columns(stripped) == 4;
      }
      if (!stripped.isEmpty() && !stripped.equals("c") && !stripped.startsWith("c ")) {
        return false;
      }
    }
    return false;
  }

  private static boolean hasDelimiter(String line) {
    return line.indexOf(CsvHeader.delimiter(line)) >= 0;
  }

  /**
   * Whether lines are integers only, some of them four or more, and their number varies from line
   * to line more than a few bad lines in a list of edges would make it.
   */
  private static boolean looksLikeNeighbours(String[] lines, int count) {
    int[] linesWith = new int[64];
    int all = 0;
    int most = 0;
    for (int i = 0; i < count; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '%') {
        continue;
      }
      for (int at = 0; at < line.length(); at++) {
        char c = line.charAt(at);
        if ((c < '0' || c > '9') && c != ' ' && c != '\t') {
          return false;
        }
      }
      int columns = Math.min(columns(line), linesWith.length - 1);
      linesWith[columns]++;
      most = Math.max(most, columns);
      all++;
    }
    int usual = 0;
    for (int lineCount : linesWith) {
      usual = Math.max(usual, lineCount);
    }
    return most >= 4 && 3L * usual <= 2L * all;
  }

  private static int columns(String line) {
    int columns = 0;
    boolean inside = false;
    for (int at = 0; at < line.length(); at++) {
      boolean blank = line.charAt(at) <= ' ';
      columns += !blank && !inside ? 1 : 0;
      inside = !blank;
    }
    return columns;
  }
}
