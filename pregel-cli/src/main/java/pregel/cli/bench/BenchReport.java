package pregel.cli.bench;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pregel.cli.report.Figures;

/** A run of the suite for people: Markdown, with plots that are drawn where it is shown. */
final class BenchReport {
  private BenchReport() {}

  static byte[] bytes(BenchResult result) {
    return of(result).getBytes(StandardCharsets.UTF_8);
  }

  private static String of(BenchResult result) {
    StringBuilder text = new StringBuilder();
    Machine machine = result.machine();
    text.append("# Benchmark: ").append(result.name()).append("\n\n");
    text.append("```sh\n").append(result.command()).append("\n```\n\n");
    text.append(machine.processor())
        .append(", ")
        .append(Figures.counted(machine.processors(), "processor"))
        .append(", ")
        .append(Figures.counted(machine.threads(), "thread"))
        .append("; ")
        .append(machine.java())
        .append("; ")
        .append(machine.system())
        .append("; heap up to ")
        .append(Figures.bytes(machine.heapBytes()))
        .append(".\n\nTimes are from the first superstep's start to the last one's end. ")
        .append("Every result was checked in another way before its time was taken.\n");
    for (Map.Entry<String, List<BenchResult.Row>> graph : byGraph(result).entrySet()) {
      append(text, result, graph.getKey(), graph.getValue());
    }
    if (!result.refused().isEmpty()) {
      text.append("\n## Not measured\n\n");
      result.refused().forEach(line -> text.append("- ").append(line).append('\n'));
    }
    return text.toString();
  }

  private static Map<String, List<BenchResult.Row>> byGraph(BenchResult result) {
    return result.rows().stream()
        .collect(
            Collectors.groupingBy(BenchResult.Row::graph, LinkedHashMap::new, Collectors.toList()));
  }

  private static void append(
      StringBuilder text, BenchResult result, String graph, List<BenchResult.Row> rows) {
    BenchResult.Row any = rows.get(0);
    text.append("\n## ").append(graph).append("\n\n");
    text.append(Figures.counted(any.vertices(), "vertex", "vertices"))
        .append(", ")
        .append(Figures.counted(any.edges(), "edge"))
        .append(" (")
        .append(Figures.count(any.directedEdges()))
        .append(" directed), there in ")
        .append(Figures.seconds(any.loadSeconds()))
        .append(".\n\n");
    List<String> head = BenchTable.head(result).subList(1, BenchTable.head(result).size());
    text.append("| ").append(String.join(" | ", head)).append(" |\n|");
    for (int i = 0; i < head.size(); i++) {
      text.append(i == 0 ? " --- |" : " ---: |");
    }
    text.append('\n');
    for (BenchResult.Row row : rows) {
      List<String> cells = BenchTable.cells(result, row);
      text.append("| ").append(String.join(" | ", cells.subList(1, cells.size()))).append(" |\n");
    }
    plot(text, rows);
  }

  private static void plot(StringBuilder text, List<BenchResult.Row> rows) {
    text.append("\n```mermaid\nxychart-beta\n  title \"median, ms\"\n  x-axis [")
        .append(
            rows.stream().map(row -> '"' + row.algorithm() + '"').collect(Collectors.joining(", ")))
        .append("]\n  y-axis \"ms\"\n  bar [")
        .append(
            rows.stream()
                .map(row -> Figures.fixed(row.median() * 1e3, 3))
                .collect(Collectors.joining(", ")))
        .append("]\n```\n");
  }
}
