package pregel.master.node;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import pregel.api.Schema;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Traffic;
import pregel.core.job.WorkerReport;

/**
 * The verdicts of past supersteps, for a worker that executes them once more in the place of one
 * that was lost; and what each worker reported, as a checksum, so that it is seen whether a
 * superstep does the same again. Takes a bounded room: beyond it the log ends, not the job.
 */
final class VerdictLog {
  private static final long MOST_BYTES = 64L << 20;

  /** What a verdict takes beside its values. */
  private static final int OVERHEAD = 256;

  /**
   * A verdict.
   *
   * @param values what vertices read from aggregators, as {@link CourseValues#bytes} has it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Past(SuperstepOrder order, Traffic traffic, byte[] values) {}

  /** A superstep: its verdict, and the checksums of its reports, null while they are awaited. */
  private static final class Entry {
    private final Past verdict;
    private int[] reports;

    Entry(Past verdict) {
      this.verdict = verdict;
    }

    int bytes() {
      return verdict.values().length + OVERHEAD;
    }
  }

  private final TreeMap<Integer, Entry> entries = new TreeMap<>();
  private long bytes;
  private boolean isWhole = true;

  /** Keeps the verdict for a superstep, in the place of one for the same. */
  void put(Past verdict) {
    if (!isWhole) {
      return;
    }
    Entry added = new Entry(verdict);
    Entry before = entries.put(verdict.order().superstep(), added);
    bytes += added.bytes() - (before == null ? 0 : before.bytes());
    if (bytes > MOST_BYTES) {
      isWhole = false;
      entries.clear();
    }
  }

  /** Keeps what the workers reported of a superstep, by worker. */
  void reported(int superstep, Schema schema, List<WorkerReport> reports) {
    Entry entry = entries.get(superstep);
    if (entry != null) {
      entry.reports = reports.stream().mapToInt(report -> checksum(schema, report)).toArray();
    }
  }

  /** Of what does not depend on how long it took, or on how messages were delivered. */
  private static int checksum(Schema schema, WorkerReport report) {
    CRC32C crc = new CRC32C();
    SuperstepReport counts = report.report();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeLong(counts.computed());
      out.writeLong(counts.active());
      out.writeLong(counts.messages());
      out.writeLong(counts.dropped());
      report.contributions().write(schema, out);
      crc.update(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a stream into memory, or a codec that read it before
    }
    return (int) crc.getValue();
  }

  /** The verdict for a superstep. */
  Past get(int superstep) {
    return entries.get(superstep).verdict;
  }

  /** Whether a worker has reported the same of a superstep before. */
  boolean isSame(int superstep, int worker, Schema schema, WorkerReport again) {
    return entries.get(superstep).reports[worker] == checksum(schema, again);
  }

  /** Whether {@code from} to before {@code to} are here, with their reports. */
  boolean has(int from, int to) {
    var between = entries.subMap(from, to).values();
    return between.size() == to - from && between.stream().allMatch(e -> e.reports != null);
  }

  /** Drops what is before a superstep. */
  void dropBefore(int superstep) {
    var dropped = entries.headMap(superstep);
    dropped.values().forEach(entry -> bytes -= entry.bytes());
    dropped.clear();
  }
}
