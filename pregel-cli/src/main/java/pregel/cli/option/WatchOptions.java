package pregel.cli.option;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import picocli.CommandLine.Option;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.report.WatchOutput;
import pregel.cli.watch.Watch;
import pregel.core.graph.Graph;
import pregel.core.graph.VertexNames;

/** Which vertices are watched while a program runs, and where that is told. */
public final class WatchOptions {
  @Option(
      names = "--watch",
      order = 64,
      paramLabel = "ID",
      split = ",",
      description =
          "Vertices, separated by commas, of which every superstep's values and messages are "
              + "printed on standard error.")
  public List<String> watched = new ArrayList<>();

  @Option(
      names = "--watch-output",
      order = 65,
      paramLabel = "FILE.jsonl",
      description = "Write what --watch sees to this file instead, a JSON object per line.")
  public Path watchOutput;

  /**
   * Where records go; null if nothing is watched.
   *
   * @param named whether vertices may have names; else a name is refused before the graph is read
   */
  public WatchOutput open(PrintStream err, boolean named) {
    if (watched.isEmpty()) {
      if (watchOutput != null) {
        throw new JobException(
            FailureKind.USAGE, "--watch-output: nothing is watched; add --watch ID,...");
      }
      return null;
    }
    if (!named) {
      watched.forEach(WatchOptions::requireInteger);
    }
    return watchOutput == null ? WatchOutput.lines(err) : WatchOutput.json(watchOutput);
  }

  /**
   * What a job watches; null for nothing.
   *
   * @param mayComeToBe whether the program adds vertices
   */
  public Watch watch(Graph graph, boolean mayComeToBe, WatchOutput output) {
    if (output == null) {
      return null;
    }
    VertexNames names = graph.ids().names();
    List<Long> ids = new ArrayList<>();
    for (String name : watched) {
      long id = names == null ? parsed(name) : names.number(name);
      if (id < 0 || (!mayComeToBe && graph.ids().slot(id) < 0)) {
        throw missing(name);
      }
      ids.add(id);
    }
    if (names == null) {
      return Watch.of(ids, output);
    }
    LongFunction<Object> naming = graph.ids()::text;
    output.name(naming);
    return Watch.of(ids, output).naming(naming);
  }

  /** There is no vertex of this name or id. */
  public static JobException missing(String name) {
    return new JobException(
        FailureKind.INPUT,
        "--watch: vertex " + name + " is not in the graph; give the ids of vertices that are");
  }

  private static void requireInteger(String id) {
    long unused = parsed(id);
  }

  /**
   * The id of a vertex, where ids are numbers.
   *
   * @throws JobException of kind USAGE if it is none
   */
  public static long parsed(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new JobException(
          FailureKind.USAGE,
          "--watch: \""
              + id
              + "\" is not the id of a vertex; give integers, or --ids string if vertices have names",
          e);
    }
  }
}
