package pregel.core.graph;

import java.nio.LongBuffer;
import java.util.function.LongConsumer;

/** All external ids of a graph, each with its place in ascending order. */
interface IdRanks {
  int count();

  /** The place of an id, or -1 if there is no such id. */
  int rank(long id);

  /** The least id; 0 if there is none. */
  long firstId();

  /** The ids ascending, or null if they are consecutive. */
  LongBuffer sorted();

  /** Visits the ids, ascending. */
  void forEach(LongConsumer visitor);
}
