package pregel.worker.node;

import java.io.IOException;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.protocol.ControlMessage.Failed;
import pregel.core.transport.TransportException;

/** What the master is told of what came out of an attempt. */
final class FailureText {
  private FailureText() {}

  /** Work done on other threads arrives wrapped: the first cause that says what it is counts. */
  static Failed of(Throwable thrown, int superstep) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof JobException job) {
        return new Failed(job.kind(), false, oneLine(job.getMessage()));
      }
      if (e instanceof TransportException transport) {
        return new Failed(
            transport.kind(), transport.isSecondHand(), oneLine(transport.getMessage()));
      }
      if (e instanceof OutOfMemoryError) {
        return new Failed(
            FailureKind.MEMORY,
            false,
            where(superstep)
                + ": out of memory ("
                + oneLine(String.valueOf(e.getMessage()))
                + "); give more with --memory, or use more workers");
      }
    }
    String what = thrown instanceof IOException ? "failed" : "unexpected";
    return new Failed(
        FailureKind.INTERNAL,
        false,
        where(superstep)
            + ": "
            + what
            + " "
            + oneLine(thrown.toString())
            + "; look at the worker's own messages, and report it");
  }

  private static String where(int superstep) {
    return superstep < 0 ? "loading" : "superstep " + superstep;
  }

  private static String oneLine(String text) {
    return text.replace("\r", "").replace('\n', ' ');
  }
}
