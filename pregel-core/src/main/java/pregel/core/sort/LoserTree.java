package pregel.core.sort;

/**
 * A tournament among runs: who wins is known at once, and after the winner has moved on one match
 * per level finds the next. For one thread.
 */
final class LoserTree {
  /** Says who of two runs comes first. */
  interface Match {
    /** Whether a run's row comes before another's; exhausted runs come last. */
    boolean isBefore(int run, int other);
  }

  private final Match match;
  private final int runs;

  /** The losers of the inner nodes 1 to runs - 1; the winner of all at 0. */
  private final int[] tree;

  LoserTree(int runs, Match match) {
    this.match = match;
    this.runs = runs;
    this.tree = new int[Math.max(1, runs)];
    tree[0] = runs > 1 ? play(1) : 0;
  }

  /** The run whose row comes first. */
  int winner() {
    return tree[0];
  }

  /** To be called when the winner has another row, or none. */
  void replay() {
    int winner = tree[0];
    for (int node = (winner + runs) >>> 1; node > 0; node >>>= 1) {
      int other = tree[node];
      if (match.isBefore(other, winner)) {
        tree[node] = winner;
        winner = other;
      }
    }
    tree[0] = winner;
  }

  private int play(int node) {
    if (node >= runs) {
      return node - runs;
    }
    int left = play(2 * node);
    int right = play(2 * node + 1);
    boolean rightWins = match.isBefore(right, left);
    tree[node] = rightWins ? left : right;
    return rightWins ? right : left;
  }
}
