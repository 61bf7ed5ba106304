package pregel.worker.table.group;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import pregel.api.table.Aggregate;
import pregel.api.table.TableSchema;
import pregel.core.memory.MemoryBudget;
import pregel.core.sort.DiskRun;
import pregel.core.sort.KeyEncoder;
import pregel.core.sort.KeySort;
import pregel.core.sort.Keys;
import pregel.core.sort.RunMerges;
import pregel.core.sort.SortLimits;
import pregel.core.sort.SortedRows;
import pregel.core.sort.SortedRun;
import pregel.core.spill.SpillFile;
import pregel.core.table.Batch;
import pregel.core.table.BatchSink;
import pregel.worker.table.flow.Resources;
import pregel.worker.table.flow.StageFigures;

/**
 * Groups the rows that come. Each thread has a table of its own; when it is full its groups go to
 * disk as a sorted run of partial rows, and it begins anew. At the end all runs are merged by key,
 * and partial rows of one group become its row. The order in which rows came does not matter.
 */
public final class GroupSink implements BatchSink, AutoCloseable {
  private final String stage;
  private final GroupPlan plan;
  private final Resources resources;
  private final SortLimits limits;
  private final long tableBytes;
  private final AtomicLong rowsIn = new AtomicLong();
  private final AtomicLong partialRows = new AtomicLong();
  private final AtomicLong spilledRuns = new AtomicLong();
  // Guarded by this.
  private final List<SortedRun> runs = new ArrayList<>();
  private final List<TablePort> ports = new ArrayList<>();
  private GroupMerge merge;

  /**
   * @param stage its name, for figures
   * @param output the keys and the aggregates
   */
  public GroupSink(
      String stage,
      TableSchema input,
      List<String> keys,
      List<Aggregate> aggregates,
      TableSchema output,
      Resources resources) {
    this.stage = stage;
    this.plan = new GroupPlan(input, keys, aggregates, output);
    this.resources = resources;
    this.limits = resources.sortLimits(plan.partial());
    this.tableBytes = Math.max(1, resources.shareBytes() * 3 / 4 / resources.threads());
  }

  @Override
  public synchronized Port port() {
    TablePort port = new TablePort();
    ports.add(port);
    return port;
  }

  /** The groups, sorted by key; valid until this is closed. */
  public SortedRows finish() {
    RunMerges merges =
        new RunMerges(plan.partial(), plan.partialEncoder(), limits, resources.spill());
    List<SortedRun> sorted = List.copyOf(runs);
    runs.clear();
    SortedRows rows = merges.merge(sorted, Long.MAX_VALUE, GroupMerge.BATCH_ROWS);
    merge = new GroupMerge(plan, rows);
    resources
        .figures()
        .add(
            new StageFigures.Stage(
                stage,
                rowsIn.get(),
                partialRows.get(),
                sorted.size(),
                spilledRuns.get(),
                merges.passes()));
    return merge;
  }

  @Override
  public synchronized void close() {
    runs.forEach(SortedRun::close);
    runs.clear();
    ports.forEach(TablePort::release);
    if (merge != null) {
      merge.close();
      merge = null;
    }
  }

  private synchronized void add(SortedRun run) {
    runs.add(run);
  }

  /** One thread's table. */
  private final class TablePort implements Port {
    private final KeyEncoder encoder = plan.inputEncoder();
    private final GroupTable table = new GroupTable(encoder.isNumber());
    private final List<Accumulator> accumulators = plan.accumulators();
    private final Keys keys = new Keys();
    private final MemoryBudget budget = resources.budget();
    private int[] groups = {};
    private long rows;
    private long leased;

    @Override
    public void push(Batch batch) {
      if (batch.rows() == 0) {
        return;
      }
      encoder.encode(batch, keys);
      if (groups.length < batch.rows()) {
        groups = new int[batch.rows()];
      }
      table.find(keys, groups);
      for (Accumulator accumulator : accumulators) {
        accumulator.reserve(table.groups());
        accumulator.add(batch, groups);
      }
      rows += batch.rows();
      long bytes = bytes();
      if (bytes > leased) {
        budget.lease(bytes - leased);
        leased = bytes;
      }
      if (bytes > tableBytes) {
        spill();
      }
    }

    @Override
    public void finish() {
      rowsIn.addAndGet(rows);
      if (table.groups() > 0) {
        partialRows.addAndGet(table.groups());
        add(run(leased));
        leased = 0;
      }
    }

    private long bytes() {
      long bytes = table.bytes() + KeySort.scratchBytes(table.groups());
      for (Accumulator accumulator : accumulators) {
        bytes += accumulator.bytes();
      }
      return bytes;
    }

    private TableRun run(long toRelease) {
      int[] order = new KeySort().order(table.keys(), false);
      return new TableRun(plan, table, accumulators, order, limits.blockRows(), budget, toRelease);
    }

    private void spill() {
      partialRows.addAndGet(table.groups());
      spilledRuns.incrementAndGet();
      SpillFile file = SpillFile.create(resources.spill());
      try (SortedRun.Cursor cursor = run(0).open()) {
        while (cursor.next()) {
          file.write(cursor.batch());
        }
        file.finish();
      } catch (RuntimeException e) {
        file.close();
        throw e;
      }
      add(new DiskRun(plan.partial(), file));
      table.clear();
      accumulators.forEach(Accumulator::clear);
    }

    private void release() {
      budget.release(leased);
      leased = 0;
    }
  }
}
