package pregel.worker.node;

import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;

/** What several workers cannot do together yet, so that it is refused rather than done wrong. */
public final class Undivided {
  private Undivided() {}

  /** Refuses what a program declares; also before any worker is started. */
  public static void refuse(Schema schema, String program) {
    String what = schema.isTopologyChanging() ? "changes the graph" : null;
    if (what != null) {
      throw refused(program, what);
    }
  }

  private static JobException refused(String program, String what) {
    return new JobException(
        FailureKind.USAGE, program + ": " + what + ", which one process does; leave --workers out");
  }
}
