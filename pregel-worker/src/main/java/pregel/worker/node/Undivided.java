package pregel.worker.node;

import java.util.Arrays;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.core.job.WorkerReport;

/** What several workers cannot do together yet, so that it is refused rather than done wrong. */
public final class Undivided {
  private Undivided() {}

  /** Refuses what a program declares; also before any worker is started. */
  public static void refuse(Schema schema, String program) {
    String what =
        schema.needsNeighborLists()
            ? "reads neighbour lists"
            : schema.isTopologyChanging()
                ? "changes the graph"
                : schema.requests().isEmpty() ? null : "asks other vertices";
    if (what != null) {
      throw refused(program, what);
    }
  }

  /** Refuses what a superstep sent. */
  static void refuse(WorkerReport report, String program) {
    if (Arrays.stream(report.traffic().addressed()).sum() > 0 || report.report().dropped() > 0) {
      throw refused(program, "sends messages to ids");
    }
  }

  private static JobException refused(String program, String what) {
    return new JobException(
        FailureKind.USAGE, program + ": " + what + ", which one process does; leave --workers out");
  }
}
