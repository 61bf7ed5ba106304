package pregel.loaders.generate;

import pregel.core.graph.EdgeBlock;

/**
 * Fills blocks with the edges of a rule: permuted, weighted, listed as asked. Shared by threads.
 */
final class EdgeFiller {
  private static final long WEIGHT_STREAM = 0x77656967;
  private static final int HEAVIEST = 255;

  private final EdgeRule rule;
  private final Permutation permutation;
  private final boolean weighted;
  private final boolean bothDirections;
  private final long weightSeed;

  EdgeFiller(EdgeRule rule, GeneratorOptions options, boolean bothDirections) {
    this.rule = rule;
    this.permutation = options.permute() ? new Permutation(rule.vertices(), options.seed()) : null;
    this.weighted = options.weighted();
    this.bothDirections = bothDirections;
    this.weightSeed = Draws.key(options.seed(), WEIGHT_STREAM);
  }

  /** A block of the rule's edges from {@code from} to before {@code to}. */
  EdgeBlock fill(long from, long to) {
    int listings = bothDirections ? 2 : 1;
    EdgeBlock block = new EdgeBlock(Math.toIntExact(listings * (to - from)), weighted);
    for (long edge = from; edge < to; edge++) {
      long pair = rule.pair(edge);
      long source = pair >>> 32;
      long target = pair & 0xffffffffL;
      if (permutation != null) {
        source = permutation.of(source);
        target = permutation.of(target);
      }
      if (weighted) {
        double weight = 1 + Draws.below(HEAVIEST, Draws.key(weightSeed, edge), 0);
        block.add(source, target, weight);
        if (bothDirections && source != target) {
          block.add(target, source, weight);
        }
      } else {
        block.add(source, target);
        if (bothDirections && source != target) {
          block.add(target, source);
        }
      }
    }
    return block;
  }
}
