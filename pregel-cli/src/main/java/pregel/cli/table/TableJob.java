package pregel.cli.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Timer;
import java.util.TimerTask;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.Table;
import pregel.cli.exit.ExitGuard;
import pregel.cli.progress.Progress;
import pregel.cli.terminal.StandardOutput;
import pregel.cli.terminal.Terminal;
import pregel.loaders.table.TableWriter;
import pregel.loaders.write.OutputFailures;
import pregel.loaders.write.OutputTarget;
import pregel.loaders.write.RowFormat;
import pregel.loaders.write.StagedOutput;
import pregel.worker.table.TableEngine;
import pregel.worker.table.TableFigures;
import pregel.worker.table.TableOptions;

/** One command's work: opens outputs, lets the rows go from files to a file, tells what it took. */
final class TableJob {
  private static final int PROGRESS_MILLIS = 250;

  private final StageCommand command;
  private final TableFiles files;
  private final Terminal terminal;
  private final long began;
  private final OutputTarget target;

  private TableJob(StageCommand command, TableFiles files, Terminal terminal, long began) {
    this.command = command;
    this.files = files;
    this.terminal = terminal;
    this.began = began;
    this.target = OutputTarget.of(files.output);
  }

  /**
   * @param began when the command started, by {@link System#nanoTime}
   */
  static void run(StageCommand command, TableFiles files, Terminal terminal, long began)
      throws IOException {
    new TableJob(command, files, terminal, began).run();
  }

  private void run() throws IOException {
    if (target.format() == RowFormat.TXT) {
      throw new JobException(
          FailureKind.USAGE, target + ": tables have no .txt; give .csv, .tsv or .jsonl");
    }
    try (ExitGuard guard = ExitGuard.of("table", terminal.err());
        StagedOutput result = stageResult(guard);
        StagedOutput statistics = stageStatistics(guard)) {
      TableInputs inputs = new TableInputs(files);
      Table table = command.table(inputs);
      TableFacts facts = carryOut(table, inputs, result);
      commit(result, target);
      if (statistics != null) {
        try (OutputStream to = statistics.stream()) {
          TableReport.write(facts, to);
        }
        commit(statistics, files.stats);
      }
      if (!terminal.quiet()) {
        TableReport.print(facts, terminal.err());
      }
    }
  }

  private StagedOutput stageResult(ExitGuard guard) {
    StagedOutput result =
        target.isStandardOutput()
            ? null
            : StagedOutput.open(target.path(), target.directory(), files.overwrite);
    guard.discards(result);
    return result;
  }

  private StagedOutput stageStatistics(ExitGuard guard) {
    StagedOutput statistics =
        files.stats == null ? null : StagedOutput.open(files.stats, false, true);
    guard.discards(statistics);
    return statistics;
  }

  private TableFacts carryOut(Table table, TableInputs inputs, StagedOutput result)
      throws IOException {
    TableOptions options =
        new TableOptions(files.threadCount(), files.memoryBytes(), files.spillParent());
    try (OutputStream to = output(result);
        Progress progress =
            Progress.of(
                terminal.progress(), terminal.err(), command.stage(), inputs.bytes(), "MiB")) {
      TableWriter writer =
          new TableWriter(table.schema(), target.format(), target.packing(), target, to);
      writer.begin();
      Timer timer = follow(inputs, writer, progress);
      TableFigures figures;
      try {
        figures = TableEngine.run(table, writer, options);
      } finally {
        timer.cancel();
      }
      to.flush();
      double seconds = (System.nanoTime() - began) / 1e9;
      return new TableFacts(
          command.stage(),
          target.toString(),
          inputs.rowsRead(),
          inputs.bytesRead(),
          writer.rows(),
          writer.bytes(),
          seconds,
          options,
          figures);
    } catch (IOException e) {
      throw OutputFailures.of(target, e);
    }
  }

  private static Timer follow(TableInputs inputs, TableWriter writer, Progress progress) {
    Timer timer = new Timer("progress", true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            progress.reach(inputs.bytesRead(), writer.rows() + " rows out");
          }
        },
        PROGRESS_MILLIS,
        PROGRESS_MILLIS);
    return timer;
  }

  private OutputStream output(StagedOutput result) throws IOException {
    if (result == null) {
      return StandardOutput.below(terminal.out());
    }
    String suffix = target.format().suffix() + target.packing().suffix();
    return target.directory() ? result.stream("part-00000" + suffix) : result.stream();
  }

  private static void commit(StagedOutput staged, Object name) {
    if (staged == null) {
      return;
    }
    try {
      staged.commit();
    } catch (IOException e) {
      throw OutputFailures.of(name, e);
    }
  }
}
