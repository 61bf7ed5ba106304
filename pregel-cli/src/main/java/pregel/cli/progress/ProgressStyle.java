package pregel.cli.progress;

/** When progress is shown. */
public enum ProgressStyle {
  /** On a terminal. */
  AUTO,
  ALWAYS,
  NEVER
}
