package pregel.cli.progress;

import java.io.PrintStream;

/** Shows how far a phase is. Called by one thread at a time. */
public interface Progress extends AutoCloseable {

  /** Shows nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void reach(long amount, String remark) {}

        @Override
        public void close() {}
      };

  /** So much is done. */
  void reach(long amount, String remark);

  /** Takes the display away. */
  @Override
  void close();

  /**
   * Shows a phase if it is to be shown.
   *
   * @param total what will be reached in the end; -1 if unknown
   * @param unit what is counted; {@code MiB} for amounts in bytes
   */
  static Progress of(ProgressStyle style, PrintStream to, String phase, long total, String unit) {
    boolean shown =
        switch (style) {
          case ALWAYS -> true;
          case NEVER -> false;
          // The console is null when either side is redirected: better no bar than one in a file.
          case AUTO -> System.console() != null;
        };
    return shown ? new ProgressLine(to, phase, total, unit) : SILENT;
  }
}
