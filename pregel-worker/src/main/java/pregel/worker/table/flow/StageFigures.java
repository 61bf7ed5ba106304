package pregel.worker.table.flow;

import java.util.ArrayList;
import java.util.List;

/** What was counted while a plan was carried out, stage by stage. Safe for many threads. */
public final class StageFigures {
  /**
   * One stage that held rows.
   *
   * @param stage its name
   * @param rowsIn rows that came
   * @param rowsHeld rows it kept of them: groups before the last merge, rows of a table's build
   *     side
   * @param runs sorted runs, in memory or on disk
   * @param spilledRuns those that went to disk
   * @param passes merges before the last
   */
  public record Stage(
      String stage, long rowsIn, long rowsHeld, long runs, long spilledRuns, long passes) {}

  private final List<Stage> stages = new ArrayList<>();

  public synchronized void add(Stage stage) {
    stages.add(stage);
  }

  /** The stages so far, in the order in which they ended. */
  public synchronized List<Stage> stages() {
    return List.copyOf(stages);
  }
}
