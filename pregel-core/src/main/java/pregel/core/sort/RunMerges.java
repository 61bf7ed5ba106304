package pregel.core.sort;

import java.util.ArrayList;
import java.util.List;
import pregel.api.table.TableSchema;
import pregel.core.spill.SpillDirectory;
import pregel.core.spill.SpillFile;
import pregel.core.table.Batch;

/** Merges any number of runs, in several passes if they are too many for one. For one thread. */
public final class RunMerges {
  private final TableSchema schema;
  private final KeyEncoder encoder;
  private final SortLimits limits;
  private final SpillDirectory spill;
  private int passes;

  public RunMerges(
      TableSchema schema, KeyEncoder encoder, SortLimits limits, SpillDirectory spill) {
    this.schema = schema;
    this.encoder = encoder;
    this.limits = limits;
    this.spill = spill;
  }

  /**
   * The rows of all runs in order; of equal keys those of the earlier run first.
   *
   * @param runs closed with what is returned, or when it fails
   * @param limit rows after which it ends
   * @param batchRows rows of a batch, about
   */
  public SortedRows merge(List<SortedRun> runs, long limit, int batchRows) {
    List<SortedRun> left = runs;
    try {
      while (left.size() > limits.fanIn()) {
        left = pass(left, limit);
        passes++;
      }
      return new RunMerge(schema, encoder, left, limit, batchRows);
    } catch (RuntimeException e) {
      left.forEach(SortedRun::close);
      throw e;
    }
  }

  /** Merges before the last. */
  public int passes() {
    return passes;
  }

  /** Merges neighbours into fewer and longer runs. */
  private List<SortedRun> pass(List<SortedRun> from, long limit) {
    List<SortedRun> to = new ArrayList<>();
    for (int first = 0; first < from.size(); first += limits.fanIn()) {
      List<SortedRun> some =
          List.copyOf(from.subList(first, Math.min(from.size(), first + limits.fanIn())));
      to.add(some.size() == 1 ? some.get(0) : written(some, limit));
    }
    return to;
  }

  /** Merges runs into one on disk. */
  SortedRun written(List<SortedRun> runs, long limit) {
    SpillFile file = SpillFile.create(spill);
    try (SortedRows rows = new RunMerge(schema, encoder, runs, limit, limits.blockRows())) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        file.write(batch);
      }
      file.finish();
      return new DiskRun(schema, file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }
}
