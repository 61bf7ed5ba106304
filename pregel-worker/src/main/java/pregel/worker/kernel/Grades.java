package pregel.worker.kernel;

/**
 * Messages of a monotone program as longs, their grades: of two messages the better has the lesser
 * grade. A message that says nothing, NaN included, has no lesser grade than {@link #none}.
 */
abstract class Grades {

  /** The grade of the combiner's identity. */
  abstract long none();

  /** The grade of a message in its own type. */
  abstract long of(Number message);

  /** Where a message stands, for steps: the better the lower. */
  abstract double place(long grade);

  /** Whether messages change on their way along edges. */
  abstract boolean hasEdgeFunction();

  /** The bits of a message, for {@link #along}. */
  abstract long message(long grade);

  /** The grade of what becomes of a message along an edge. */
  abstract long along(long message, double weight);

  /** Points the inbox at a message; at none if it is the identity. */
  abstract void receive(long grade);

  /** The grade of what a vertex broadcast. */
  abstract long broadcast(int slot);
}
