package pregel.cli.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.coordination.zookeeper.EmbeddedZooKeeper;
import pregel.core.crash.CrashPoints;

/**
 * A cluster on this machine of which processes die on purpose: ZooKeeper in this one, masters and
 * workers in processes of their own, with standby masters for those that are to be lost. Closed, or
 * ended by a signal, it leaves no process, port or file.
 */
public final class DrillCluster implements AutoCloseable {
  /** Shorter than in earnest: a standby leads once the lost master's session is over. */
  private static final Duration SESSION = Duration.ofSeconds(4);

  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long FAREWELL_MILLIS = 10_000;

  private record Doomed(NodeProcess process, String id, int superstep) {}

  private final ClusterDirectory directory;
  private final Thread hook = new Thread(this::killAll, "end processes");
  private final List<NodeProcess> processes = new ArrayList<>();
  private final List<Doomed> doomed = new ArrayList<>();
  private EmbeddedZooKeeper zooKeeper;
  private ClusterAccess access;

  private DrillCluster(ClusterDirectory directory) {
    this.directory = directory;
  }

  /**
   * Starts everything.
   *
   * @param masters in which supersteps masters die, one after the other; one more stands by
   * @param dying in which supersteps workers die, fewer than there are
   * @param workers how many there are
   * @param threads of each
   */
  public static DrillCluster start(
      List<Integer> masters, List<Integer> dying, int workers, int threads)
      throws IOException, InterruptedException {
    DrillCluster cluster = new DrillCluster(ClusterDirectory.create());
    Runtime.getRuntime().addShutdownHook(cluster.hook);
    boolean started = false;
    try {
      cluster.open(masters, dying, workers, threads);
      started = true;
      return cluster;
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  private void open(List<Integer> masters, List<Integer> dying, int workers, int threads)
      throws IOException, InterruptedException {
    Path secret = directory.writeSecret();
    zooKeeper = EmbeddedZooKeeper.at(directory.resolve("zookeeper"), 0);
    access = new ClusterAccess(zooKeeper.hosts(), "/pregel", secret, SESSION, null);
    int shares = workers + masters.size() + 1;
    List<Integer> inTurn = masters.stream().sorted().toList();
    for (int i = 0; i <= inTurn.size(); i++) {
      Integer dies = i < inTurn.size() ? inTurn.get(i) : null;
      // The next to lead is who came next: each is to be there before another comes.
      String said = i == 0 ? " leads, " : "master master-" + i;
      await(start("master", i, dies, shares, List.of()), said);
    }
    for (int i = 0; i < workers; i++) {
      Integer dies = i < dying.size() ? dying.get(i) : null;
      start("worker", i, dies, shares, NodeProcess.threads(threads));
    }
  }

  private NodeProcess start(String kind, int number, Integer dies, int shares, List<String> options)
      throws IOException {
    String id = kind + "-" + number;
    List<String> flags =
        dies == null
            ? List.of()
            : List.of("-D" + CrashPoints.PROPERTY + "=" + kind + ".superstep@superstep=" + dies);
    NodeProcess process =
        NodeProcess.start(kind, id, access, directory.resolve(id + ".log"), shares, flags, options);
    synchronized (processes) {
      processes.add(process);
    }
    if (dies != null) {
      doomed.add(new Doomed(process, id, dies));
    }
    return process;
  }

  private static void await(NodeProcess process, String text)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START_NANOS;
    while (!process.said().contains(text)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw process.isAlive()
            ? new JobException(FailureKind.INTERNAL, "drill: a master does not start; run it again")
            : process.failure();
      }
      Thread.sleep(20);
    }
  }

  /** How the job's command finds it. */
  public List<String> options() {
    return List.of(
        "--cluster",
        access.hosts(),
        "--root",
        access.root(),
        "--secret",
        access.secret().toString());
  }

  /** A place for files of the drill, removed with the cluster. */
  public Path place(String name) {
    return directory.resolve(name);
  }

  /**
   * Makes sure that every process died that was to.
   *
   * @return what happened, a line for each
   * @throws JobException if one did not: then nothing was shown
   */
  public List<String> losses() {
    List<String> losses = new ArrayList<>();
    for (Doomed lost : doomed) {
      if (lost.process().isAlive() || lost.process().exitCode() != CrashPoints.EXIT_CODE) {
        throw new JobException(
            FailureKind.USAGE,
            "--kill: "
                + lost.id()
                + " was to die in superstep "
                + lost.superstep()
                + ", and the job was over before it, or had another worker for it; name an earlier"
                + " one");
      }
      losses.add(lost.id() + " killed in superstep " + lost.superstep());
    }
    return losses;
  }

  private void killAll() {
    synchronized (processes) {
      processes.forEach(NodeProcess::kill);
    }
    try {
      synchronized (processes) {
        for (NodeProcess process : processes) {
          process.await(FAREWELL_MILLIS);
        }
      }
      directory.remove();
    } catch (InterruptedException | IOException e) {
      // The process ends; files in the system's temporary directory are left to it.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      synchronized (processes) {
        processes.forEach(NodeProcess::kill);
        for (NodeProcess process : processes) {
          process.await(FAREWELL_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
}
