package pregel.loaders.read;

/** What vertices are named by. */
public enum IdKind {
  /** Integers; anything else is an error that names the option. */
  AUTO,
  LONG,
  STRING
}
