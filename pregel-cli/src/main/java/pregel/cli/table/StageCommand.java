package pregel.cli.table;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import pregel.api.table.Table;

/** A stage on files: each says only what table it makes of its inputs. */
abstract class StageCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;
  private final long began = System.nanoTime();

  @Mixin TableFiles files;

  StageCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The stage's name. */
  abstract String stage();

  /** The table that is written. */
  abstract Table table(TableInputs inputs);

  @Override
  public final Integer call() throws IOException {
    TableJob.run(this, files, files.voice.terminal(out, err), began);
    return 0;
  }
}
