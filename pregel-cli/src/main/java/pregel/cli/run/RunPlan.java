package pregel.cli.run;

import java.io.PrintStream;
import java.util.List;
import pregel.cli.load.GraphLoading;
import pregel.cli.option.GraphOptions;
import pregel.cli.report.Figures;
import pregel.core.graph.PartitionMap;
import pregel.loaders.write.Packing;

/** What a run would do and need, without doing it. */
public final class RunPlan {
  private static final double BYTES_PER_LINE = 14;
  private static final double PACKED_TO_PLAIN = 3.5;
  private static final double EDGES_PER_VERTEX = 8;
  private static final long FIXED_BYTES = 120L << 20;

  private RunPlan() {}

  public static void print(RunRequest request, PrintStream to) {
    List<String> inputs = request.options().inputs;
    GraphOptions options = request.options().graphOptions;
    Long budget = request.options().memory;
    boolean weights = request.weights();
    long stored = 0;
    double text = 0;
    for (String input : inputs) {
      long size = StoredSize.of(input);
      stored += size;
      text += Packing.ofName(input) != Packing.NONE ? size * PACKED_TO_PLAIN : size;
    }
    boolean undirected = options.isUndirected();
    long lines = Math.round(text / (BYTES_PER_LINE + (weights ? 5 : 0)));
    long directed = undirected ? 2 * lines : lines;
    long vertices = Math.round(lines / EDGES_PER_VERTEX);
    long perEdge = weights ? 12 : 4;
    long read = lines * (weights ? 16 : 8);
    long rows = directed * perEdge * (undirected ? 1 : 2);
    long columns = vertices * 40;
    long need = read + rows + columns + FIXED_BYTES;
    to.println("plan");
    to.println("  read     " + GraphLoading.named(inputs) + " (" + Figures.bytes(stored) + ")");
    to.println(
        "           about "
            + Figures.count(lines)
            + " lines"
            + (weights ? ", with weights" : "")
            + (undirected ? ", each an edge in both directions" : ""));
    to.println(
        "  build    compressed sparse rows, about "
            + Figures.count(directed)
            + " directed edges in "
            + (options.partitions == 0 ? PartitionMap.partitionsFor(directed) : options.partitions)
            + " partitions");
    to.println(
        "  compute  "
            + request.choice().name()
            + " on "
            + Figures.counted(options.threadCount(), "thread"));
    to.println("memory needed, at most about " + Figures.bytes(need));
    to.println("  edges as read          " + Figures.bytes(read) + " (heap, until built)");
    to.println("  rows                   " + Figures.bytes(rows) + " (direct)");
    to.println("  columns and ids        " + Figures.bytes(columns));
    to.println("  the program itself     " + Figures.bytes(FIXED_BYTES));
    if (budget != null) {
      to.println(judged("budget ", budget, need));
    } else {
      to.println(
          judged(
              "heap available ", Runtime.getRuntime().maxMemory(), read + columns + FIXED_BYTES));
    }
  }

  private static String judged(String what, long available, long need) {
    return what
        + Figures.bytes(available)
        + (need > available ? ": probably too little" : ": enough");
  }
}
