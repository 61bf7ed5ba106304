package pregel.api;

/**
 * One named value per vertex. Columns are declared in {@link VertexProgram#open} and are part of
 * the result, in the order of their declaration, unless they are marked internal.
 */
public abstract sealed class Column
    permits DoubleColumn, LongColumn, IntColumn, BooleanColumn, ObjectColumn {
  private final String name;
  private boolean internal;

  Column(String name) {
    this.name = name;
  }

  public final String name() {
    return name;
  }

  /** Whether the column stays out of the result. */
  public final boolean isInternal() {
    return internal;
  }

  final void markInternal() {
    internal = true;
  }
}
