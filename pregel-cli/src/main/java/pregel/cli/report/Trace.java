package pregel.cli.report;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pregel.core.job.SuperstepReport;

/**
 * A job's supersteps as they are told: the first ones one by one, all later ones as one.
 *
 * @param listed one by one
 * @param rest all later ones as if they were one; null if there are none
 * @param restCount how many those are
 */
public record Trace(List<SuperstepReport> listed, SuperstepReport rest, int restCount) {
  /** So many supersteps are listed one by one. */
  private static final int LISTED = 1000;

  public Trace {
    listed = List.copyOf(listed);
  }

  /** Of all supersteps, in their order. */
  public static Trace of(List<SuperstepReport> all) {
    List<SuperstepReport> later = all.subList(Math.min(LISTED, all.size()), all.size());
    return new Trace(
        all.subList(0, all.size() - later.size()),
        later.stream().reduce(SuperstepReport::then).orElse(null),
        later.size());
  }

  /** The sum of the senders' degrees. */
  long senderDegrees() {
    long sum = rest == null ? 0 : rest.senderDegrees();
    for (SuperstepReport report : listed) {
      sum += report.senderDegrees();
    }
    return sum;
  }

  /** Messages produced. */
  long messages() {
    long sum = rest == null ? 0 : rest.messages();
    for (SuperstepReport report : listed) {
      sum += report.messages();
    }
    return sum;
  }

  /** Requests to change the graph that lost. */
  public long lost() {
    long sum = rest == null ? 0 : rest.lost();
    for (SuperstepReport report : listed) {
      sum += report.lost();
    }
    return sum;
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(listed.size());
    for (SuperstepReport report : listed) {
      report.write(out);
    }
    out.writeInt(restCount);
    if (restCount > 0) {
      rest.write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static Trace read(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > LISTED) {
      throw new IOException("a trace of " + count + " supersteps");
    }
    List<SuperstepReport> listed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      listed.add(SuperstepReport.read(in));
    }
    int restCount = in.readInt();
    return new Trace(listed, restCount > 0 ? SuperstepReport.read(in) : null, restCount);
  }
}
