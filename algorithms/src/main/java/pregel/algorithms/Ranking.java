package pregel.algorithms;

/** Which rows of a result come first when only the best are shown. */
public enum Ranking {
  /** Those with the largest values. */
  LARGEST,
  /** Those with the smallest values. */
  SMALLEST,
  /** Groups of equal values, those with the most members first. */
  LARGEST_GROUPS
}
