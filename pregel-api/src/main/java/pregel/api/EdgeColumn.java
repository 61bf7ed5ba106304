package pregel.api;

import java.util.Objects;

/** One named value per edge beside its weight. */
public abstract sealed class EdgeColumn permits DoubleEdgeColumn, LongEdgeColumn {
  private final String name;
  private final int index;

  EdgeColumn(String name, int index) {
    this.name = Objects.requireNonNull(name);
    this.index = index;
  }

  public final String name() {
    return name;
  }

  /** The position among the program's edge columns. */
  public final int index() {
    return index;
  }
}
