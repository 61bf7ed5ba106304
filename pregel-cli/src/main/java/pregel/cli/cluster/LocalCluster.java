package pregel.cli.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.coordination.Coordination;
import pregel.core.coordination.JobRecord;
import pregel.core.coordination.JobState;
import pregel.core.coordination.zookeeper.EmbeddedZooKeeper;
import pregel.core.transport.Transport;
import pregel.master.node.MasterJob;
import pregel.master.node.MasterNode;

/**
 * A cluster on this machine for one job: ZooKeeper and a master in this process, workers in
 * processes of their own, all on the loopback address with a secret of their own. Closed, or ended
 * by a signal, it leaves no process, port or file.
 */
public final class LocalCluster implements AutoCloseable {
  private static final long FAREWELL_MILLIS = 10_000;
  private static final Duration LOOK = Duration.ofMillis(200);

  private final ClusterDirectory directory;
  private final Thread hook = new Thread(this::endAtOnce, "end workers");
  private final List<NodeProcess> workers = new ArrayList<>();
  private final Consumer<String> log;
  private final Runnable interrupted;
  private EmbeddedZooKeeper zooKeeper;
  private Coordination coordination;
  private Coordination masters;
  private Transport transport;
  private volatile MasterNode master;
  private volatile Thread masterThread;
  private volatile Throwable masterFailure;

  private LocalCluster(ClusterDirectory directory, Consumer<String> log, Runnable interrupted) {
    this.interrupted = interrupted;
    this.directory = directory;
    this.log = log;
  }

  /**
   * Starts everything.
   *
   * @param workers processes
   * @param threads of each
   * @param jobs what jobs are to the master
   * @param log takes what goes wrong and is made good
   * @param interrupted is run last when a signal ends this process
   */
  public static LocalCluster start(
      int workers, int threads, MasterJob.Source jobs, Consumer<String> log, Runnable interrupted)
      throws IOException, InterruptedException {
    ClusterDirectory directory = ClusterDirectory.create();
    LocalCluster cluster = new LocalCluster(directory, log, interrupted);
    Runtime.getRuntime().addShutdownHook(cluster.hook);
    boolean started = false;
    try {
      cluster.open(workers, threads, jobs);
      started = true;
      return cluster;
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  private void open(int count, int threads, MasterJob.Source jobs)
      throws IOException, InterruptedException {
    Path secret = directory.writeSecret();
    zooKeeper = EmbeddedZooKeeper.at(directory.resolve("zookeeper"), 0);
    ClusterAccess access = new ClusterAccess(zooKeeper.hosts(), "/pregel", secret);
    for (int worker = 0; worker < count; worker++) {
      String id = "worker-" + worker;
      synchronized (workers) {
        workers.add(NodeProcess.worker(id, access, directory.resolve(id + ".log"), count, threads));
      }
    }
    coordination = access.connect();
    masters = access.connect();
    transport = access.transport();
    MasterNode leading =
        new MasterNode(
            new MasterNode.Settings(
                "master", access.root(), ClusterAccess.build(), "127.0.0.1", news -> {}, log),
            masters,
            transport,
            jobs);
    Thread thread = new Thread(() -> lead(leading), "pregel-master");
    thread.setDaemon(true);
    masterThread = thread;
    master = leading;
    thread.start();
  }

  private void lead(MasterNode leading) {
    try {
      leading.serve();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      masterFailure = e;
    }
  }

  /** A place for what the job stages; removed with the cluster. */
  public Path stage() {
    return directory.resolve("result");
  }

  /** A place for checkpoints; removed with the cluster. */
  public Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  /**
   * Runs a job to its end.
   *
   * @throws JobException if it failed
   */
  public JobState run(String id, JobDefinition job) throws InterruptedException {
    coordination.submit(new JobRecord(id, System.currentTimeMillis(), job.encode()));
    while (true) {
      Optional<JobState> end = coordination.awaitEnd(id, LOOK);
      if (end.isPresent()) {
        return requireSuccess(end.get());
      }
      requireWorkers();
      if (masterFailure instanceof JobException failure) {
        throw failure;
      } else if (masterFailure != null) {
        throw new IllegalStateException("the master ended", masterFailure);
      }
    }
  }

  /** Without any worker the job would wait for some, and nobody starts them. */
  private void requireWorkers() {
    synchronized (workers) {
      if (workers.stream().noneMatch(NodeProcess::isAlive)) {
        throw workers.get(0).failure();
      }
    }
  }

  private static JobState requireSuccess(JobState end) {
    if (end.exitCode() == 0) {
      return end;
    }
    throw failure(end);
  }

  /** What a job that failed is told as. */
  public static JobException failure(JobState end) {
    return new JobException(kindOf(end.exitCode()), end.message());
  }

  /** The kind of an exit code; INTERNAL for one that is no kind's. */
  static FailureKind kindOf(int exitCode) {
    return Arrays.stream(FailureKind.values())
        .filter(kind -> kind.exitCode() == exitCode)
        .findFirst()
        .orElse(FailureKind.INTERNAL);
  }

  @Override
  public void close() throws IOException {
    try {
      if (master != null) {
        master.close();
        masterThread.join(FAREWELL_MILLIS);
      }
      synchronized (workers) {
        // They have nothing left to do in order: what they registered with goes too.
        workers.forEach(NodeProcess::kill);
        for (NodeProcess worker : workers) {
          worker.await(FAREWELL_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      synchronized (workers) {
        workers.forEach(NodeProcess::kill);
      }
      Thread.currentThread().interrupt();
    }
    if (transport != null) {
      transport.close();
    }
    if (coordination != null) {
      coordination.close();
    }
    if (masters != null) {
      masters.close();
    }
    if (zooKeeper != null) {
      zooKeeper.close();
    }
    directory.remove();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs by itself.
      return;
    }
  }

  /** When a signal ends this process. */
  private void endAtOnce() {
    MasterNode leading = master;
    if (leading != null) {
      // Or it would tell how its workers are lost.
      leading.close();
    }
    synchronized (workers) {
      workers.forEach(NodeProcess::kill);
    }
    try {
      synchronized (workers) {
        for (NodeProcess worker : workers) {
          worker.await(FAREWELL_MILLIS);
        }
      }
      if (leading != null) {
        masterThread.join(FAREWELL_MILLIS);
      }
      directory.remove();
      interrupted.run();
    } catch (InterruptedException | IOException e) {
      // The process ends; files in the system's temporary directory are left to it.
      return;
    }
  }
}
