package pregel.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.watch.Watch;
import pregel.core.graph.Graph;

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
  List<Long> watched = new ArrayList<>();

  @Option(
      names = "--watch-output",
      order = 65,
      paramLabel = "FILE.jsonl",
      description = "Write what --watch sees to this file instead, a JSON object per line.")
  Path watchOutput;

  /** Where records go; null if nothing is watched. */
  WatchOutput open(PrintStream err) {
    if (watched.isEmpty()) {
      if (watchOutput != null) {
        throw new JobException(
            FailureKind.USAGE, "--watch-output: nothing is watched; add --watch ID,...");
      }
      return null;
    }
    return watchOutput == null ? WatchOutput.lines(err) : WatchOutput.json(watchOutput);
  }

  /**
   * What a job watches; null for nothing.
   *
   * @param mayComeToBe whether the program adds vertices
   */
  Watch watch(Graph graph, boolean mayComeToBe, WatchOutput output) {
    if (output == null) {
      return null;
    }
    for (long id : watched) {
      if (!mayComeToBe && graph.ids().slot(id) < 0) {
        throw new JobException(
            FailureKind.INPUT,
            "--watch: vertex " + id + " is not in the graph; give the ids of vertices that are");
      }
    }
    return Watch.of(watched, output);
  }
}
