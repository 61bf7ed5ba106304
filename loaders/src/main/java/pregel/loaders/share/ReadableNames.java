package pregel.loaders.share;

import pregel.api.JobException;
import pregel.core.graph.VertexNames;
import pregel.core.transport.Collective;
import pregel.loaders.write.NameStyle;
import pregel.loaders.write.OutputTarget;

/** Refuses names that could not be read back from the output, before the job starts. */
public final class ReadableNames {
  private ReadableNames() {}

  /**
   * All workers call this.
   *
   * @param names of this worker's vertices
   * @throws JobException of kind INPUT, the same on all workers, naming the first
   */
  public static void require(VertexNames names, OutputTarget output, Collective together)
      throws InterruptedException {
    NameStyle style = NameStyle.of(output.format());
    long mine = style.firstUnreadable(names);
    long first = mine;
    for (long[] theirs : together.gather(mine)) {
      first = theirs[0] >= 0 && (first < 0 || theirs[0] < first) ? theirs[0] : first;
    }
    boolean isMine = first >= 0 && first == mine;
    together.fail(isMine ? style.unreadable(names.bytes(mine), output.toString()) : null);
  }
}
