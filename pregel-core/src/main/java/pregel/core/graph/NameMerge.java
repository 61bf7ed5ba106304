package pregel.core.graph;

import java.util.Arrays;
import java.util.PriorityQueue;

/** Merges names that several workers have met, each in order, to distinct names in order. */
final class NameMerge {
  private final int[][] places;
  private final Texts names;

  NameMerge(NameBlocks[] runs) {
    places = new int[runs.length][];
    PriorityQueue<NameBlocks> heads = new PriorityQueue<>(NameBlocks::compare);
    for (NameBlocks run : runs) {
      places[run.worker()] = new int[run.count()];
      if (run.next()) {
        heads.add(run);
      }
    }
    TextsBuilder distinct = new TextsBuilder();
    byte[] last = {};
    int lastFrom = 0;
    int lastTo = 0;
    while (!heads.isEmpty()) {
      NameBlocks run = heads.poll();
      byte[] bytes = run.bytes();
      int from = run.from();
      int to = run.to();
      if (!Arrays.equals(bytes, from, to, last, lastFrom, lastTo)) {
        distinct.add(bytes, from, to);
        last = bytes;
        lastFrom = from;
        lastTo = to;
      }
      places[run.worker()][run.number()] = distinct.count() - 1;
      if (run.next()) {
        heads.add(run);
      }
    }
    names = distinct.build();
  }

  Texts names() {
    return names;
  }

  /** By worker, the place of each of its names among the distinct ones. */
  int[][] places() {
    return places;
  }
}
