package pregel.cli.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import pregel.core.coordination.JobStatus;
import pregel.core.transport.LinkCounters;
import pregel.master.node.MasterFigures;
import pregel.worker.node.WorkerFigures;

/** The figures of masters and workers by the names under which they are published. */
public final class NodeMetrics {
  private static final double NANOS_PER_SECOND = 1e9;

  private NodeMetrics() {}

  /** Publishes what a worker does. */
  public static void publish(MetricsPage page, WorkerFigures worker) {
    var meters = new Meters<>(page.registry(), "pregel.worker.", worker);
    meters.count("attempts", "Attempts at jobs that were begun", WorkerFigures::attempts);
    meters.count("attempts.failed", "Attempts that were not completed", WorkerFigures::failures);
    meters.count("supersteps", "Supersteps executed", WorkerFigures::supersteps);
    meters.seconds("compute", "Time spent computing", WorkerFigures::computeNanos);
    meters.seconds(
        "exchange",
        "Time spent sending to other workers and waiting for them",
        WorkerFigures::exchangeNanos);
    meters.count("messages.sent", "Values and messages to others", WorkerFigures::messages);
    meters.count("checkpoint.parts", "Parts of checkpoints written", WorkerFigures::checkpoints);
    meters.seconds("checkpoint", "Time spent writing them", WorkerFigures::checkpointNanos);
    meters.gauge("superstep", "The last superstep; -1 without a job", WorkerFigures::superstep);
    meters.gauge("vertices", "Vertices held for the job that runs", WorkerFigures::vertices);
    links(meters, "frames.sent", LinkCounters::framesSent);
    links(meters, "bytes.sent", LinkCounters::bytesSent);
    links(meters, "frames.received", LinkCounters::framesReceived);
    links(meters, "bytes.received", LinkCounters::bytesReceived);
    links(meters, "frames.dropped.duplicate", LinkCounters::droppedDuplicates);
    links(meters, "frames.dropped.stale", LinkCounters::droppedStale);
    links(meters, "frames.dropped.closed", LinkCounters::droppedClosed);
  }

  private static void links(
      Meters<WorkerFigures> meters, String name, ToLongFunction<LinkCounters> figure) {
    meters.count(name, "Over links to other workers", worker -> figure.applyAsLong(worker.links()));
  }

  /** Publishes what a master does. */
  public static void publish(MetricsPage page, MasterFigures master) {
    var meters = new Meters<>(page.registry(), "pregel.master.", master);
    meters.gauge("leads", "1 while it leads", figures -> figures.leads() ? 1 : 0);
    meters.gauge("epoch", "The epoch it leads, or last led, with", MasterFigures::epoch);
    for (JobStatus end : JobStatus.values()) {
      if (end.isEnd()) {
        FunctionCounter.builder("pregel.master.jobs", master, figures -> figures.jobs(end))
            .description("Jobs that have ended")
            .tag("end", end.name().toLowerCase(Locale.ROOT))
            .register(page.registry());
      }
    }
    meters.count("attempts", "Attempts at jobs that were begun", MasterFigures::attempts);
    meters.count(
        "attempts.lost", "Attempts over before their job was", MasterFigures::lostAttempts);
    meters.count(
        "attempts.confined",
        "Attempts in which only a lost worker's part was computed again",
        MasterFigures::repeats);
    meters.count("takeovers", "Attempts of another master that went on", MasterFigures::takeovers);
    meters.count("supersteps", "Supersteps that ended", MasterFigures::supersteps);
    meters.seconds("superstep.wall", "Wall time of supersteps", MasterFigures::superstepNanos);
    meters.count("checkpoints", "Checkpoints published", MasterFigures::checkpoints);
    meters.gauge("workers", "Workers of the job that runs", MasterFigures::workers);
    meters.gauge("superstep", "The last superstep; -1 without a job", MasterFigures::superstep);
    meters.gauge("active", "Vertices active after it", MasterFigures::active);
    meters.gauge("messages", "Messages produced in it", MasterFigures::messages);
    meters.gauge("skew", "Slowest worker's time in it over the mean", MasterFigures::skew);
  }

  private record Meters<T>(MeterRegistry registry, String prefix, T figures) {
    void count(String name, String what, ToDoubleFunction<T> figure) {
      FunctionCounter.builder(prefix + name, figures, figure).description(what).register(registry);
    }

    void seconds(String name, String what, ToDoubleFunction<T> nanos) {
      FunctionCounter.builder(
              prefix + name, figures, value -> nanos.applyAsDouble(value) / NANOS_PER_SECOND)
          .baseUnit("seconds")
          .description(what)
          .register(registry);
    }

    void gauge(String name, String what, ToDoubleFunction<T> figure) {
      Gauge.builder(prefix + name, figures, figure)
          .description(what)
          .strongReference(true)
          .register(registry);
    }
  }
}
