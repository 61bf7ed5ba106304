package pregel.worker.engine;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import pregel.core.graph.EdgeList;
import pregel.core.graph.LentRows;

/**
 * The rows along which broadcasts of one channel travel where their senders changed them before
 * they sent; and of those who changed theirs and did not send, because the blocks in which long
 * rows fold are counted over all edges.
 */
final class SentRows {
  private final EdgeList edges;
  private int[] senders = {};
  private int[] ends = {};
  private boolean[] silent = {};
  private int size;

  /**
   * @param values values of an edge
   */
  SentRows(int values) {
    this.edges = new EdgeList(values);
  }

  /** To which the edges of the next row are added, before {@link #end}. */
  EdgeList edges() {
    return edges;
  }

  /** Ends a row. */
  void end(int sender, boolean isSilent) {
    if (size == senders.length) {
      int capacity = 2 * size + 16;
      senders = Arrays.copyOf(senders, capacity);
      ends = Arrays.copyOf(ends, capacity);
      silent = Arrays.copyOf(silent, capacity);
    }
    senders[size] = sender;
    silent[size] = isSilent;
    ends[size++] = edges.size();
  }

  int size() {
    return size;
  }

  /** Whose row it is: a slot, or a number that stands for one. */
  int sender(int row) {
    return senders[row];
  }

  /** Whether no broadcast travels along the row. */
  boolean isSilent(int row) {
    return silent[row];
  }

  int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  int end(int row) {
    return ends[row];
  }

  /** Adds all rows of another. */
  void addAll(SentRows other) {
    for (int row = 0; row < other.size; row++) {
      edges.addAll(other.edges, other.start(row), other.end(row));
      end(other.senders[row], other.silent[row]);
    }
  }

  /** Puts other slots in the place of those there are. */
  void move(IntUnaryOperator newSlots) {
    for (int k = 0; k < edges.size(); k++) {
      edges.setTarget(k, newSlots.applyAsInt(edges.target(k)));
    }
    for (int row = 0; row < size; row++) {
      senders[row] = newSlots.applyAsInt(senders[row]);
    }
  }

  /** The rows, to be shown in the place of those of the graph. */
  LentRows lent() {
    LentRows lent = new LentRows(edges);
    for (int row = 0; row < size; row++) {
      lent.add(senders[row], start(row), end(row));
    }
    return lent;
  }
}
