package pregel.api;

/**
 * One named value per vertex. Columns are declared in {@link VertexProgram#open} and are part of
 * the result, in the order of their declaration, unless they are marked internal.
 */
public abstract sealed class Column
    permits DoubleColumn, LongColumn, IntColumn, BooleanColumn, ObjectColumn {
  private final String name;
  private boolean internal;
  private boolean fromInput;

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

  /** Whether the values come from the input. */
  public final boolean isFromInput() {
    return fromInput;
  }

  /**
   * Gives the column other slots; for engines that change the graph.
   *
   * @param oldSlots for every new slot the old one whose value it takes, or -1 for the initial
   *     value
   */
  public abstract void rearrange(int[] oldSlots);

  /** Gives a slot its initial value; for engines that change the graph. */
  public abstract void reset(int slot);

  final void markFromInput() {
    fromInput = true;
  }

  final void markInternal() {
    internal = true;
  }
}
