package pregel.cli.bench;

import java.util.ArrayList;
import java.util.List;
import pregel.cli.report.Figures;

/** A run of the suite as rows of cells, and as an aligned table. */
final class BenchTable {
  private BenchTable() {}

  /** What stands over the cells. */
  static List<String> head(BenchResult result) {
    List<String> head =
        new ArrayList<>(
            List.of("graph", "algorithm", "supersteps", "median", "least", "most", "edges/s"));
    if (result.baseline().isThere()) {
      head.add("/ " + result.baseline().name());
    }
    return head;
  }

  static List<String> cells(BenchResult result, BenchResult.Row row) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                row.graph(),
                row.algorithm(),
                Integer.toString(row.supersteps()),
                millis(row.median()),
                millis(row.least()),
                millis(row.most()),
                Figures.rate(row.edgesPerSecond())));
    if (result.baseline().isThere()) {
      double speedup = result.speedup(row);
      cells.add(Double.isNaN(speedup) ? "-" : Figures.fixed(speedup, 2));
    }
    return cells;
  }

  private static String millis(double seconds) {
    return Figures.fixed(seconds * 1e3, 2) + " ms";
  }

  /** The first two columns to the left, the others to the right. */
  static String of(BenchResult result) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(head(result));
    result.rows().forEach(row -> lines.add(cells(result, row)));
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        String space = " ".repeat(widths[i] - line.get(i).length());
        text.append(i == 0 ? "" : "  ");
        text.append(i < 2 ? line.get(i) + space : space + line.get(i));
      }
      text.append(System.lineSeparator());
    }
    for (String refused : result.refused()) {
      text.append("not measured: ").append(refused).append(System.lineSeparator());
    }
    return text.toString();
  }
}
