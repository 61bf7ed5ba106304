package pregel.master.node;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import pregel.core.coordination.JobStatus;
import pregel.core.job.SuperstepReport;
import pregel.master.CrewTimes;

/**
 * What a master's process has done since it started, for whoever watches it. Written by the thread
 * that leads, read by any.
 */
public final class MasterFigures {
  private final Map<JobStatus, LongAdder> ends = new EnumMap<>(JobStatus.class);
  private final LongAdder attempts = new LongAdder();
  private final LongAdder takeovers = new LongAdder();
  private final LongAdder repeats = new LongAdder();
  private final LongAdder lostAttempts = new LongAdder();
  private final LongAdder supersteps = new LongAdder();
  private final LongAdder superstepNanos = new LongAdder();
  private final LongAdder checkpoints = new LongAdder();
  private volatile int epoch;
  private volatile boolean leads;
  private volatile int workers;
  private volatile int superstep = -1;
  private volatile long active;
  private volatile long messages;
  private volatile double skew = 1;

  MasterFigures() {
    for (JobStatus status : JobStatus.values()) {
      if (status.isEnd()) {
        ends.put(status, new LongAdder());
      }
    }
  }

  void leads(int withEpoch) {
    epoch = withEpoch;
    leads = true;
  }

  void leadsNoMore() {
    leads = false;
  }

  void begun() {
    attempts.increment();
  }

  void tookOver() {
    takeovers.increment();
  }

  void repeated() {
    repeats.increment();
  }

  void works(int crew) {
    workers = crew;
  }

  void lost() {
    lostAttempts.increment();
  }

  void computed(SuperstepReport report, CrewTimes times) {
    supersteps.increment();
    superstepNanos.add(report.nanos());
    superstep = report.superstep();
    active = report.active();
    messages = report.messages();
    skew = times.skew();
  }

  void checkpointed() {
    checkpoints.increment();
  }

  /** No attempt runs any more. */
  void over() {
    workers = 0;
    superstep = -1;
    active = 0;
    messages = 0;
    skew = 1;
  }

  void ended(JobStatus status) {
    ends.get(status).increment();
  }

  /** Jobs that this master has brought to an end of this kind. */
  public long jobs(JobStatus end) {
    return ends.get(end).sum();
  }

  /** Whether it leads. */
  public boolean leads() {
    return leads;
  }

  /** The epoch it leads, or last led, with; 0 before. */
  public int epoch() {
    return epoch;
  }

  /** Attempts at jobs that this master has begun. */
  public long attempts() {
    return attempts.sum();
  }

  /** Attempts that another master had led, and that went on under this one. */
  public long takeovers() {
    return takeovers.sum();
  }

  /** Attempts in which only a lost worker's part was computed again. */
  public long repeats() {
    return repeats.sum();
  }

  /** Attempts that were over before their job was. */
  public long lostAttempts() {
    return lostAttempts.sum();
  }

  public long supersteps() {
    return supersteps.sum();
  }

  /** Wall time of supersteps. */
  public long superstepNanos() {
    return superstepNanos.sum();
  }

  public long checkpoints() {
    return checkpoints.sum();
  }

  /** Workers of the attempt that runs; 0 if there is none. */
  public int workers() {
    return workers;
  }

  /** The last superstep of the attempt that runs; -1 if there is none. */
  public int superstep() {
    return superstep;
  }

  /** Vertices active after it. */
  public long active() {
    return active;
  }

  /** Messages produced in it. */
  public long messages() {
    return messages;
  }

  /** How many times as long as the mean worker the slowest computed in it. */
  public double skew() {
    return skew;
  }
}
