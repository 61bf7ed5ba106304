package pregel.loaders.read;

import java.util.ArrayList;
import java.util.List;
import pregel.core.graph.DividedNames;
import pregel.core.graph.EdgeBlock;
import pregel.core.graph.NameNumbers;
import pregel.core.graph.NameTable;
import pregel.core.graph.VertexNames;
import pregel.core.transport.Collective;
import pregel.core.transport.Exchange;
import pregel.core.transport.IntFrames;

/** Brings the names that several workers have met to the numbers that one would give them. */
final class PartNames {
  private PartNames() {}

  /**
   * Agrees on the dictionary and replaces provisional numbers by its: in what this worker has read,
   * in the vertices given, and in the edges that others have read and handed to it.
   *
   * @return the dictionary; null if ids are integers
   */
  static DividedNames settle(
      Reading reading, List<long[]> vertices, HandedBlocks handed, Collective together)
      throws InterruptedException {
    NameTable table = reading.nameTable();
    if (table == null) {
      return null;
    }
    int threads = reading.options().threads();
    VertexNames met = table.sort(threads);
    DividedNames.Agreed agreed = DividedNames.agree(met, together);
    NameNumbers numbers = table.numbers().in(agreed.places());
    reading.renumber(numbers, vertices);
    int[][] others = exchange(numbers.flat(), handed, together);
    for (int reader = 0; reader < others.length; reader++) {
      int from = reader;
      List<EdgeBlock> blocks = new ArrayList<>(handed.kept());
      blocks.removeIf(block -> block.reader() != from);
      if (!blocks.isEmpty()) {
        NameNumbers theirs = reader == together.self() ? numbers : NameNumbers.of(others[reader]);
        theirs.renumber(blocks, threads);
      }
    }
    return agreed.names();
  }

  /** The numbers of the workers that have handed edges to this one; null of others. */
  private static int[][] exchange(int[] mine, HandedBlocks handed, Collective together)
      throws InterruptedException {
    int[][] numbers = new int[together.workers()][];
    long[][] lengths = together.gather(mine.length);
    Exchange exchange =
        together.open(
            frame -> {
              int sender = frame.sender();
              if (numbers[sender] == null) {
                numbers[sender] = new int[(int) lengths[sender][0]];
              }
              IntFrames.receive(frame, numbers[sender], 0);
            });
    for (int peer = 0; peer < numbers.length; peer++) {
      if (handed.wasHanded(peer)) {
        IntFrames.send(mine, 0, mine.length, peer, exchange);
      }
    }
    together.finish(exchange);
    return numbers;
  }
}
