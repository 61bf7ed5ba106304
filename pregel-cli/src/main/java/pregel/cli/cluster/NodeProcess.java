package pregel.cli.cluster;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.crash.CrashPoints;

/**
 * A master or a worker in a process of its own on this machine: started with this process's Java,
 * class path and flags, with its part of the memory. It ends when this process does, whatever that
 * dies of: its standard input ends then.
 */
final class NodeProcess {
  private static final List<String> SIZES = List.of("-Xmx", "-XX:MaxDirectMemorySize=");

  /**
   * What runs some thousand times, as most of what serves the network does, is not compiled to the
   * best code: while several processes do that on one machine's cores, nobody computes. Loops over
   * vertices and edges come there as soon as ever.
   */
  private static final List<String> LATE_COMPILATION =
      List.of(
          "-XX:Tier4InvocationThreshold=20000",
          "-XX:Tier4MinInvocationThreshold=10000",
          "-XX:Tier4CompileThreshold=40000");

  /** From here on exit codes are signals. */
  private static final int SIGNALS = 128;

  /** What one process may have at a time. */
  private static final List<String> NOT_INHERITED =
      List.of("-agentlib:jdwp", "-javaagent:", "-XX:DumpLoadedClassList");

  private final String id;
  private final Process process;
  private final Path log;

  private NodeProcess(String id, Process process, Path log) {
    this.id = id;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a worker.
   *
   * @param log takes what it says
   * @param workers among how many the memory is divided
   * @param threads it computes with
   */
  static NodeProcess worker(String id, ClusterAccess access, Path log, int workers, int threads)
      throws IOException {
    return start("worker", id, access, log, workers, List.of(), threads(threads));
  }

  /** Options of a worker that computes with so many threads. */
  static List<String> threads(int threads) {
    return List.of("--threads", Integer.toString(threads));
  }

  /**
   * Starts a process.
   *
   * @param kind {@code master} or {@code worker}
   * @param log takes what it says
   * @param shares among how many processes the memory is divided
   * @param flags of its JVM, beside this one's
   * @param options of its command, beside those that lead to the cluster
   */
  static NodeProcess start(
      String kind,
      String id,
      ClusterAccess access,
      Path log,
      int shares,
      List<String> flags,
      List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags(ManagementFactory.getRuntimeMXBean().getInputArguments(), shares));
    command.addAll(flags);
    for (String name :
        List.of(CrashPoints.PROPERTY, CrashPoints.HOLD_PROPERTY, CrashPoints.HOLD_FILE_PROPERTY)) {
      String value = System.getProperty(name);
      if (value != null) {
        command.add("-D" + name + "=" + value);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "pregel.cli.Main"));
    command.addAll(List.of(kind, "--cluster", access.hosts(), "--root", access.root()));
    command.addAll(List.of("--secret", access.secret().toString(), "--id", id));
    command.addAll(List.of("--session-timeout", access.sessionTimeout().toMillis() + "ms"));
    command.addAll(options);
    command.add("--until-stdin-ends");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new NodeProcess(id, process, log);
  }

  /**
   * Flags of worker processes and then, to win over them, this process's, with a share of its
   * memory for each worker.
   */
  static List<String> flags(List<String> own, int workers) {
    List<String> flags = new ArrayList<>(LATE_COMPILATION);
    for (String flag : own) {
      String size = SIZES.stream().filter(flag::startsWith).findFirst().orElse(null);
      if (size != null) {
        long bytes = bytes(flag.substring(size.length()));
        flags.add(size + Math.max(64L << 20, bytes / workers));
      } else if (NOT_INHERITED.stream().noneMatch(flag::startsWith)) {
        flags.add(flag);
      }
    }
    return flags;
  }

  /** As the JVM reads sizes. */
  private static long bytes(String size) {
    String lower = size.toLowerCase(Locale.ROOT);
    int unit = "kmgt".indexOf(lower.charAt(lower.length() - 1));
    return unit < 0
        ? Long.parseLong(lower)
        : Long.parseLong(lower.substring(0, lower.length() - 1)) << 10 * (unit + 1);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it said so far. */
  String said() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  /** What a shell would say of its end. */
  int exitCode() {
    return process.exitValue();
  }

  /** How it ended, and what it said last. */
  JobException failure() {
    String last;
    try {
      String said = Files.readString(log, StandardCharsets.UTF_8).strip();
      last = said.substring(said.lastIndexOf('\n') + 1).replaceFirst("^pregel: ", "");
    } catch (IOException e) {
      last = "what it said cannot be read (" + e.getMessage() + ")";
    }
    int exitCode = process.exitValue();
    boolean killed = exitCode > SIGNALS;
    return new JobException(
        killed ? FailureKind.RECOVERY_SPENT : LocalCluster.kindOf(exitCode),
        killed
            ? id + ": killed by signal " + (exitCode - SIGNALS) + ", and none is left; run again"
            : id + " ended with " + exitCode + ": " + last);
  }

  /** Waits for its end, and enforces it. */
  void await(long millis) throws InterruptedException {
    if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  /** Ends it at once, without asking. */
  void kill() {
    process.destroyForcibly();
  }
}
