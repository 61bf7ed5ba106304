package pregel.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;
import pregel.core.crash.CrashPoints;

/**
 * A cluster of real processes of which one is held at a named place of a job, so that a test does
 * its worst at that moment and at no other. Below a root of its own in a ZooKeeper that is there.
 */
final class HeldCluster implements AutoCloseable {
  static final String SECRET = "pregel:0123456789abcdef0123456789abcdef";

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Path directory;
  private final Session session;
  private final Path held;
  private final String client;
  private final String zooKeeper;
  private final String sessionTimeout;
  private final Map<String, ClusterProcess> processes = new LinkedHashMap<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private CompletableFuture<Outcome> job;

  /**
   * @param directory with a file {@code secret}
   * @param root its name in ZooKeeper
   * @param sessionTimeout of its processes, as on the command line
   */
  HeldCluster(Path directory, String zooKeeper, String root, String sessionTimeout) {
    this.sessionTimeout = sessionTimeout;
    this.zooKeeper = zooKeeper;
    this.directory = directory;
    this.session = new Session(directory);
    this.held = directory.resolve("held" + root.replace('/', '-'));
    this.client =
        " --cluster " + zooKeeper + " --root " + root + " --secret " + directory.resolve("secret");
  }

  /** Options by which commands find it. */
  String client() {
    return client;
  }

  /** Starts a master or a worker; others with the same flags are held only if it was not. */
  ClusterProcess start(String kind, String id, List<String> flags) throws Exception {
    return start(kind + client, id, flags, "");
  }

  /** Starts a worker that knows ZooKeeper by another address. */
  ClusterProcess startThrough(String address, String id, List<String> flags) throws Exception {
    return start("worker" + client.replace(zooKeeper, address), id, flags, "");
  }

  /** Starts a worker that others reach through a proxy. */
  ClusterProcess startBehind(FaultyProxy proxy, String id, List<String> flags) throws Exception {
    ClusterProcess worker =
        start("worker" + client, id, flags, " --advertised-port " + proxy.port());
    String at = "worker " + id + " at 127.0.0.1:";
    worker.awaitSaying(at);
    String after = worker.said().substring(worker.said().indexOf(at) + at.length());
    proxy.leadTo(Integer.parseInt(after.split("[^0-9]")[0]));
    return worker;
  }

  private ClusterProcess start(String command, String id, List<String> flags, String options)
      throws Exception {
    ClusterProcess process =
        ClusterProcess.start(
            directory,
            held.getFileName() + "-" + id,
            flags,
            command + " --session-timeout " + sessionTimeout + " --id " + id + options);
    processes.put(id, process);
    return process;
  }

  ClusterProcess get(String id) {
    return processes.get(id);
  }

  /** Flags of a process that is held at a place. */
  List<String> holdAt(String point) {
    return List.of(
        "-D" + CrashPoints.HOLD_PROPERTY + "=" + point,
        "-D" + CrashPoints.HOLD_FILE_PROPERTY + "=" + held);
  }

  /** Runs a job and returns when the process is held. */
  void runUntilHeld(String command) throws Exception {
    job = CompletableFuture.supplyAsync(() -> session.run(command + client), thread);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!Files.exists(held)) {
      if (job.isDone() || System.nanoTime() > end) {
        throw new AssertionError("was never held: " + (job.isDone() ? job.get() : said()));
      }
      Thread.sleep(20);
    }
    requireRunning();
  }

  /**
   * Waits for a checkpoint, which is written in the background by whoever is not held.
   *
   * @param job by whose name it is kept, in the directory {@code checkpoints}
   */
  void awaitCheckpoint(String job, int superstep) throws Exception {
    Path manifests = directory.resolve("checkpoints").resolve(job).resolve("manifests");
    String name = "[0-9]+-" + superstep + "-[0-9]+\\.manifest";
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (Files.notExists(manifests)
        || Arrays.stream(manifests.toFile().list()).noneMatch(file -> file.matches(name))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no checkpoint of superstep " + superstep + ": " + said());
      }
      Thread.sleep(20);
    }
  }

  /** Fails if the job has ended: what was done to it then proves nothing. */
  void requireRunning() {
    assertThat(job).as("the job, while it is disturbed").isNotDone();
  }

  void letGo() throws IOException {
    Files.delete(held);
  }

  /** The end of the job that was disturbed. */
  Outcome end() throws Exception {
    try {
      return job.get(90, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("the job does not end: " + said(), e);
    }
  }

  /** What all processes said. */
  String said() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Map.Entry<String, ClusterProcess> process : processes.entrySet()) {
      all.append("\n--- ").append(process.getKey()).append('\n').append(process.getValue().said());
    }
    return all.toString();
  }

  /** Ends all that live by a signal that asks, and says how each ended. */
  List<Integer> leave() throws InterruptedException {
    List<Integer> codes = new ArrayList<>();
    processes.values().forEach(ClusterProcess::terminate);
    for (ClusterProcess process : processes.values()) {
      codes.add(process.exitCode());
    }
    return codes;
  }

  /** Names of the files that nobody should have left. */
  List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> !file.equals(directory))
          .filter(
              file ->
                  file.getFileName().toString().startsWith(".")
                      || file.getParent().endsWith("checkpoints"))
          .map(file -> directory.relativize(file).toString())
          .toList();
    }
  }

  @Override
  public void close() throws Exception {
    for (ClusterProcess process : processes.values()) {
      process.close();
    }
    Files.deleteIfExists(held);
    thread.shutdown();
  }
}
