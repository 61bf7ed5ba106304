package pregel.loaders.read;

/**
 * What a parser lets pass.
 *
 * @param weighted whether edges need weights
 * @param allowNan whether NaN and infinite weights are admitted
 * @param refuseNegativeWeights whether a weight below zero is malformed
 * @param maxBadLines malformed lines after which parsing a chunk is pointless
 */
record ParseRules(
    boolean weighted, boolean allowNan, boolean refuseNegativeWeights, long maxBadLines) {
  static ParseRules of(ReadOptions options) {
    return new ParseRules(
        options.weighted(),
        options.allowNan(),
        options.refuseNegativeWeights(),
        options.maxBadLines());
  }
}
