package pregel.cli.run;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.job.WatchFiles;

/**
 * Tells what the watched vertices of worker processes do, superstep by superstep: the master's
 * thread while the job runs, and whoever waits for it when it has ended.
 */
final class WatchedLines {
  private final WatchFiles files;
  private final Consumer<String> sink;
  private int next;

  WatchedLines(WatchFiles files, Consumer<String> sink) {
    this.files = files;
    this.sink = sink;
  }

  /** Tells what was seen up to a superstep; once, though attempts may see it again. */
  synchronized void tell(int last) {
    try {
      for (int superstep : files.supersteps()) {
        if (superstep <= last) {
          Map<Long, String> lines = files.take(superstep);
          if (superstep >= next) {
            lines.values().forEach(sink);
            next = superstep + 1;
          }
        }
      }
    } catch (IOException e) {
      throw new JobException(
          FailureKind.OUTPUT,
          "--watch: what was seen cannot be read (" + e + "); look at the temporary files",
          e);
    }
  }

  /** Tells what is left: of a failed job that is worth most. */
  void tellRest() {
    tell(Integer.MAX_VALUE);
  }
}
