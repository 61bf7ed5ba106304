package pregel.cli.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar. Its library is touched here only, so that commands without one start fast. */
final class ProgressLine implements Progress {
  private static final int UPDATE_MILLIS = 200;
  private static final int WIDTH = 100;

  private final ProgressBar bar;

  ProgressLine(PrintStream to, String phase, long total, String unit) {
    boolean bytes = unit.equals("MiB");
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(phase)
            .setInitialMax(total)
            .setUnit(" " + unit, bytes ? 1 << 20 : 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(to, WIDTH))
            .build();
  }

  @Override
  public void reach(long amount, String remark) {
    bar.stepTo(amount);
    bar.setExtraMessage(remark);
  }

  @Override
  public void close() {
    bar.close();
  }
}
