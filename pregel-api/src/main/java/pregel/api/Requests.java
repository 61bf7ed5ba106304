package pregel.api;

import java.util.Objects;

/** A named kind of questions that vertices ask each other. */
public abstract sealed class Requests permits LongRequests, DoubleRequests, ObjectRequests {
  private final String name;
  private final int index;

  Requests(String name, int index) {
    this.name = Objects.requireNonNull(name);
    this.index = index;
  }

  public final String name() {
    return name;
  }

  /** The position among the program's requests. */
  public final int index() {
    return index;
  }
}
