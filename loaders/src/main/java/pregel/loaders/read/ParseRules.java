package pregel.loaders.read;

import pregel.core.graph.NameTable;

/**
 * What a parser lets pass.
 *
 * @param weighted whether edges need weights
 * @param allowNan whether NaN and infinite weights are admitted
 * @param refuseNegativeWeights whether a weight below zero is malformed
 * @param maxBadLines malformed lines after which parsing a chunk is pointless
 * @param names where names of vertices are collected; null if ids are integers
 */
record ParseRules(
    boolean weighted,
    boolean allowNan,
    boolean refuseNegativeWeights,
    long maxBadLines,
    NameTable names) {
  static ParseRules of(ReadOptions options, NameTable names) {
    return new ParseRules(
        options.weighted(),
        options.allowNan(),
        options.refuseNegativeWeights(),
        options.maxBadLines(),
        names);
  }
}
