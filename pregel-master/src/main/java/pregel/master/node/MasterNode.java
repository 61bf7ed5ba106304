package pregel.master.node;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.Election;
import pregel.core.coordination.ElectionListener;
import pregel.core.coordination.FencedException;
import pregel.core.coordination.JobRecord;
import pregel.core.coordination.JobSummary;
import pregel.core.coordination.Leadership;
import pregel.core.coordination.Watch;
import pregel.core.transport.Transport;

/**
 * A master's process: stands for leadership, takes an epoch when it is elected, and runs the jobs
 * that were submitted, one after another, until another master leads.
 */
public final class MasterNode implements AutoCloseable {

  /**
   * What a master is.
   *
   * @param id unique among masters
   * @param cluster its name; equal in all processes
   * @param build equal in all processes
   * @param host where it runs, for people
   * @param news takes what happens, line by line
   * @param log takes what goes wrong and is made good, line by line
   */
  public record Settings(
      String id,
      String cluster,
      String build,
      String host,
      Consumer<String> news,
      Consumer<String> log) {}

  private enum Event {
    ELECTED,
    REVOKED,
    JOBS,
    CLOSE
  }

  private final Settings settings;
  private final Coordination coordination;
  private final Transport transport;
  private final MasterJob.Source jobs;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final MasterFigures figures = new MasterFigures();
  private int attempts;

  // Guarded by this.
  private JobRun running;
  private boolean ending;

  /**
   * @param coordination the process's own; not closed by the node
   * @param transport likewise
   */
  public MasterNode(
      Settings settings, Coordination coordination, Transport transport, MasterJob.Source jobs) {
    this.settings = settings;
    this.coordination = coordination;
    this.transport = transport;
    this.jobs = jobs;
  }

  /**
   * Serves until it is closed.
   *
   * @throws JobException of kind FENCED if another master leads now, COORDINATION_LOST if ZooKeeper
   *     is not there
   */
  public void serve() throws InterruptedException {
    try (Watch submitted = coordination.watchJobs(ids -> events.add(Event.JOBS));
        Election election = coordination.stand(settings.id(), new Standing())) {
      while (true) {
        switch (events.take()) {
          case ELECTED -> lead();
          case REVOKED -> throw fenced(null);
          case JOBS -> {} // of interest to the leader only
          case CLOSE -> {
            return;
          }
        }
        if (isEnding()) {
          return;
        }
      }
    } catch (FencedException e) {
      throw fenced(e);
    } catch (CoordinationException e) {
      throw new JobException(e.kind(), e.getMessage(), e);
    }
  }

  private final class Standing implements ElectionListener {
    @Override
    public void elected() {
      events.add(Event.ELECTED);
    }

    @Override
    public void revoked() {
      events.add(Event.REVOKED);
      halt(JobStopped.Reason.REVOKED);
    }
  }

  private JobException fenced(FencedException cause) {
    return new JobException(
        FailureKind.FENCED,
        cause != null
            ? cause.getMessage()
            : "master "
                + settings.id()
                + ": its session was lost, and another may lead; it stops, start it again",
        cause);
  }

  private void lead() throws InterruptedException {
    try (Leadership leadership = coordination.lead(settings.id(), settings.host(), 0)) {
      figures.leads(leadership.epoch());
      settings.news().accept("master " + settings.id() + " leads, epoch " + leadership.epoch());
      while (true) {
        Optional<String> next = nextJob();
        if (next.isPresent()) {
          run(next.get(), leadership);
        } else {
          switch (events.take()) {
            case ELECTED, JOBS -> {}
            case REVOKED -> throw fenced(null);
            case CLOSE -> {
              return;
            }
          }
        }
        if (isEnding()) {
          return;
        }
      }
    } finally {
      figures.leadsNoMore();
    }
  }

  private Optional<String> nextJob() throws InterruptedException {
    List<JobSummary> all = coordination.jobs();
    for (JobSummary job : all) {
      attempts = Math.max(attempts, job.state().attempt());
    }
    return all.stream()
        .filter(job -> !job.state().status().isEnd())
        .map(JobSummary::id)
        .findFirst();
  }

  private void run(String id, Leadership leadership) throws InterruptedException {
    Optional<JobRecord> record = coordination.job(id);
    if (record.isEmpty()) {
      return;
    }
    JobRun run =
        new JobRun(record.get(), attempts, settings, coordination, leadership, transport, figures);
    synchronized (this) {
      if (ending) {
        return;
      }
      running = run;
    }
    try (Watch cancelled =
        coordination.watchCancel(
            id,
            asked -> {
              if (asked) {
                run.stop(JobStopped.Reason.CANCELLED);
              }
            })) {
      run.run(jobs);
    } catch (JobStopped revoked) {
      if (!isEnding()) {
        throw fenced(null);
      }
    } finally {
      attempts = Math.max(attempts, run.attempts());
      synchronized (this) {
        running = null;
      }
    }
  }

  /** What it has done so far. */
  public MasterFigures figures() {
    return figures;
  }

  private synchronized boolean isEnding() {
    return ending;
  }

  private void halt(JobStopped.Reason reason) {
    JobRun told;
    synchronized (this) {
      told = running;
    }
    if (told != null) {
      told.stop(reason);
    }
  }

  /** Makes {@link #serve} return soon; a job that runs is left to the next master. */
  @Override
  public void close() {
    synchronized (this) {
      ending = true;
    }
    events.add(Event.CLOSE);
    halt(JobStopped.Reason.REVOKED);
  }
}
