package pregel.loaders.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.EdgeInput;

/** Edges in a form that tests compare and count. */
final class Edges {
  private Edges() {}

  /** Every edge as {@code source target weight}, in order. */
  static List<String> of(EdgeInput input) {
    List<String> edges = new ArrayList<>();
    for (EdgeBlock block : input.blocks()) {
      for (int i = 0; i < block.size(); i++) {
        edges.add(block.source(i) + " " + block.target(i) + " " + block.weight(i));
      }
    }
    return edges;
  }

  static long count(EdgeInput input) {
    return input.blocks().stream().mapToLong(EdgeBlock::size).sum();
  }

  /** The vertices that the input declares or its edges name. */
  static int vertices(EdgeInput input) {
    Set<Long> ids = new HashSet<>();
    if (input.vertices() != null) {
      for (long id : input.vertices()) {
        ids.add(id);
      }
    }
    for (EdgeBlock block : input.blocks()) {
      for (int i = 0; i < block.size(); i++) {
        ids.add(block.source(i));
        ids.add(block.target(i));
      }
    }
    return ids.size();
  }

  static long selfLoops(EdgeInput input) {
    long loops = 0;
    for (EdgeBlock block : input.blocks()) {
      for (int i = 0; i < block.size(); i++) {
        loops += block.source(i) == block.target(i) ? 1 : 0;
      }
    }
    return loops;
  }

  /** Different ordered pairs, self-loops left out. */
  static int distinct(EdgeInput input) {
    Set<String> pairs = new HashSet<>();
    for (EdgeBlock block : input.blocks()) {
      for (int i = 0; i < block.size(); i++) {
        if (block.source(i) != block.target(i)) {
          pairs.add(block.source(i) + " " + block.target(i));
        }
      }
    }
    return pairs.size();
  }
}
