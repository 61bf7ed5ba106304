package pregel.api.table;

/** Which rows a join gives. Missing keys match nothing. */
public enum JoinType {
  /** Pairs. */
  INNER,
  /** Pairs, and left rows without a partner. */
  LEFT,
  /** Pairs, and right rows without a partner. */
  RIGHT,
  /** Pairs, and rows of both sides without a partner. */
  FULL,
  /** Left rows that have a partner, once each. */
  SEMI,
  /** Left rows that have none. */
  ANTI;

  /** Whether left rows without a partner are given. */
  public boolean keepsLeft() {
    return this == LEFT || this == FULL || this == ANTI;
  }

  /** Whether right rows without a partner are given. */
  public boolean keepsRight() {
    return this == RIGHT || this == FULL;
  }

  /** Whether rows have columns of both sides. */
  public boolean pairs() {
    return this != SEMI && this != ANTI;
  }
}
