package pregel.core.graph;

import java.nio.IntBuffer;

/** Makes the rows of one direction from those of another. */
final class Transposition {
  private Transposition() {}

  /**
   * Rows of the opposite direction.
   *
   * @param rows the rows of one direction
   * @param degrees the lengths of the rows to be made, by slot
   */
  static Adjacency transpose(Adjacency rows, IntBuffer degrees, int threads) {
    throw new AssertionError("being written");
  }

  /**
   * Rows that hold the edges of both directions, merged in canonical order; a self-loop stands in
   * them twice.
   */
  static Adjacency merge(Adjacency in, Adjacency out, int threads) {
    throw new AssertionError("being written");
  }
}
