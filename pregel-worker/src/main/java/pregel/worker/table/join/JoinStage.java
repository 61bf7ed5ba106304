package pregel.worker.table.join;

import java.util.List;
import java.util.function.Supplier;
import pregel.api.table.SortKey;
import pregel.api.table.TableSchema;
import pregel.core.sort.ExternalSort;
import pregel.core.sort.KeyEncoder;
import pregel.core.sort.SortedRows;
import pregel.core.table.Batch;
import pregel.core.table.BatchSink;
import pregel.core.table.Vector;
import pregel.worker.table.flow.Flow;
import pregel.worker.table.flow.FlowRun;
import pregel.worker.table.flow.PlaceColumn;
import pregel.worker.table.flow.Resources;
import pregel.worker.table.flow.SortSink;
import pregel.worker.table.flow.SortedSource;
import pregel.worker.table.flow.StageFigures;
import pregel.worker.table.flow.StepPort;

/**
 * Carries out a join. The right side becomes a table that left rows are looked up in as they flow
 * by; if it does not fit, which may turn out only while it comes, both sides are sorted by key and
 * merged, and the rows put back into the order of the left side where somebody cares.
 */
public final class JoinStage {
  private final JoinPlan plan;
  private final Resources resources;
  private final boolean ordered;

  /**
   * @param ordered whether the order of the rows matters to whoever takes them
   */
  public JoinStage(JoinPlan plan, boolean ordered, Resources resources) {
    this.plan = plan;
    this.ordered = ordered;
    this.resources = resources;
  }

  /**
   * Reads the right side, and gives the rows of the join.
   *
   * @param left asked for after the right side was read
   */
  public Flow join(Flow right, Supplier<Flow> left) {
    TableSchema placed = PlaceColumn.after(plan.right());
    ExternalSort sort =
        new ExternalSort(
            placed,
            plan.rightEncoder(),
            resources.sortLimits(placed),
            Long.MAX_VALUE,
            resources.threads(),
            resources.budget(),
            resources.spill());
    BuildSink build = new BuildSink(new Batch(plan.right()), sort, resources);
    FlowRun.run(right, build, resources.threads());
    Batch rows = build.rows();
    if (rows == null) {
      build.moveToSort();
      SortedRows sorted = sort.finish();
      report("join, right side sorted", build, sort);
      return merge(sorted, sort, left.get());
    }
    report("join, right side in a table", build, sort);
    return probe(new BuildTable(rows, plan.rightEncoder(), plan.type().keepsRight()), left.get())
        .owning(build::close);
  }

  private void report(String stage, BuildSink build, ExternalSort sort) {
    resources
        .figures()
        .add(
            new StageFigures.Stage(
                stage,
                build.count(),
                build.count(),
                sort.runs(),
                sort.spilledRuns(),
                sort.passes()));
  }

  private Flow probe(BuildTable table, Flow left) {
    Flow pairs = left.then(plan.output(), next -> new HashProbe(plan, table, next));
    return plan.type().keepsRight()
        ? pairs.union(plan.output(), Flow.of(plan.output(), () -> new UnmatchedSource(plan, table)))
        : pairs;
  }

  private Flow merge(SortedRows right, ExternalSort rightSort, Flow left) {
    TableSchema placed = PlaceColumn.after(plan.left());
    SortSink leftSort =
        new SortSink(
            "join, left side sorted",
            placed,
            plan.leftEncoder(),
            Long.MAX_VALUE,
            new PlaceColumn(),
            resources);
    FlowRun.run(left, leftSort, resources.threads());
    MergeJoin merged = new MergeJoin(plan, leftSort.finish(), right, resources);
    Runnable giveBack =
        () -> {
          leftSort.close();
          rightSort.close();
        };
    TableSchema output = PlaceColumn.after(plan.output());
    Flow flow = Flow.of(output, () -> new SortedSource(output, merged, giveBack));
    return (ordered ? inOrder(flow, output) : flow).then(plan.output(), WithoutPlace::new);
  }

  private Flow inOrder(Flow merged, TableSchema output) {
    KeyEncoder byPlace = KeyEncoder.of(output, List.of(SortKey.ascending(PlaceColumn.NAME)));
    SortSink sort =
        new SortSink("join, rows put in order", output, byPlace, Long.MAX_VALUE, null, resources);
    FlowRun.run(merged, sort, resources.threads());
    SortedRows rows = sort.finish();
    return Flow.of(output, () -> new SortedSource(output, rows, sort::close));
  }

  /** Takes the places away again. */
  private static final class WithoutPlace extends StepPort {
    WithoutPlace(BatchSink.Port next) {
      super(next);
    }

    @Override
    public void push(Batch batch) throws InterruptedException {
      Vector[] columns = new Vector[batch.columns() - 1];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = batch.column(i);
      }
      next.push(new Batch(columns, batch.rows()));
    }
  }
}
