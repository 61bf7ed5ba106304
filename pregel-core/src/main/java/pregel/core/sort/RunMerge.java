package pregel.core.sort;

import java.util.ArrayList;
import java.util.List;
import pregel.api.table.TableSchema;
import pregel.core.table.Batch;
import pregel.core.table.BatchGather;

/**
 * Merges sorted runs into one stream; of equal keys those of the earlier run first. One thread's.
 */
final class RunMerge implements SortedRows {
  private final KeyEncoder encoder;
  private final boolean nullsFirst;
  private final List<SortedRun> runs;
  private final List<SortedRun.Cursor> cursors = new ArrayList<>();
  private final Keys[] keys;
  private final long[] prefixes;
  private final int[] at;
  private final boolean[] ended;
  private final BatchGather gather;
  private final LoserTree tree;
  private final Batch merged;
  private final int[] sources;
  private final int[] rows;
  private long left;
  private boolean closed;

  /**
   * @param runs in the order of their rows; closed with this
   * @param limit rows after which it ends
   * @param batchRows rows of a batch, about
   */
  RunMerge(
      TableSchema schema, KeyEncoder encoder, List<SortedRun> runs, long limit, int batchRows) {
    this.encoder = encoder;
    this.nullsFirst = encoder.nullsFirst();
    this.runs = runs;
    this.left = limit;
    this.merged = new Batch(schema);
    this.sources = new int[batchRows];
    this.rows = new int[batchRows];
    this.keys = new Keys[runs.size()];
    this.prefixes = new long[runs.size()];
    this.at = new int[runs.size()];
    this.ended = new boolean[runs.size()];
    List<Batch> batches = new ArrayList<>();
    for (int run = 0; run < runs.size(); run++) {
      cursors.add(runs.get(run).open());
      batches.add(cursors.get(run).batch());
      keys[run] = new Keys();
      if (runs.size() > 1) {
        load(run);
      }
    }
    this.gather = new BatchGather(batches);
    this.tree = new LoserTree(runs.size(), this::isBefore);
  }

  @Override
  public Batch next() {
    if (runs.isEmpty() || left == 0) {
      return null;
    }
    return runs.size() == 1 ? only() : merge();
  }

  /** Of a single run, its batches as they are. */
  private Batch only() {
    SortedRun.Cursor cursor = cursors.get(0);
    if (!cursor.next()) {
      left = 0;
      return null;
    }
    Batch batch = cursor.batch();
    if (batch.rows() > left) {
      merged.clear();
      merged.append(batch, 0, (int) left);
      batch = merged;
    }
    left -= batch.rows();
    return batch;
  }

  private Batch merge() {
    merged.clear();
    int most = (int) Math.min(left, rows.length);
    int chosen = 0;
    int gathered = 0;
    while (chosen + gathered < most) {
      int run = tree.winner();
      if (ended[run]) {
        break;
      }
      sources[chosen] = run;
      rows[chosen++] = at[run];
      int next = ++at[run];
      if (next < keys[run].size()) {
        prefixes[run] = keys[run].prefixes()[next];
      } else {
        // The rows chosen are still in the batch that is read over now.
        gather.append(sources, rows, chosen, merged);
        gathered += chosen;
        chosen = 0;
        load(run);
      }
      tree.replay();
    }
    gather.append(sources, rows, chosen, merged);
    left -= merged.rows();
    return merged.rows() == 0 ? null : merged;
  }

  private void load(int run) {
    at[run] = 0;
    if (cursors.get(run).next()) {
      encoder.encode(cursors.get(run).batch(), keys[run]);
      prefixes[run] = keys[run].prefixes()[0];
    } else {
      ended[run] = true;
    }
  }

  private boolean isBefore(int run, int other) {
    if (ended[run] || ended[other]) {
      return !ended[run];
    }
    long one = prefixes[run];
    long two = prefixes[other];
    if (one != two) {
      return one < two;
    }
    int rest = keys[run].compareRest(at[run], keys[other], at[other], nullsFirst);
    return rest < 0 || rest == 0 && run < other;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    cursors.forEach(SortedRun.Cursor::close);
    runs.forEach(SortedRun::close);
  }
}
