package pregel.cli.run;

import java.io.PrintStream;
import java.util.List;
import pregel.cli.load.GraphLoading;
import pregel.cli.option.GraphOptions;
import pregel.cli.report.Figures;
import pregel.core.graph.GraphMemory;
import pregel.core.graph.PartitionMap;

/** What a run would do and need, without doing it. */
public final class RunPlan {
  private RunPlan() {}

  public static void print(RunRequest request, PrintStream to) {
    GraphGuess guess = GraphGuess.of(request);
    to.println("plan");
    printSteps(request, guess, to);
    printMemory(request, MemoryNeed.of(request, guess), to);
  }

  private static void printSteps(RunRequest request, GraphGuess guess, PrintStream to) {
    List<String> inputs = request.options().inputs;
    GraphOptions options = request.options().graphOptions;
    GraphMemory.Size size = guess.size();
    String stored = " (" + Figures.bytes(StoredSize.of(inputs)) + ")";
    String edges = Figures.count(size.directedEdges()) + " directed edges";
    String vertices = Figures.count(size.vertices()) + " vertices";
    if (guess.isText()) {
      to.println("  read     " + GraphLoading.named(inputs) + stored);
      if (guess.room() == 0) {
        to.println("           how much there is shows only when it is read: nothing is counted");
      }
      to.println(
          "           about "
              + Figures.count(size.listed())
              + " edges"
              + (guess.weighted() ? ", with weights" : "")
              + (size.directedEdges() > size.listed() ? ", each in both directions" : ""));
      to.println(
          "  build    compressed sparse rows, about "
              + vertices
              + " and "
              + edges
              + " in "
              + (options.partitions == 0
                  ? PartitionMap.partitionsFor(size.directedEdges())
                  : options.partitions)
              + " partitions");
    } else {
      to.println("  map      " + GraphLoading.named(inputs) + stored);
      to.println("           " + vertices + ", " + edges);
    }
    to.println(
        "  compute  "
            + request.choice().name()
            + " on "
            + Figures.counted(options.threadCount(), "thread"));
  }

  private static void printMemory(RunRequest request, MemoryNeed need, PrintStream to) {
    to.println("memory needed, about " + Figures.bytes(need.peak()));
    if (need.mapped() > 0) {
      part("the snapshot, mapped", need.mapped(), "", to);
    } else {
      part("edges as read", need.read().heap(), " (heap, until built)", to);
    }
    part("rows, heap", need.rows().heap(), "", to);
    part("rows, outside it", need.rows().direct(), "", to);
    if (need.mapped() == 0) {
      part("ids, order, degrees", need.vertices().direct(), " (outside the heap)", to);
      part("to build the graph", need.building().heap(), " (heap, until built)", to);
    }
    part("columns and messages", need.program().heap(), " (heap)", to);
    part("the process itself", need.processPeak(), "", to);
    Long budget = request.options().memory;
    to.println(
        budget != null
            ? judged("budget ", budget, need.peak())
            : judged("heap available ", Runtime.getRuntime().maxMemory(), need.heapInUse()));
  }

  private static void part(String name, long bytes, String where, PrintStream to) {
    to.println(String.format("  %-22s %s%s", name, Figures.bytes(bytes), where));
  }

  private static String judged(String what, long available, long need) {
    return what
        + Figures.bytes(available)
        + (need > available ? ": probably too little" : ": enough");
  }
}
