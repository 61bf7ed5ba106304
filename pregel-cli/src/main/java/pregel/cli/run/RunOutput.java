package pregel.cli.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import pregel.cli.exit.ExitGuard;
import pregel.cli.local.LocalJob;
import pregel.cli.option.RunOptions;
import pregel.cli.report.RunFacts;
import pregel.cli.report.RunStats;
import pregel.cli.report.RunSummary;
import pregel.cli.report.TopRows;
import pregel.cli.report.Trace;
import pregel.cli.terminal.StandardOutput;
import pregel.cli.terminal.Terminal;
import pregel.core.graph.VertexNames;
import pregel.loaders.write.OutputFailures;
import pregel.loaders.write.OutputTarget;
import pregel.loaders.write.ResultWriter;
import pregel.loaders.write.StagedOutput;

/**
 * Where the result of a run goes, and what is told of it: files that appear whole or not at all, a
 * summary, the best rows.
 */
public final class RunOutput implements AutoCloseable {
  private static final int DEFAULT_TOP = 10;

  private final RunRequest request;
  private final RunOptions options;
  private final Terminal terminal;
  private final long began;
  private final OutputTarget target;
  private final StagedOutput result;
  private final StagedOutput statistics;

  /** Tells what was measured, once all is. */
  @FunctionalInterface
  interface Measured {
    /**
     * @param outputSeconds how long writing the result took
     * @param seconds how long all took
     */
    RunFacts facts(double outputSeconds, double seconds);
  }

  private RunOutput(
      RunRequest request,
      Terminal terminal,
      long began,
      OutputTarget target,
      StagedOutput result,
      StagedOutput statistics) {
    this.request = request;
    this.options = request.options();
    this.terminal = terminal;
    this.began = began;
    this.target = target;
    this.result = result;
    this.statistics = statistics;
  }

  /**
   * Opens what will be written, before any work.
   *
   * @param guard discards what is unfinished if the process ends otherwise
   * @param began when the command started, by {@link System#nanoTime}
   */
  public static RunOutput stage(
      RunRequest request, Terminal terminal, ExitGuard guard, long began) {
    RunOptions options = request.options();
    OutputTarget target = options.output == null ? null : OutputTarget.of(options.output);
    StagedOutput result =
        target == null || target.isStandardOutput()
            ? null
            : StagedOutput.open(target.path(), target.directory(), options.overwrite);
    StagedOutput statistics = null;
    try {
      statistics = options.stats == null ? null : StagedOutput.open(options.stats, false, true);
      guard.discards(result);
      guard.discards(statistics);
      DistinctFiles.check(
          options.inputs,
          options.graphOptions.vertices,
          options.output,
          options.stats,
          options.graphOptions.badLines,
          options.watching.watchOutput);
      return new RunOutput(request, terminal, began, target, result, statistics);
    } catch (RuntimeException e) {
      close(statistics);
      close(result);
      throw e;
    }
  }

  /** What is written, for people; null for nothing. */
  String name() {
    return target == null ? null : target.toString();
  }

  /** Refuses names of vertices that would not be read again as they are. */
  void requireReadable(VertexNames names) {
    if (target != null) {
      ResultWriter.requireReadable(names, target);
    }
  }

  /** How a job went, as it is told. */
  static RunFacts.Course course(LocalJob.Result job) {
    return new RunFacts.Course(
        job.supersteps(), job.verdict(), job.lost(), Trace.of(job.trace()), job.values());
  }

  /** Writes the result, what was measured, and what people read. */
  void finish(LocalJob.Result job, Measured measured) {
    long outputBegan = System.nanoTime();
    if (target != null) {
      write(new ResultWriter(job.ids(), job.columns(), options.graphOptions.threadCount()));
    }
    double outputSeconds = (System.nanoTime() - outputBegan) / 1e9;
    RunFacts facts = measured.facts(outputSeconds, (System.nanoTime() - began) / 1e9);
    write(facts, statistics, options);
    report(
        request,
        terminal,
        facts,
        () -> TopRows.of(job.ids(), job.columns(), request.choice().ranking(), top(options)));
  }

  private void write(ResultWriter writer) {
    try {
      if (result == null) {
        writer.write(target, StandardOutput.below(terminal.out()));
      } else {
        writer.write(target, result);
      }
    } catch (IOException e) {
      throw OutputFailures.of(target, e);
    }
    if (result != null) {
      commit(result, target);
    }
  }

  private static void commit(StagedOutput staged, Object name) {
    try {
      staged.commit();
    } catch (IOException e) {
      throw OutputFailures.of(name, e);
    }
  }

  /** How many rows are shown. */
  static int top(RunOptions options) {
    return options.top == null ? DEFAULT_TOP : options.top;
  }

  /** Writes what was measured, and lets it appear; nothing if that is not wanted. */
  static void write(RunFacts facts, StagedOutput statistics, RunOptions options) {
    if (statistics == null) {
      return;
    }
    try (OutputStream to = statistics.stream()) {
      RunStats.write(facts, to);
    } catch (IOException e) {
      throw OutputFailures.of(options.stats, e);
    }
    commit(statistics, options.stats);
  }

  /**
   * Tells people how it went.
   *
   * @param best chooses the rows that are shown; gives null if they have no order
   */
  static void report(
      RunRequest request, Terminal terminal, RunFacts facts, Supplier<TopRows> best) {
    RunOptions options = request.options();
    OutputTarget target = options.output == null ? null : OutputTarget.of(options.output);
    boolean tableToErr = target != null && (options.top == null || target.isStandardOutput());
    if (!terminal.quiet()) {
      RunSummary.print(facts, terminal.err());
    }
    if (tableToErr && terminal.quiet() && options.top == null) {
      return;
    }
    TopRows rows = best.get();
    if (rows == null || rows.rows() == 0) {
      return;
    }
    if (tableToErr) {
      rows.print(terminal.err(), "  ");
    } else {
      rows.print(terminal.out(), "");
    }
  }

  @Override
  public void close() {
    close(statistics);
    close(result);
  }

  private static void close(StagedOutput staged) {
    if (staged != null) {
      staged.close();
    }
  }
}
