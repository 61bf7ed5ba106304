package pregel.master.node;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.core.job.Aggregates;
import pregel.core.job.WorkerReport;
import pregel.core.protocol.ControlMessage.BarrierVerdict;
import pregel.core.protocol.MasterValues;
import pregel.core.protocol.ValueFiles;
import pregel.master.RecoveryRule.Loss;

/**
 * What the course of a job holds, as bytes: in verdicts, or in files beside them; and in reports.
 */
final class CourseValues {
  private final ValueFiles files;
  private final int epoch;
  private final int attempt;
  private final Consumer<String> warnings;

  /** Of the newest verdict, and of the one before it; null where there is none. */
  private MasterValues newest;

  private MasterValues before;

  CourseValues(ValueFiles files, int epoch, int attempt, Consumer<String> warnings) {
    this.files = files;
    this.epoch = epoch;
    this.attempt = attempt;
    this.warnings = warnings;
  }

  /**
   * The values for a verdict.
   *
   * @param next the superstep before which they hold
   */
  MasterValues write(Schema schema, int next) {
    return write(bytes(schema), next);
  }

  /** The same of values that {@link #bytes} gave. */
  MasterValues write(byte[] bytes, int next) {
    try {
      before = newest;
      newest = files.put(bytes, attempt, epoch, next);
      return newest;
    } catch (IOException e) {
      throw new JobException(
          FailureKind.OUTPUT,
          "superstep "
              + next
              + ": what the aggregators hold takes "
              + bytes.length
              + " bytes, which cannot be written beside the output ("
              + e.getMessage()
              + "); make room there, or let them hold less",
          e);
    }
  }

  /** Takes over the values of a verdict that another master gave. */
  void read(Schema schema, BarrierVerdict verdict) throws AttemptFailure {
    newest = verdict.values();
    byte[] bytes;
    try {
      bytes = files.get(newest);
    } catch (IOException e) {
      String what = "values for superstep " + verdict.next() + ": " + e.getMessage();
      throw new AttemptFailure(List.of(new Loss("master", FailureKind.RECOVERY_SPENT, what)));
    }
    try {
      Aggregates.read(schema, in(bytes));
    } catch (IOException e) {
      throw codecFailed(e);
    }
  }

  /** All have answered the newest verdict: nobody asks for what the one before it named. */
  void answered() {
    try {
      if (before != null) {
        files.remove(before);
        before = null;
      }
    } catch (IOException e) {
      warnings.accept("values of an earlier superstep are left until the end: " + e.getMessage());
    }
  }

  /** The values that are readable now. */
  static byte[] bytes(Schema schema) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Aggregates.write(schema, new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw codecFailed(e);
    }
  }

  static WorkerReport report(Schema schema, byte[] bytes) {
    try {
      DataInputStream in = in(bytes);
      WorkerReport report = WorkerReport.read(schema, in);
      if (in.available() > 0) {
        throw new IOException(in.available() + " bytes are left");
      }
      return report;
    } catch (IOException e) {
      throw codecFailed(e);
    }
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static JobException codecFailed(IOException cause) {
    return new JobException(
        FailureKind.USER_PROGRAM,
        "the aggregators' codec failed ("
            + cause.getMessage()
            + "); let it read what it wrote, and give all machines the same program",
        cause);
  }
}
