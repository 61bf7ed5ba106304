package pregel.cli.validate;

import java.util.Locale;

/** When two results are the same. */
public enum MatchingRule {
  /** Every value equal: BFS, CDLP. */
  EXACT,
  /** Labels related by a bijection: WCC. */
  EQUIVALENCE,
  /** Every value within a part of the expected one: PageRank, LCC, SSSP. */
  EPSILON;

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
