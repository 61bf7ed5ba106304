package pregel.loaders.read;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.graph.EdgeBlock;

/** Adjacency lists: a vertex and its neighbours a line. */
final class AdjacencyLists {
  private AdjacencyLists() {}

  static void read(Text text, Reading reading) {
    if (reading.options().weighted()) {
      throw new JobException(
          FailureKind.USAGE,
          text.name() + ": adjacency lists have no weights; leave --weighted out");
    }
    ParseRules rules = reading.rules();
    reading.parseEdges(
        text, TextLayout.longLines(reading.chunkBytes()), () -> NeighboursParser.named(rules));
  }

  /**
   * Looks at the edges of all files: undirected lists may name every edge from both ends or every
   * edge from one.
   */
  static Shape shape(Reading reading) {
    boolean undirected = reading.options().directedness() == Directedness.UNDIRECTED;
    boolean symmetric = false;
    if (undirected) {
      BothEnds.Listing unpaired = BothEnds.unpaired(reading.edges().blocks());
      symmetric = unpaired == null;
      if (!symmetric && !BothEnds.noneIsPaired(reading.edges().blocks())) {
        throw new JobException(
            FailureKind.INPUT,
            "adjacency lists: expected every undirected edge from both ends, or each from one, but"
                + " vertex "
                + reading.text(unpaired.source())
                + " lists "
                + reading.text(unpaired.target())
                + " and not the other way round; correct them, or read them as --directed");
      }
    }
    return new Shape(vertices(reading), undirected, symmetric);
  }

  /** Every id that occurs, if some vertex is isolated: a list of vertices has to be complete. */
  private static long[] vertices(Reading reading) {
    LongArrayList lone = reading.lone();
    if (lone.isEmpty() || reading.options().vertices() != null) {
      return lone.isEmpty() ? null : lone.toLongArray();
    }
    LongOpenHashSet seen = new LongOpenHashSet();
    LongArrayList all = new LongArrayList();
    for (EdgeBlock block : reading.edges().blocks()) {
      for (int i = 0; i < block.size(); i++) {
        addNew(block.source(i), seen, all);
        addNew(block.target(i), seen, all);
      }
    }
    for (int i = 0; i < lone.size(); i++) {
      addNew(lone.getLong(i), seen, all);
    }
    return all.toLongArray();
  }

  private static void addNew(long id, LongOpenHashSet seen, LongArrayList all) {
    if (seen.add(id)) {
      all.add(id);
    }
  }
}
