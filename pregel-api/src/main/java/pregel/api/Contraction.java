package pregel.api;

import java.util.Objects;

/**
 * How edges are treated when a graph is contracted.
 *
 * @param fold what becomes of the weights of edges that fall together
 * @param keepsLoops whether a group gets a self-loop of the edges inside it
 */
public record Contraction(EdgeFold fold, boolean keepsLoops) {
  public Contraction {
    Objects.requireNonNull(fold);
  }

  /** Folds weights; the edges inside a group become a self-loop. */
  public static Contraction folding(EdgeFold fold) {
    return new Contraction(fold, true);
  }

  /** The same, but the edges inside a group are left out. */
  public Contraction withoutLoops() {
    return new Contraction(fold, false);
  }
}
