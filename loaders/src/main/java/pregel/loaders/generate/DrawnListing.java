package pregel.loaders.generate;

import pregel.core.graph.EdgeBlock;
import pregel.loaders.write.graph.EdgeSink;
import pregel.loaders.write.graph.GraphListing;

/** Edges made when they are asked for: a graph of any size is written without being held. */
final class DrawnListing implements GraphListing {
  private static final int PIECE = 1 << 15;

  private final EdgeRule rule;
  private final EdgeFiller filler;
  private final GeneratorOptions options;

  DrawnListing(EdgeRule rule, EdgeFiller filler, GeneratorOptions options) {
    this.rule = rule;
    this.filler = filler;
    this.options = options;
  }

  @Override
  public boolean undirected() {
    return options.listing() == Listing.UNDIRECTED;
  }

  @Override
  public boolean weighted() {
    return options.weighted();
  }

  @Override
  public int vertices() {
    return rule.vertices();
  }

  @Override
  public long vertex(int place) {
    return place;
  }

  @Override
  public int pieces() {
    return Math.toIntExact((rule.edges() + PIECE - 1) / PIECE);
  }

  @Override
  public void list(int piece, EdgeSink to) {
    long from = (long) piece * PIECE;
    EdgeBlock edges = filler.fill(from, Math.min(rule.edges(), from + PIECE));
    for (int edge = 0; edge < edges.size(); edge++) {
      long source = edges.source(edge);
      long target = edges.target(edge);
      if (undirected() && source > target) {
        to.edge(target, source, edges.weight(edge));
      } else {
        to.edge(source, target, edges.weight(edge));
      }
    }
  }
}
