package pregel.core.job;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import pregel.api.Schema;

/**
 * What one of several workers tells the master after a superstep.
 *
 * @param report its counts; vertices and edges are the whole graph's
 * @param traffic what it sent, by channel
 * @param contributions what its vertices contributed to the aggregators
 */
public record WorkerReport(SuperstepReport report, Traffic traffic, Contributions contributions) {

  /** Writes what {@link #read} reads. */
  public void write(Schema schema, DataOutput out) throws IOException {
    report.write(out);
    traffic.write(out);
    contributions.write(schema, out);
  }

  public static WorkerReport read(Schema schema, DataInput in) throws IOException {
    return new WorkerReport(
        SuperstepReport.read(in), Traffic.read(in), Contributions.read(schema, in));
  }
}
