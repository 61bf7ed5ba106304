package pregel.worker.table;

import java.util.List;
import java.util.function.Supplier;
import pregel.api.table.Plan;
import pregel.api.table.RowsSource;
import pregel.api.table.Table;
import pregel.api.table.TableSchema;
import pregel.api.table.TableSource;
import pregel.core.memory.MemoryBudget;
import pregel.core.sort.KeyEncoder;
import pregel.core.sort.SortedRows;
import pregel.core.spill.SpillDirectory;
import pregel.core.table.BatchSink;
import pregel.core.table.OpenableSource;
import pregel.worker.table.flow.Flow;
import pregel.worker.table.flow.FlowRun;
import pregel.worker.table.flow.Resources;
import pregel.worker.table.flow.RowStore;
import pregel.worker.table.flow.SortSink;
import pregel.worker.table.flow.SortedSource;
import pregel.worker.table.flow.StageFigures;
import pregel.worker.table.group.GroupSink;
import pregel.worker.table.join.JoinPlan;
import pregel.worker.table.join.JoinStage;

/**
 * Carries out plans on several threads within a budget. The rows and their order depend on the plan
 * and its sources alone.
 *
 * <p>A stage that needs all rows of its input takes them before the next stage begins; what is done
 * to each batch alone happens on the way.
 */
public final class TableEngine {
  private final Resources resources;

  private TableEngine(Resources resources) {
    this.resources = resources;
  }

  /** Lets the rows of a table go into a sink. */
  public static TableFigures run(Table table, BatchSink sink, TableOptions options) {
    MemoryBudget budget = new MemoryBudget(options.memoryBytes());
    StageFigures figures = new StageFigures();
    try (SpillDirectory spill = new SpillDirectory(options.spillParent())) {
      long share = options.memoryBytes() / Math.max(1, holders(table.plan()));
      Resources resources = new Resources(options.threads(), share, budget, spill, figures);
      Flow flow = new TableEngine(resources).flow(table.plan(), true);
      FlowRun.run(flow, sink, options.threads());
      return new TableFigures(
          figures.stages(), spill.bytesWritten(), spill.plainBytes(), budget.peak());
    }
  }

  /** The rows of a table, in order. */
  public static List<Object[]> rows(Table table, TableOptions options) {
    RowsSink sink = new RowsSink();
    run(table, sink, options);
    return sink.rows();
  }

  /** How many stages of a plan hold rows. */
  private static int holders(Plan plan) {
    if (plan instanceof Plan.Source) {
      return 0;
    } else if (plan instanceof Plan.Filter filter) {
      return holders(filter.input());
    } else if (plan instanceof Plan.Project project) {
      return holders(project.input());
    } else if (plan instanceof Plan.Union union) {
      return holders(union.first()) + holders(union.second());
    } else if (plan instanceof Plan.Distinct distinct) {
      return 1 + holders(distinct.input());
    } else if (plan instanceof Plan.Sort sort) {
      return 1 + holders(sort.input());
    } else if (plan instanceof Plan.Limit limit) {
      return (limit.input() instanceof Plan.Sort ? 0 : 1) + holders(limit.input());
    } else if (plan instanceof Plan.Join join) {
      return 1 + holders(join.left()) + holders(join.right());
    }
    return 1 + holders(((Plan.GroupBy) plan).input());
  }

  /**
   * The rows of a stage, ready to flow; what must be done before has been done.
   *
   * @param ordered whether their order matters to whoever takes them
   */
  private Flow flow(Plan plan, boolean ordered) {
    if (plan instanceof Plan.Source source) {
      return source(source.source());
    } else if (plan instanceof Plan.Filter filter) {
      return flow(filter.input(), ordered)
          .then(plan.schema(), next -> new FilterStep(filter, next));
    } else if (plan instanceof Plan.Project project) {
      return flow(project.input(), ordered)
          .then(plan.schema(), next -> new ProjectStep(project, next));
    } else if (plan instanceof Plan.Union union) {
      return flow(union.first(), ordered).union(plan.schema(), flow(union.second(), ordered));
    } else if (plan instanceof Plan.Distinct distinct) {
      TableSchema schema = distinct.schema();
      List<String> all = schema.fields().stream().map(field -> field.name()).toList();
      Flow input = flow(distinct.input(), false);
      return grouped(
          new GroupSink("distinct", schema, all, List.of(), schema, resources), schema, input);
    } else if (plan instanceof Plan.Sort sort) {
      return sorted(sort, Long.MAX_VALUE);
    } else if (plan instanceof Plan.Limit limit) {
      return limit.input() instanceof Plan.Sort sort ? sorted(sort, limit.rows()) : limited(limit);
    } else if (plan instanceof Plan.Join join) {
      return joined(join, ordered);
    }
    Plan.GroupBy group = (Plan.GroupBy) plan;
    Flow input = flow(group.input(), false);
    return grouped(
        new GroupSink(
            "group",
            group.input().schema(),
            group.keys(),
            group.aggregates(),
            group.schema(),
            resources),
        group.schema(),
        input);
  }

  private static Flow source(TableSource source) {
    if (source instanceof OpenableSource openable) {
      return Flow.of(source.schema(), openable::open);
    } else if (source instanceof RowsSource rows) {
      return Flow.of(source.schema(), () -> new RowsReading(rows));
    }
    throw new IllegalArgumentException(source.name() + " cannot be read by this engine");
  }

  private Flow sorted(Plan.Sort sort, long limit) {
    Flow input = flow(sort.input(), true);
    TableSchema schema = sort.schema();
    SortSink sink =
        new SortSink("sort", schema, KeyEncoder.of(schema, sort.keys()), limit, null, resources);
    return held(schema, input, sink, sink::finish, sink::close);
  }

  private Flow grouped(GroupSink sink, TableSchema schema, Flow input) {
    return held(schema, input, sink, sink::finish, sink::close);
  }

  /** Fills a sink and lets its rows flow on. */
  private Flow held(
      TableSchema schema,
      Flow input,
      BatchSink sink,
      Supplier<SortedRows> finish,
      Runnable giveBack) {
    try {
      FlowRun.run(input, sink, resources.threads());
      SortedRows rows = finish.get();
      return Flow.of(schema, () -> new SortedSource(schema, rows, giveBack));
    } catch (RuntimeException e) {
      giveBack.run();
      throw e;
    }
  }

  private Flow limited(Plan.Limit limit) {
    RowStore store = new RowStore(limit.schema(), resources, limit.rows());
    try {
      FlowRun.run(flow(limit.input(), true), store, resources.threads());
      store.finish();
      return Flow.of(limit.schema(), () -> store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private Flow joined(Plan.Join join, boolean ordered) {
    JoinStage stage = new JoinStage(JoinPlan.of(join), ordered, resources);
    boolean rightOrdered = ordered && join.type().pairs();
    return stage.join(flow(join.right(), rightOrdered), () -> flow(join.left(), ordered));
  }
}
